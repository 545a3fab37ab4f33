package org.shaodao.casework.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.springframework.stereotype.Component;

/** The areas a desk may place a matter in: its own and everything below, indented, in code order. */
@Component
@RequiredArgsConstructor
class DeskPlaces {

    private static final List<AreaLevel> LEVELS =
            List.of(AreaLevel.DISTRICT, AreaLevel.STREET, AreaLevel.COMMUNITY, AreaLevel.GRID);

    private final AreaScopes scopes;
    private final Places places;

    /** Options of a select, id to name. */
    Map<String, String> of(Actor actor) {
        List<Place> found = new ArrayList<>();
        for (AreaScope scope : scopes.of(actor)) {
            if (scope instanceof AreaScope.InAreas in) {
                for (AreaLevel level : LEVELS) {
                    if (level == in.level() || level.isBelow(in.level())) {
                        found.addAll(places.within(in.level(), in.ids(), level));
                    }
                }
                break;
            }
        }
        Map<String, String> options = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing(Place::code))
                .forEach(place -> options.put(
                        place.id().toString(), "\u3000".repeat(LEVELS.indexOf(place.level())) + place.name()));
        return options;
    }
}
