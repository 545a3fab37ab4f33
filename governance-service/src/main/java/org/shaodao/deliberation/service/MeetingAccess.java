package org.shaodao.deliberation.service;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.deliberation.Host;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Component;

/** Who calls meetings and who reads of them: desk and leaders of the host's area; units that are invited. */
@Component
@RequiredArgsConstructor
class MeetingAccess {

    private static final Role[] CONVENERS = {Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_DESK};

    private final AreaScopes scopes;
    private final Places places;

    /** A scope as a condition on {@code m}; every statement that uses it binds {@code :scope}. */
    record Condition(String sql, List<UUID> ids) {}

    /** The post in which the actor calls meetings; throws {@link Forbidden} for people without one. */
    PostGrant convening(Actor actor) {
        return actor.postsWith(CONVENERS).stream()
                .filter(post -> post.unitId() != null && post.areaId() != null)
                .findFirst()
                .orElseThrow(() -> new Forbidden("deliberation.call"));
    }

    /** Whether the actor calls meetings at all. */
    boolean convenes(Actor actor) {
        return actor.postsWith(CONVENERS).stream().anyMatch(post -> post.unitId() != null && post.areaId() != null);
    }

    /** The post in which the actor keeps the meetings of this desk; throws {@link Forbidden} for others. */
    PostGrant keeping(Actor actor, UnitId host) {
        return actor.postsWith(CONVENERS).stream()
                .filter(post -> host.equals(post.unitId()))
                .findFirst()
                .orElseThrow(() -> new Forbidden("deliberation.keep"));
    }

    /** The desk a post calls meetings for. */
    Host host(PostGrant post) {
        Place place = places.place(java.util.Objects.requireNonNull(post.areaId()));
        boolean district = place.level() == AreaLevel.DISTRICT;
        AreaId districtId = district ? place.id() : java.util.Objects.requireNonNull(place.districtId());
        return new Host(java.util.Objects.requireNonNull(post.unitId()), districtId, district ? null : place.id());
    }

    /** Everything the actor may read, one condition per scope (rulings 2). */
    List<Condition> reads(Actor actor) {
        return scopes.of(actor).stream()
                .map(MeetingAccess::condition)
                .filter(condition -> !condition.ids().isEmpty())
                .toList();
    }

    private static Condition condition(AreaScope scope) {
        if (scope instanceof AreaScope.InAreas in && in.level() == AreaLevel.DISTRICT) {
            return new Condition("m.district_id in (:scope)", ids(in.ids()));
        }
        if (scope instanceof AreaScope.InAreas in && in.level() == AreaLevel.STREET) {
            return new Condition("m.street_id in (:scope)", ids(in.ids()));
        }
        if (scope instanceof AreaScope.OfUnits of) {
            return new Condition(
                    "m.id in (select i.meeting_id from meeting_invitation i where i.unit_id in (:scope))",
                    of.ids().stream().map(UnitId::value).toList());
        }
        return new Condition("false", List.of());
    }

    private static List<UUID> ids(Set<AreaId> areas) {
        return areas.stream().map(AreaId::value).toList();
    }
}
