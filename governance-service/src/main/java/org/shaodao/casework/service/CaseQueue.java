package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Slice;
import org.shaodao.shared.reading.Cursor;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The lists desks and workers live in: one scope per query, by due time, endless by keyset, never entities. */
@Service
@RequiredArgsConstructor
@ReadsOnly
public class CaseQueue {

    /** Rows of one page (rulings 28). */
    public static final int PAGE = 20;

    private static final String COLUMNS = """
            select c.id, c.number, %s as title, %s as address, c.status, %s as light, c.clock_due_at, c.due_at, c.source,
                   c.urgent, k.name as category, s.name as street, m.name as community, g.name as grid,
                   u.name as holder, c.reported_at, c.closed_at, c.version
              from governance_case c
              join unit u on u.id = c.holder_unit_id
              left join category k on k.id = c.category_id
              left join area s on s.id = c.street_id
              left join area m on m.id = c.community_id
              left join area g on g.id = c.grid_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Cases the scope shows, soonest due first; {@code after} is the cursor of the page before, null for the first. */
    public Slice<CaseRow> list(AreaScope scope, CaseFilter filter, @Nullable String after) {
        boolean figures = scope instanceof AreaScope.FiguresOnly;
        String select = COLUMNS.formatted(figures ? "null" : "c.title", figures ? "null" : "c.address", Light.SQL);
        Map<String, Object> params = params();
        String sql = select + where(scope, filter, params) + keyset(after, params)
                + " order by c.clock_due_at, c.id limit " + (PAGE + 1);
        List<CaseRow> rows = jdbc.sql(sql).params(params).query(CaseRow.class).list();
        if (rows.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        return new Slice<>(rows.subList(0, PAGE), cursor(rows.get(PAGE - 1)));
    }

    /** The first {@code limit} cases of the list with the version each has now. */
    public List<BulkDesk.Picked> pick(AreaScope scope, CaseFilter filter, int limit) {
        Map<String, Object> params = params();
        String sql = "select c.id, c.version from governance_case c" + where(scope, filter, params)
                + " order by c.clock_due_at, c.id limit " + limit;
        return jdbc.sql(sql).params(params).query(BulkDesk.Picked.class).list();
    }

    /** How many rows {@link #list} would give in all. */
    public long count(AreaScope scope, CaseFilter filter) {
        Map<String, Object> params = params();
        String sql = "select count(*) from governance_case c" + where(scope, filter, params);
        return jdbc.sql(sql).params(params).query(Long.class).single();
    }

    /** Counts by one column of the case for the same condition: {@code key} is the column's value as text. */
    public List<Count> countBy(AreaScope scope, CaseFilter filter, Grouping grouping) {
        Map<String, Object> params = params();
        String sql = "select key, count(*) as count from (select cast(" + grouping.sql
                + " as text) as key from governance_case c" + where(scope, filter, params)
                + ") x group by key order by key";
        return jdbc.sql(sql).params(params).query(Count.class).list();
    }

    /** A number and what it stands for; a null key = not known yet. */
    public record Count(@Nullable String key, long count) {}

    /** By what figures are split. */
    public enum Grouping {
        STATUS("c.status"),
        LIGHT(Light.SQL),
        DISTRICT("c.district_id"),
        STREET("c.street_id"),
        COMMUNITY("c.community_id"),
        GRID("c.grid_id"),
        CATEGORY("c.category_id"),
        SOURCE("c.source");

        private final String sql;

        Grouping(String sql) {
            this.sql = sql;
        }
    }

    Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        params.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        return params;
    }

    static String where(AreaScope scope, CaseFilter filter, Map<String, Object> params) {
        boolean texts = !(scope instanceof AreaScope.FiguresOnly);
        boolean merged = scope instanceof AreaScope.Own;
        return " where " + within(scope, params) + filter.conditions(params, texts, merged);
    }

    /** The scope as a condition on {@code c}, filling the parameters it uses. */
    static String within(AreaScope scope, Map<String, Object> params) {
        if (scope instanceof AreaScope.InAreas in) {
            return areas(in.level(), in.ids(), params);
        }
        if (scope instanceof AreaScope.FiguresOnly in) {
            return areas(in.level(), in.ids(), params);
        }
        if (scope instanceof AreaScope.OfUnits of && !of.ids().isEmpty()) {
            params.put("units", of.ids().stream().map(UnitId::value).toList());
            return "c.id in (select p.case_id from case_participation p where p.unit_id in (:units))";
        }
        if (scope instanceof AreaScope.HeldBy held && !held.ids().isEmpty()) {
            params.put("units", held.ids().stream().map(UnitId::value).toList());
            return "c.holder_unit_id in (:units)";
        }
        if (scope instanceof AreaScope.Own own) {
            params.put("account", own.account().value());
            return "c.reporter_id = :account";
        }
        return scope instanceof AreaScope.Everything ? "true" : "false";
    }

    private static String areas(AreaLevel level, java.util.Set<AreaId> ids, Map<String, Object> params) {
        if (ids.isEmpty()) {
            return "false";
        }
        params.put("areas", ids.stream().map(AreaId::value).toList());
        return switch (level) {
            case GRID -> "c.grid_id in (:areas)";
            case COMMUNITY -> "c.community_id in (:areas)";
            case STREET -> "c.street_id in (:areas)";
            case DISTRICT -> "c.district_id in (:areas)";
            case CITY -> "c.district_id in (select a.id from area a where a.city_id in (:areas))";
            case PROVINCE, MICRO_GRID -> "false";
        };
    }

    private static String keyset(@Nullable String after, Map<String, Object> params) {
        Cursor end = Cursor.of(after).orElse(null);
        if (end == null) {
            return "";
        }
        params.put("afterId", end.id());
        if (end.at() == null) {
            return " and c.clock_due_at is null and c.id > :afterId";
        }
        params.put("afterDue", end.at().atOffset(ZoneOffset.UTC));
        return " and (c.clock_due_at is null or (c.clock_due_at, c.id) > (:afterDue, :afterId))";
    }

    private static String cursor(CaseRow last) {
        return cursor(last.clockDueAt(), last.id());
    }

    /** Where a case stands in the order of every list; what comes after it is the next one. */
    public static String cursor(@Nullable Instant due, CaseId id) {
        return new Cursor(due, id.value()).toString();
    }
}
