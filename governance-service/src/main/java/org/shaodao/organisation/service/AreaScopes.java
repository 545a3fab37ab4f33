package org.shaodao.organisation.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.springframework.stereotype.Service;

/** Which rows an actor may read: the union of the posts held now, each kind its own scope (rulings 2). */
@Service
public class AreaScopes {

    /**
     * The actor's scopes, distinct and broadest first; a unit reads what it takes part in, wherever that lies; {@code Nothing} alone for administrators and people without a
     * post.
     */
    public List<AreaScope> of(Actor actor) {
        if (actor.isSystem()) {
            return List.of(new AreaScope.Everything());
        }
        Map<AreaLevel, Set<AreaId>> areas = new TreeMap<>(Comparator.naturalOrder());
        Map<AreaLevel, Set<AreaId>> figures = new TreeMap<>(Comparator.naturalOrder());
        Set<UnitId> units = new LinkedHashSet<>();
        boolean own = false;
        for (PostGrant post : actor.posts()) {
            own |= !post.role().isAdministrator() && !readsFiguresOnly(post.role());
            AreaId area = post.areaId();
            AreaLevel level = levelOf(post.role());
            if (level != null && area != null) {
                (readsFiguresOnly(post.role()) ? figures : areas)
                        .computeIfAbsent(level, any -> new LinkedHashSet<>())
                        .add(area);
            }
            if (post.unitId() != null) {
                units.add(post.unitId());
            }
        }
        List<AreaScope> scopes = new ArrayList<>();
        areas.forEach((level, ids) -> scopes.add(new AreaScope.InAreas(level, ids)));
        if (!units.isEmpty()) {
            scopes.add(new AreaScope.OfUnits(units));
        }
        if (own) {
            scopes.add(new AreaScope.Own(actor.account()));
        }
        figures.forEach((level, ids) -> scopes.add(new AreaScope.FiguresOnly(level, ids)));
        return scopes.isEmpty() ? List.of(new AreaScope.Nothing()) : List.copyOf(scopes);
    }

    private static boolean readsFiguresOnly(Role role) {
        return role == Role.DISTRICT_REVIEWER || role == Role.CITY_VIEWER;
    }

    private static @org.jspecify.annotations.Nullable AreaLevel levelOf(Role role) {
        return switch (role) {
            case GRID_WORKER, GRID_HEAD -> AreaLevel.GRID;
            case COMMUNITY_DESK -> AreaLevel.COMMUNITY;
            case STREET_DESK, STREET_LEADER -> AreaLevel.STREET;
            case DISTRICT_DESK, DISTRICT_SUPERVISOR, DISTRICT_REVIEWER -> AreaLevel.DISTRICT;
            case CITY_VIEWER -> AreaLevel.CITY;
            case MOBILE_WORKER,
                    BUILDING_HEAD,
                    RESPONDER,
                    SYSTEM_ADMINISTRATOR,
                    SECURITY_ADMINISTRATOR,
                    AUDIT_ADMINISTRATOR,
                    SYSTEM -> null;
        };
    }
}
