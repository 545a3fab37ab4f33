package org.shaodao.organisation;

import java.util.List;
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

    /** What such a post sits in: an area of some level, a unit, or a Party organisation. */
    public Seat seat() {
        return switch (this) {
            case HEAD,
                    BUILDING_HEAD,
                    ENTRANCE_HEAD,
                    WORKER,
                    LEGAL_ADVISER,
                    HEALTH_WORKER,
                    POLICE,
                    INSTRUCTOR,
                    MOBILE_WORKER,
                    LANE_CHIEF,
                    LANE_MEMBER -> Seat.GRID;
            case COMMUNITY_SECRETARY -> Seat.COMMUNITY;
            case SECRETARY, DIRECTOR, LEADERSHIP_MEMBER -> Seat.STREET;
            case SUPERVISOR, REVIEWER -> Seat.DISTRICT;
            case VIEWER -> Seat.CITY;
            case COMMUNITY_CLERK -> Seat.COMMUNITY_DESK;
            case STREET_CLERK -> Seat.STREET_DESK;
            case DISTRICT_CLERK -> Seat.DISTRICT_DESK;
            case OFFICER, UNIT_HEAD -> Seat.RESPONDER;
            case BRANCH_SECRETARY, GROUP_LEADER -> Seat.PARTY_ORGANISATION;
        };
    }

    /** The seven posts of a grid team: three heads, three workers, one police officer (feature A2.10). */
    public static List<PostType> gridTeam() {
        return List.of(HEAD, BUILDING_HEAD, ENTRANCE_HEAD, WORKER, LEGAL_ADVISER, HEALTH_WORKER, POLICE);
    }

    /** Where a post may sit. */
    public enum Seat {
        GRID,
        COMMUNITY,
        STREET,
        DISTRICT,
        CITY,
        COMMUNITY_DESK,
        STREET_DESK,
        DISTRICT_DESK,
        RESPONDER,
        PARTY_ORGANISATION;

        /** Whether a post with this seat may sit in an area of this level. */
        public boolean fits(AreaLevel level) {
            return switch (this) {
                case GRID -> level == AreaLevel.GRID;
                case COMMUNITY -> level == AreaLevel.COMMUNITY;
                case STREET -> level == AreaLevel.STREET;
                case DISTRICT -> level == AreaLevel.DISTRICT;
                case CITY -> level == AreaLevel.CITY;
                default -> false;
            };
        }

        /** Whether a post with this seat may sit in a unit of this kind. */
        public boolean fits(UnitKind kind) {
            return switch (this) {
                case COMMUNITY_DESK -> kind == UnitKind.COMMUNITY_DESK;
                case STREET_DESK -> kind == UnitKind.STREET_DESK;
                case DISTRICT_DESK -> kind == UnitKind.DISTRICT_DESK;
                case RESPONDER -> kind.isResponder();
                default -> false;
            };
        }
    }
}
