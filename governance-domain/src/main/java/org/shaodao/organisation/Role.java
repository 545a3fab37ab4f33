package org.shaodao.organisation;

/** What a post lets its holder do (lifecycle 6.5); rights per state and action stand in docs/rights.csv. */
public enum Role {
    MOBILE_WORKER,
    BUILDING_HEAD,
    GRID_WORKER,
    GRID_HEAD,
    COMMUNITY_DESK,
    STREET_DESK,
    STREET_LEADER,
    RESPONDER,
    DISTRICT_DESK,
    DISTRICT_SUPERVISOR,
    DISTRICT_REVIEWER,
    CITY_VIEWER,
    SYSTEM_ADMINISTRATOR,
    SECURITY_ADMINISTRATOR,
    AUDIT_ADMINISTRATOR,
    /** The platform itself: timers and commands. */
    SYSTEM;

    public boolean isAdministrator() {
        return this == SYSTEM_ADMINISTRATOR || this == SECURITY_ADMINISTRATOR || this == AUDIT_ADMINISTRATOR;
    }

    /** Whether its post acts for a unit. Viewers act for nobody, light reporters see only their own reports (lifecycle 6.5). */
    public boolean actsForUnit() {
        return switch (this) {
            case MOBILE_WORKER, BUILDING_HEAD, DISTRICT_REVIEWER, CITY_VIEWER, DISTRICT_SUPERVISOR -> false;
            default -> true;
        };
    }
}
