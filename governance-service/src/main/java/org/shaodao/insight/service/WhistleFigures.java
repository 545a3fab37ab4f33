package org.shaodao.insight.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.insight.Rate;
import org.shaodao.insight.WhistleBand;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The whistle indicators of an area or of a unit, in one snapshot, with the lists behind them. Streets and units stand in
 * the order of their codes: nothing here is a ranking (rulings 21).
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@RequiredArgsConstructor
public class WhistleFigures {

    private static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final AreaScopes scopes;
    private final Clock clock;

    /** Between which whistle rates, in percent, a street is in the usual band: the one setting of reverse evaluation. */
    private record Edges(int bandLow, int bandHigh) {

        WhistleBand band(@Nullable Rate rate) {
            return rate == null ? WhistleBand.NONE : WhistleBand.of(rate, bandLow, bandHigh);
        }
    }

    /** What is asked: days, and one street or unit of the reach. */
    public record Asked(
            WhistlePeriod period,
            @Nullable UUID street,
            @Nullable UUID unit) {}

    /** All indicators of a reach; {@code streets} and {@code units} split them. */
    public record Board(
            Map<WhistleIndicator, Rate> totals,
            WhistleBand band,
            List<Line> streets,
            List<Line> units,
            boolean ofUnits,
            Instant asOf) {}

    /** One street or one unit. */
    public record Line(UUID id, String name, Map<WhistleIndicator, Rate> rates, WhistleBand band) {}

    /** One row of a list: a call, a response or a case. */
    public record Row(
            UUID id,
            UUID subject,
            boolean isCase,
            String number,
            @Nullable String title,
            @Nullable String street,
            @Nullable String unit,
            @Nullable Instant due,
            @Nullable Instant done) {}

    /** Which part of a share a list shows. */
    public enum Part {
        HITS,
        OF
    }

    /** The board; throws {@link Forbidden} for people who see neither an area's nor a unit's figures. */
    public Board board(Actor actor, Asked asked) {
        Reach reach = reach(actor);
        Map<WhistleIndicator, Map<UUID, Rate>> split = new EnumMap<>(WhistleIndicator.class);
        Map<WhistleIndicator, Rate> totals = new EnumMap<>(WhistleIndicator.class);
        for (WhistleIndicator indicator : WhistleIndicator.values()) {
            if (reach.ofUnits() && !indicator.isOfUnits()) {
                continue;
            }
            totals.put(indicator, total(reach, indicator, asked));
            split.put(indicator, by(reach, indicator, asked));
        }
        Edges edges = jdbc.sql("select band_low, band_high from whistle_setting")
                .query(Edges.class)
                .single();
        return new Board(
                totals,
                edges.band(totals.get(WhistleIndicator.W3)),
                reach.ofUnits() ? List.of() : lines("area", split, false, edges),
                lines("unit", split, true, edges),
                reach.ofUnits(),
                clock.instant());
    }

    /** One page of what stands behind a number. */
    public Slice<Row> list(Actor actor, WhistleIndicator indicator, Part part, Asked asked, @Nullable String after) {
        Reach reach = reach(actor);
        UUID last = idOf(after);
        List<Row> rows = bound(
                        jdbc.sql(select(reach, indicator, part)
                                + (last == null ? "" : " and " + key(indicator, part) + " > :last")
                                + " order by " + key(indicator, part) + " limit " + (PAGE + 1)),
                        reach,
                        asked)
                .param("last", last)
                .query(Row.class)
                .list();
        return rows.size() <= PAGE
                ? new Slice<>(rows, null)
                : new Slice<>(rows.subList(0, PAGE), rows.get(PAGE - 1).id().toString());
    }

    /** How long such a list is. */
    public long count(Actor actor, WhistleIndicator indicator, Part part, Asked asked) {
        Reach reach = reach(actor);
        return bound(jdbc.sql("select count(*) from (" + select(reach, indicator, part) + ") listed"), reach, asked)
                .query(Long.class)
                .single();
    }

    // ---- reach

    /** A scope as conditions on calls, responses and cases; ids fill {@code :scope}. */
    private record Reach(boolean ofUnits, boolean namesTitles, String onCall, String onCase, List<UUID> ids) {}

    private Reach reach(Actor actor) {
        for (AreaScope scope : scopes.of(actor)) {
            if (scope instanceof AreaScope.InAreas in
                    && in.level() != AreaLevel.GRID
                    && in.level() != AreaLevel.COMMUNITY) {
                return areas(in.level(), in.ids(), true);
            }
            if (scope instanceof AreaScope.FiguresOnly in) {
                return areas(in.level(), in.ids(), false);
            }
            if (scope instanceof AreaScope.OfUnits of) {
                return new Reach(
                        true,
                        true,
                        "r.unit_id in (:scope)",
                        "false",
                        of.ids().stream().map(UnitId::value).toList());
            }
        }
        throw new Forbidden("nav.whistle-indicators");
    }

    private static Reach areas(AreaLevel level, Set<AreaId> areas, boolean namesTitles) {
        String column = switch (level) {
            case STREET -> "%s.street_id in (:scope)";
            case DISTRICT -> "%s.district_id in (:scope)";
            default ->
                "%s.district_id in (select d.id from area d where d.city_id in (:scope) and d.level = 'DISTRICT')";
        };
        return new Reach(
                false,
                namesTitles,
                column.formatted("c"),
                column.formatted("g"),
                areas.stream().map(AreaId::value).toList());
    }

    // ---- statements

    private static final String ASKED_CALL = " and (:street::uuid is null or c.street_id = :street)";
    private static final String ASKED_UNIT = " and (:unit::uuid is null or r.unit_id = :unit)";

    private static String from(WhistleIndicator indicator) {
        return switch (indicator.subject()) {
            case CALL -> " from whistle_call c";
            case RESPONSE -> " from whistle_response r join whistle_call c on c.id = r.call_id";
            case CASE -> " from whistle_call c join whistle_case k on k.call_id = c.id";
        };
    }

    private static String where(Reach reach, WhistleIndicator indicator) {
        return " where " + reach.onCall() + ASKED_CALL + (indicator.isOfUnits() ? ASKED_UNIT : "") + " and "
                + indicator.looked();
    }

    private static String counted(WhistleIndicator indicator) {
        return indicator == WhistleIndicator.W2 ? "count(distinct k.case_id)" : "count(*)";
    }

    /** Cases accepted by street desks: what the whistle rate is a share of. */
    private static String accepted(Reach reach) {
        return " from governance_case g join unit desk on desk.id = g.accepting_unit_id and desk.kind = 'STREET_DESK'"
                + " where " + reach.onCase() + " and (:street::uuid is null or g.street_id = :street)"
                + " and g.accepted_at >= :from and g.accepted_at < :to";
    }

    private Rate total(Reach reach, WhistleIndicator indicator, Asked asked) {
        String sql = "select " + counted(indicator) + " filter (where " + indicator.hit() + ") as hits, "
                + counted(indicator) + " as looked" + from(indicator) + where(reach, indicator);
        Rate rate = bound(jdbc.sql(sql), reach, asked)
                .query((row, n) -> new Rate(row.getLong(1), indicator.isShare() ? row.getLong(2) : null))
                .single();
        return indicator == WhistleIndicator.W3
                ? new Rate(
                        rate.hits(),
                        bound(jdbc.sql("select count(*)" + accepted(reach)), reach, asked)
                                .query(Long.class)
                                .single())
                : rate;
    }

    private Map<UUID, Rate> by(Reach reach, WhistleIndicator indicator, Asked asked) {
        String by = indicator.isOfUnits() ? "r.unit_id" : "c.street_id";
        Map<UUID, Rate> rates = new HashMap<>();
        bound(
                        jdbc.sql("select " + by + ", " + counted(indicator) + " filter (where " + indicator.hit()
                                + "), " + counted(indicator) + from(indicator) + where(reach, indicator) + " group by "
                                + by),
                        reach,
                        asked)
                .query((row, n) -> rates.put(
                        row.getObject(1, UUID.class),
                        new Rate(row.getLong(2), indicator.isShare() ? row.getLong(3) : null)))
                .list();
        if (indicator == WhistleIndicator.W3) {
            Map<UUID, Long> accepted = new HashMap<>();
            bound(
                            jdbc.sql("select g.street_id, count(*)" + accepted(reach)
                                    + " and g.street_id is not null group by g.street_id"),
                            reach,
                            asked)
                    .query((row, n) -> accepted.put(row.getObject(1, UUID.class), row.getLong(2)))
                    .list();
            rates.replaceAll((street, rate) -> new Rate(rate.hits(), accepted.getOrDefault(street, 0L)));
            accepted.forEach((street, of) -> rates.putIfAbsent(street, new Rate(0, of)));
        }
        return rates;
    }

    private List<Line> lines(String table, Map<WhistleIndicator, Map<UUID, Rate>> split, boolean units, Edges edges) {
        Set<UUID> ids = new java.util.HashSet<>();
        split.forEach((indicator, rates) -> {
            if (indicator.isOfUnits() == units) {
                ids.addAll(rates.keySet());
            }
        });
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("select id, name from " + table + " where id in (:ids) order by code, id")
                .param("ids", ids)
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .map(named -> line(named.getKey(), named.getValue(), split, units, edges))
                .toList();
    }

    private Line line(UUID id, String name, Map<WhistleIndicator, Map<UUID, Rate>> split, boolean units, Edges edges) {
        Map<WhistleIndicator, Rate> rates = new LinkedHashMap<>();
        split.forEach((indicator, all) -> {
            if (indicator.isOfUnits() == units) {
                boolean share = indicator.isShare() || indicator == WhistleIndicator.W3;
                rates.put(indicator, all.getOrDefault(id, new Rate(0, share ? 0L : null)));
            }
        });
        return new Line(id, name, rates, edges.band(rates.get(WhistleIndicator.W3)));
    }

    // ---- lists

    private static String key(WhistleIndicator indicator, Part part) {
        if (indicator == WhistleIndicator.W2 || isAccepted(indicator, part)) {
            return "g.id";
        }
        return indicator.isOfUnits() ? "r.id" : "c.id";
    }

    private static boolean isAccepted(WhistleIndicator indicator, Part part) {
        return indicator == WhistleIndicator.W3 && part == Part.OF;
    }

    private static String select(Reach reach, WhistleIndicator indicator, Part part) {
        String title = reach.namesTitles() ? "title" : null;
        if (isAccepted(indicator, part)) {
            return caseRow(title) + ", g.accepted_at as done" + withStreet(accepted(reach), "g");
        }
        String hit = part == Part.HITS ? " and " + indicator.hit() : "";
        if (indicator == WhistleIndicator.W2) {
            return caseRow(title)
                    + ", g.closed_at as done from governance_case g left join area s on s.id = g.street_id"
                    + " where exists (select 1" + from(indicator) + where(reach, indicator) + " and k.case_id = g.id)";
        }
        String call = "select %s as id, c.id as subject, false as is_case, c.number, %s as title, s.name as street, "
                .formatted(key(indicator, part), title == null ? "null::text" : "c.title");
        String more = switch (indicator) {
            case W4 -> "u.name as unit, r.sign_due_at as due, r.signed_at as done";
            case W5, W6 -> "u.name as unit, r.report_in_due_at as due, r.arrived_at as done";
            case W7 -> "u.name as unit, r.feedback_due_at as due, r.feedback_at as done";
            case W8 -> "null::text as unit, c.due_at as due, c.closed_at as done";
            case W9 -> "null::text as unit, null::timestamptz as due, c.closed_at as done";
            default -> "null::text as unit, null::timestamptz as due, c.blown_at as done";
        };
        String joined = from(indicator) + " join area s on s.id = c.street_id"
                + (indicator.isOfUnits() ? " join unit u on u.id = r.unit_id" : "");
        return call + more + joined + where(reach, indicator) + hit;
    }

    private static String caseRow(@Nullable String title) {
        return "select g.id, g.id as subject, true as is_case, g.number, "
                + (title == null ? "null::text" : "g.title")
                + " as title, s.name as street, null::text as unit, g.due_at as due";
    }

    private static String withStreet(String from, String alias) {
        return from.replaceFirst(" where ", " left join area s on s.id = " + alias + ".street_id where ");
    }

    private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, Reach reach, Asked asked) {
        return sql.param("scope", reach.ids())
                .param("from", asked.period().from().atOffset(ZoneOffset.UTC))
                .param("to", asked.period().to(clock.instant()).atOffset(ZoneOffset.UTC))
                .param("street", asked.street())
                .param("unit", asked.unit());
    }

    private static @Nullable UUID idOf(@Nullable String after) {
        try {
            return after == null || after.isEmpty() ? null : UUID.fromString(after);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
