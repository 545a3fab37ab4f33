package org.shaodao.access;

import org.shaodao.organisation.Role;

/** One word of a policy row: which relations a role may reach through a handler. */
enum Reach {
    /** Everything; the answer never depends on the place. */
    ALLOW(Relation.OTHER_DISTRICT, false),
    /** A function of other roles: 403 or 404, whatever the thing. */
    REFUSED(null, false),
    /** 404, whatever the thing. */
    HIDDEN(null, false),
    OWN(Relation.OWN, false),
    GRID(Relation.SAME_GRID, false),
    COMMUNITY(Relation.PARENT, false),
    STREET(Relation.OTHER_COMMUNITY, false),
    DISTRICT(Relation.OTHER_STREET, false),
    /** The role's own reach, see {@link #natural}. */
    SCOPE(null, false),
    /** As SCOPE, but inside it the verb may still be refused, by state or post; outside it stays 404. */
    SCOPE_OR_REFUSED(null, true);

    private final Relation farthest;
    private final boolean mayRefuseInside;

    Reach(Relation farthest, boolean mayRefuseInside) {
        this.farthest = farthest;
        this.mayRefuseInside = mayRefuseInside;
    }

    boolean includes(Relation relation, String role) {
        Reach reach = this == SCOPE || this == SCOPE_OR_REFUSED ? natural(role) : this;
        return reach.farthest != null && relation.compareTo(reach.farthest) <= 0;
    }

    boolean mayRefuseInside() {
        return mayRefuseInside;
    }

    boolean mayForbidOutside() {
        return this == REFUSED;
    }

    static Reach of(String word) {
        return valueOf(word.strip().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    /** What the role's posts let it read of cases and people. */
    private static Reach natural(String name) {
        if (name.equals(AccessPolicy.ANONYMOUS) || name.equals(AccessPolicy.NOBODY)) {
            return HIDDEN;
        }
        return switch (Role.valueOf(name)) {
            case GRID_WORKER, GRID_HEAD -> GRID;
            case COMMUNITY_DESK -> COMMUNITY;
            case STREET_DESK, STREET_LEADER -> STREET;
            case DISTRICT_DESK, DISTRICT_SUPERVISOR -> DISTRICT;
            case MOBILE_WORKER, BUILDING_HEAD, RESPONDER -> OWN;
            case DISTRICT_REVIEWER, CITY_VIEWER, SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR ->
                HIDDEN;
            case SYSTEM -> ALLOW;
        };
    }
}
