package org.shaodao.organisation.web;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.service.StructureChanging.Part;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.springframework.format.annotation.DateTimeFormat;

/** A merge or split of an area or Party organisation; it is done only when it is confirmed after a look at the effects. */
@Getter
@Setter
class SuccessionForm {

    private long version;
    private @Nullable UUID into;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate effective;

    private String documentNo = "";
    private String name = "";
    private String code = "";
    private @Nullable PartyForm form;
    private int households;
    private int residents;
    private int buildings;
    private Set<UUID> chosen = new LinkedHashSet<>();
    private boolean confirmed;

    Basis basis() {
        return new Basis(effective, documentNo);
    }

    Part part() {
        return new Part(code, name, households, residents, buildings);
    }
}
