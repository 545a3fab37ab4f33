package org.shaodao.organisation;

import org.jspecify.annotations.Nullable;

/** Level of an area; the three grid levels of the field are STREET, COMMUNITY and GRID (feature A2.1). */
public enum AreaLevel {
    PROVINCE,
    CITY,
    DISTRICT,
    STREET,
    COMMUNITY,
    GRID,
    MICRO_GRID;

    /** The level directly above, or null above the province. */
    public @Nullable AreaLevel parent() {
        return ordinal() == 0 ? null : values()[ordinal() - 1];
    }

    public boolean isBelow(AreaLevel other) {
        return ordinal() > other.ordinal();
    }
}
