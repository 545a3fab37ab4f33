package org.shaodao.organisation.service;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;

/**
 * An {@link AreaScope} as a condition on areas and units. Every statement that uses one binds {@code :scope} to
 * {@link #ids()}.
 */
record ScopeSql(String onArea, String onUnit, List<UUID> ids) {

    private static final UUID NOBODY = new UUID(0, 0);

    /**
     * @param area alias of the area table in the statement
     * @param unit alias of the unit table, or "" when there is none
     */
    static ScopeSql of(AreaScope scope, String area, String unit) {
        if (scope instanceof AreaScope.InAreas in) {
            return areas(in.level(), in.ids(), area);
        }
        if (scope instanceof AreaScope.FiguresOnly figures) {
            return areas(figures.level(), figures.ids(), area);
        }
        if (scope instanceof AreaScope.OfUnits of && !unit.isEmpty()) {
            List<UUID> ids = of.ids().stream().map(UnitId::value).toList();
            return new ScopeSql("false", unit + ".id in (:scope)", ids.isEmpty() ? List.of(NOBODY) : ids);
        }
        if (scope instanceof AreaScope.Everything) {
            return new ScopeSql("true", "true", List.of(NOBODY));
        }
        return new ScopeSql("false", "false", List.of(NOBODY));
    }

    private static ScopeSql areas(AreaLevel level, Collection<AreaId> ids, String alias) {
        if (ids.isEmpty()) {
            return new ScopeSql("false", "false", List.of(NOBODY));
        }
        String column = column(level);
        String condition = column.equals("id")
                ? alias + ".id in (:scope)"
                : "(" + alias + "." + column + " in (:scope) or " + alias + ".id in (:scope))";
        return new ScopeSql(
                condition, condition, ids.stream().map(AreaId::value).toList());
    }

    /** The column of an area that names its ancestor of this level. */
    static String column(AreaLevel level) {
        return switch (level) {
            case CITY -> "city_id";
            case DISTRICT -> "district_id";
            case STREET -> "street_id";
            case COMMUNITY -> "community_id";
            case PROVINCE, GRID, MICRO_GRID -> "id";
        };
    }
}
