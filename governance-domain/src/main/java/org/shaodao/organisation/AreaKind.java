package org.shaodao.organisation;

import java.util.Arrays;
import java.util.List;

/** What sort of district, street, community or grid an area is; each kind belongs to one level (features A2.2, A8.18). */
public enum AreaKind {
    URBAN_DISTRICT(AreaLevel.DISTRICT),
    COUNTY(AreaLevel.DISTRICT),
    COUNTY_CITY(AreaLevel.DISTRICT),
    /** A development zone that has a statistical code but is no division of its own, such as 411071. */
    STATISTICAL(AreaLevel.DISTRICT),
    STREET_OFFICE(AreaLevel.STREET),
    TOWN(AreaLevel.STREET),
    TOWNSHIP(AreaLevel.STREET),
    /** Farms and zones on the level of a street (codes 400–599). */
    OTHER(AreaLevel.STREET),
    URBAN(AreaLevel.COMMUNITY),
    /** A village turned into a community. */
    CONVERTED(AreaLevel.COMMUNITY),
    VILLAGE(AreaLevel.COMMUNITY),
    /** A grid of residents. */
    BASIC(AreaLevel.GRID),
    /** A grid of one institution, market or enterprise. */
    DEDICATED(AreaLevel.GRID);

    private final AreaLevel level;

    AreaKind(AreaLevel level) {
        this.level = level;
    }

    public AreaLevel level() {
        return level;
    }

    /** The kinds an area of this level may have; empty for levels without kinds. */
    public static List<AreaKind> of(AreaLevel level) {
        return Arrays.stream(values()).filter(kind -> kind.level == level).toList();
    }
}
