package org.shaodao.organisation.web;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.springframework.format.annotation.DateTimeFormat;

/** One change of an area, Party organisation or unit: rename, move, edit or abolish. */
@Getter
@Setter
class ChangeForm {

    /** What is to be done. */
    enum What {
        EDIT,
        RENAME,
        MOVE,
        ABOLISH
    }

    private What what = What.EDIT;
    private long version;
    private String name = "";
    private @Nullable PartyForm form;
    private @Nullable UUID parent;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate effective;

    private String documentNo = "";
    private @Nullable AreaKind kind;
    private @Nullable GridUnitType unitType;
    private int households;
    private int residents;
    private int buildings;
    private String boundary = "";
    private @Nullable Speciality speciality;
    private String dutyPhone = "";
    private Set<UUID> grids = new LinkedHashSet<>();
    private @Nullable Integer householdsCovered;

    Basis basis() {
        return new Basis(effective, documentNo);
    }
}
