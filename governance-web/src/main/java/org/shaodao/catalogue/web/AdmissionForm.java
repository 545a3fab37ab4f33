package org.shaodao.catalogue.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.AdmissionWish;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaLevel;
import org.springframework.format.annotation.DateTimeFormat;

/** An admission request as typed, and what is said about one. */
@Getter
@Setter
class AdmissionForm {

    @NotNull(message = "{catalogue.admission.category-missing}")
    private @Nullable CategoryId category;

    @NotNull
    private AreaLevel level = AreaLevel.COMMUNITY;

    /** {@code LEAD} or {@code ASSIST}. */
    private String part = "ASSIST";

    private String matter = "";

    private String legalBasis = "";

    @NotNull(message = "{catalogue.admission.day-missing}")
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    @NotNull(message = "{catalogue.admission.day-missing}")
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    private String money = "";

    private String people = "";

    private String training = "";

    AdmissionWish toWish() {
        return new AdmissionWish(
                Objects.requireNonNull(category),
                level,
                "LEAD".equals(part),
                matter,
                legalBasis,
                Objects.requireNonNull(from),
                Objects.requireNonNull(until),
                money,
                people,
                training);
    }
}
