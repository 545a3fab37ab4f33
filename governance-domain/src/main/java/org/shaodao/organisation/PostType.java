package org.shaodao.organisation;

import org.jspecify.annotations.Nullable;

/** A kind of post and the role it grants; posts without a role are listed on team cards but grant nothing. */
public enum PostType {
    // grid team: three heads, three workers, one police officer (feature A2.10)
    HEAD(Role.GRID_HEAD),
    BUILDING_HEAD(Role.BUILDING_HEAD),
    ENTRANCE_HEAD(Role.BUILDING_HEAD),
    WORKER(Role.GRID_WORKER),
    LEGAL_ADVISER(null),
    HEALTH_WORKER(null),
    POLICE(null),
    INSTRUCTOR(null),
    MOBILE_WORKER(Role.MOBILE_WORKER),
    LANE_CHIEF(null),
    LANE_MEMBER(null),
    // desks and offices
    COMMUNITY_CLERK(Role.COMMUNITY_DESK),
    STREET_CLERK(Role.STREET_DESK),
    DISTRICT_CLERK(Role.DISTRICT_DESK),
    SECRETARY(Role.STREET_LEADER),
    DIRECTOR(Role.STREET_LEADER),
    LEADERSHIP_MEMBER(Role.STREET_LEADER),
    COMMUNITY_SECRETARY(Role.COMMUNITY_DESK),
    BRANCH_SECRETARY(null),
    GROUP_LEADER(null),
    OFFICER(Role.RESPONDER),
    UNIT_HEAD(Role.RESPONDER),
    // district and above
    SUPERVISOR(Role.DISTRICT_SUPERVISOR),
    REVIEWER(Role.DISTRICT_REVIEWER),
    VIEWER(Role.CITY_VIEWER);

    private final @Nullable Role role;

    PostType(@Nullable Role role) {
        this.role = role;
    }

    public @Nullable Role role() {
        return role;
    }
}
