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
}
