package org.shaodao.intake.web;

import java.util.Set;
import java.util.stream.Collectors;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;

/** Imports are the work of street desks for their street and of the district for all of it. */
final class ImportAccess {

    /** The runs this actor may see; throws {@link Forbidden} without such a post. */
    static AreaScope scope(Actor actor) {
        Set<AreaId> districts = areas(actor, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR);
        if (!districts.isEmpty()) {
            return new AreaScope.InAreas(AreaLevel.DISTRICT, districts);
        }
        Set<AreaId> streets = areas(actor, Role.STREET_DESK);
        if (streets.isEmpty()) {
            throw new Forbidden("intake.function.import");
        }
        return new AreaScope.InAreas(AreaLevel.STREET, streets);
    }

    private static Set<AreaId> areas(Actor actor, Role... roles) {
        return actor.postsWith(roles).stream()
                .map(PostGrant::areaId)
                .flatMap(java.util.stream.Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    private ImportAccess() {}
}
