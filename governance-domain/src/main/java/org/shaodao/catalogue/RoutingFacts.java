package org.shaodao.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;

/** What the decision may look at: the category, the level that dispatches, the place, and the circumstances. */
public record RoutingFacts(
        CategoryId category,
        AreaLevel level,
        AreaId district,
        @Nullable AreaId street,
        @Nullable AreaId community,
        @Nullable AreaId grid,
        Circumstances around) {

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

    /** The areas the matter lies in, the narrowest first. */
    public List<AreaId> areas() {
        return Stream.of(grid, community, street, district)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The same place and category in other circumstances. */
    public RoutingFacts with(Circumstances circumstances) {
        return new RoutingFacts(category, level, district, street, community, grid, circumstances);
    }
}
