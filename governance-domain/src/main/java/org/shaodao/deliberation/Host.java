package org.shaodao.deliberation;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;

/** The desk that calls meetings for its street, or for its district where the street is null. */
public record Host(UnitId desk, AreaId districtId, @Nullable AreaId streetId) {

    /** Where what the meeting resolves is handled. */
    public AreaId area() {
        return streetId == null ? districtId : streetId;
    }
}
