package org.shaodao.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;

/**
 * An active catalogue entry as the decision reads it.
 *
 * @param coUnits who assists: specialities, or the kinds GRID_TEAM, COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK
 */
public record RoutingRule(
        CatalogueEntryId id,
        long version,
        CategoryId category,
        AreaLevel level,
        UnitKind leadKind,
        @Nullable String leadSpeciality,
        List<String> coUnits,
        @Nullable String limitClass) {

    public RoutingRule {
        coUnits = List.copyOf(coUnits);
    }
}
