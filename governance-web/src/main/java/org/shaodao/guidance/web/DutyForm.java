package org.shaodao.guidance.web;

import java.time.LocalDate;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** The next edition of a duty list as typed. */
@Getter
@Setter
class DutyForm {

    private String duties = "";

    private String documentNumber = "";

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate validFrom;

    /** Number of the last edition the person saw. */
    private int seen;
}
