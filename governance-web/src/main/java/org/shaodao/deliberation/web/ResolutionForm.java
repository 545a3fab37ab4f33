package org.shaodao.deliberation.web;

import java.time.LocalDate;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Who does what by when. */
@Getter
@Setter
class ResolutionForm {

    private String text = "";

    private @Nullable UUID owner;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate dueOn;

    private long version = -1;
}
