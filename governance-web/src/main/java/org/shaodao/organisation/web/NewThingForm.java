package org.shaodao.organisation.web;

import java.time.LocalDate;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.springframework.format.annotation.DateTimeFormat;

/** A new area, Party organisation or unit. */
@Getter
@Setter
class NewThingForm {

    private @Nullable UUID area;
    private @Nullable UUID parent;
    private String code = "";
    private String name = "";
    private @Nullable AreaKind kind;
    private @Nullable PartyOrganisationLevel level;
    private @Nullable PartyForm form;
    private @Nullable Integer householdsCovered;
    private @Nullable UnitKind unitKind;
    private @Nullable Speciality speciality;
    private String dutyPhone = "";

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate effective;

    private String documentNo = "";

    Basis basis() {
        return new Basis(effective, documentNo);
    }
}
