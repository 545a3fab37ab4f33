package org.shaodao.casework.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.springframework.stereotype.Component;

/** To whom a desk may give many cases at once: the units of its own area and right below; each case is checked again. */
@Component
@RequiredArgsConstructor
class BulkTargets {

    private final Places places;

    /** Id and name, nearest first. */
    Map<String, String> of(Actor actor) {
        Map<String, String> options = new LinkedHashMap<>();
        for (PostGrant post : actor.postsWith(NewCaseController.DESKS)) {
            for (UnitRef unit : units(post)) {
                if (!unit.id().equals(post.unitId()) && unit.kind() != UnitKind.DISTRICT_DESK) {
                    options.put(unit.id().toString(), unit.name());
                }
            }
        }
        return options;
    }

    private List<UnitRef> units(PostGrant post) {
        AreaId own = post.areaId();
        if (own == null) {
            return List.of();
        }
        List<AreaId> areas = new ArrayList<>(List.of(own));
        places.below(own).stream().map(Place::id).forEach(areas::add);
        Place place = places.place(own);
        if (post.level() == AreaLevel.STREET && place.districtId() != null) {
            areas.add(place.districtId());
        }
        return places.unitsIn(areas).stream()
                .filter(unit -> unit.kind() != UnitKind.STREET_DESK || post.level() == AreaLevel.DISTRICT)
                .toList();
    }
}
