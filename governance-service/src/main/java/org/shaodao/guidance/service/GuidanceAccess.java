package org.shaodao.guidance.service;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose duty lists and policy documents somebody reads or keeps: of the districts the posts lie in; the system
 * administrator, who has no area, and a viewer of the city of every district.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class GuidanceAccess {

    private static final Role[] EVERYWHERE = {
        Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, Role.CITY_VIEWER
    };

    private final Places places;
    private final JdbcClient jdbc;

    /**
     * Whether the actor keeps those of this district: by the post of its supervisor, not by another post there, or as
     * system administrator. Keeping is checked again by every verb.
     */
    public boolean keeps(Actor actor, AreaId district) {
        return actor.has(Role.SYSTEM_ADMINISTRATOR)
                || actor.postsWith(Role.DISTRICT_SUPERVISOR).stream().anyMatch(post -> district.equals(post.areaId()));
    }

    /** Throws {@link Forbidden} unless the actor keeps those of this district. */
    public void requireKeeper(Actor actor, AreaId district) {
        if (!keeps(actor, district)) {
            throw new Forbidden("guidance.function.keep");
        }
    }

    /** The districts of the actor, in code order. */
    public List<Place> districts(Actor actor) {
        Set<AreaId> own = actor.posts().stream()
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .map(places::place)
                .map(place -> place.level() == AreaLevel.DISTRICT ? place.id() : place.districtId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return all().stream()
                .filter(place -> own.contains(place.id()) || actor.has(EVERYWHERE))
                .toList();
    }

    /**
     * The district that is looked at: the wanted one, else the actor's first. Throws {@link NotFound} for one that is not
     * the actor's, and where there is none.
     */
    public Place district(Actor actor, @Nullable AreaId wanted) {
        return districts(actor).stream()
                .filter(place -> wanted == null || place.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFound("area"));
    }

    private List<Place> all() {
        return jdbc.sql("""
                        select id, level, code, name, city_id, district_id, street_id, community_id, true as live
                          from area where level = 'DISTRICT' and valid_to is null order by code
                        """).query(Place.class).list();
    }
}
