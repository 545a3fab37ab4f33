package org.shaodao.organisation;

/** Kind of a unit, the only thing that can hold a case. */
public enum UnitKind {
    GRID_TEAM,
    COMMUNITY_DESK,
    STREET_DESK,
    DISTRICT_DESK,
    /** Internal office, centre or team of a street (feature A8.13). */
    STREET_OFFICE,
    DEPARTMENT,
    BRANCH_AGENCY,
    ENTERPRISE,
    PROPERTY_COMPANY;

    /** A desk accepts, dispatches and follows up the cases of its level. */
    public boolean isDesk() {
        return this == COMMUNITY_DESK || this == STREET_DESK || this == DISTRICT_DESK;
    }

    /** Exactly one live unit of such a kind per area (rulings 1). */
    public boolean isOnePerArea() {
        return isDesk() || this == GRID_TEAM;
    }

    /** Units that are summoned or dispatched to from outside the street's own line. */
    public boolean isResponder() {
        return this == STREET_OFFICE
                || this == DEPARTMENT
                || this == BRANCH_AGENCY
                || this == ENTERPRISE
                || this == PROPERTY_COMPANY;
    }

    /** Whether such a unit may serve an area of this level. */
    public boolean serves(AreaLevel level) {
        return switch (this) {
            case GRID_TEAM -> level == AreaLevel.GRID;
            case COMMUNITY_DESK -> level == AreaLevel.COMMUNITY;
            case STREET_DESK, STREET_OFFICE, BRANCH_AGENCY -> level == AreaLevel.STREET;
            case DISTRICT_DESK -> level == AreaLevel.DISTRICT;
            case DEPARTMENT -> level == AreaLevel.DISTRICT || level == AreaLevel.CITY;
            case ENTERPRISE, PROPERTY_COMPANY ->
                level == AreaLevel.CITY
                        || level == AreaLevel.DISTRICT
                        || level == AreaLevel.STREET
                        || level == AreaLevel.COMMUNITY
                        || level == AreaLevel.GRID;
        };
    }

    /** Whether such a unit may have a unit of this kind above it. */
    public boolean mayBelongTo(UnitKind parent) {
        return switch (this) {
            case BRANCH_AGENCY -> parent == DEPARTMENT;
            case DEPARTMENT -> parent == DEPARTMENT || parent == DISTRICT_DESK;
            case STREET_OFFICE -> parent == STREET_OFFICE || parent == STREET_DESK;
            case ENTERPRISE, PROPERTY_COMPANY -> parent == DEPARTMENT || parent == this;
            case GRID_TEAM, COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK -> false;
        };
    }
}
