package org.shaodao.catalogue.web;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.springframework.format.annotation.DateTimeFormat;

/** What a person chooses about a line of the catalogue. */
@Getter
@Setter
class EntryForm {

    private @Nullable CategoryId category;

    private @Nullable AreaLevel level;

    @NotNull
    private UnitKind leadKind = UnitKind.STREET_DESK;

    private @Nullable Speciality leadSpeciality;

    private List<String> coUnits = new ArrayList<>();

    private String limitClass = "";

    private String legalBasis = "";

    private @Nullable AreaKind areaKind;

    @NotNull
    private MatterList listType = MatterList.BASIC;

    private String filingCondition = "";

    private String closingCondition = "";

    @NotNull
    private Admission admission = Admission.STANDING;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate admittedUntil;

    /** What the effects were shown for; saving the same goes through. */
    private String seen = "";

    /** How many of the last cases a trial asks; 0 = save. */
    private int tryWith;

    /** Only show it again as it is. */
    private boolean again;

    /** First day it counts; null = at once. */
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    private long version = -1;

    static EntryForm from(EntryRow row, Instant now) {
        EntryForm form = new EntryForm();
        form.category = row.categoryId();
        form.level = row.level();
        form.leadKind = row.leadKind();
        form.leadSpeciality = row.leadSpeciality();
        form.coUnits = new ArrayList<>(row.coUnits());
        form.limitClass = row.limitClass() == null ? "" : row.limitClass();
        form.legalBasis = row.legalBasis() == null ? "" : row.legalBasis();
        form.areaKind = row.areaKind();
        form.listType = row.listType();
        form.filingCondition = row.filingCondition() == null ? "" : row.filingCondition();
        form.closingCondition = row.closingCondition() == null ? "" : row.closingCondition();
        form.admission = row.admission();
        form.admittedUntil = row.admittedUntil();
        form.from = row.isPlanned(now) ? row.firstDay() : null;
        form.version = row.version();
        return form;
    }

    EntryDetails toDetails() {
        return new EntryDetails(
                leadKind,
                leadSpeciality,
                coUnits,
                limitClass,
                legalBasis,
                listType,
                filingCondition,
                closingCondition,
                admission,
                admission == Admission.TEMPORARY ? admittedUntil : null);
    }
}
