package org.shaodao.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;

/**
 * An active catalogue entry as the decision reads it.
 *
 * @param areaKind the kind of area it counts for; null = every kind
 * @param coUnits who assists: specialities, or the kinds GRID_TEAM, COMMUNITY_DESK, STREET_DESK, DISTRICT_DESK
 * @param admittedUntil last day of a temporary admission
 */
public record RoutingLine(
        CatalogueEntryId id,
        int edition,
        CategoryId category,
        AreaLevel level,
        @Nullable AreaKind areaKind,
        UnitKind leadKind,
        @Nullable String leadSpeciality,
        List<String> coUnits,
        @Nullable String limitClass,
        MatterList listType,
        Admission admission,
        @Nullable LocalDate admittedUntil) {

    public RoutingLine {
        coUnits = List.copyOf(coUnits);
    }
}
