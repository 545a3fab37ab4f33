package org.shaodao.organisation.web;

import java.time.LocalDate;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Employment;
import org.springframework.format.annotation.DateTimeFormat;

/** Who is to be in a post, since when and how. */
@Getter
@Setter
class AppointForm {

    private @Nullable UUID person;
    private String word = "";
    private Employment employment = Employment.FULL_TIME;
    private boolean deputy;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;
}
