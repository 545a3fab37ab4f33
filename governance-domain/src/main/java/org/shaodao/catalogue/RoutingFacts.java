package org.shaodao.catalogue;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;

/** What the decision may look at: the category, the level that dispatches, and the place. */
public record RoutingFacts(
        CategoryId category,
        AreaLevel level,
        AreaId district,
        @Nullable AreaId street,
        @Nullable AreaId community,
        @Nullable AreaId grid) {

    /** The area of that level, if the case has one. */
    public @Nullable AreaId area(AreaLevel wanted) {
        return switch (wanted) {
            case DISTRICT -> district;
            case STREET -> street;
            case COMMUNITY -> community;
            case GRID -> grid;
            case PROVINCE, CITY, MICRO_GRID -> null;
        };
    }
}
