package org.shaodao.organisation.service;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;

/** An area with its ancestors and, at its own level, its own id, as cases denormalise it. */
public record Place(
        AreaId id,
        AreaLevel level,
        String code,
        String name,
        @Nullable AreaId cityId,
        @Nullable AreaId districtId,
        @Nullable AreaId streetId,
        @Nullable AreaId communityId,
        boolean live) {

    /** The grid, when this place is one. */
    public @Nullable AreaId gridId() {
        return level == AreaLevel.GRID ? id : null;
    }
}
