package org.shaodao.casework.service;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.ChangeJournal;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets open cases follow when one area takes over from another: their place, the desk or team that holds, handles or
 * accepted them, and their running orders. Closed cases stay with the old area; cases merged into an open one go with it.
 */
@Component
@RequiredArgsConstructor
class CasesFollow implements AreaFollower {

    private static final String LIVE =
            "(t.closed_at is null or exists (select 1 from governance_case k where k.id = t.duplicate_of and k.closed_at is null))";

    private final JdbcClient jdbc;

    @Override
    public List<Following> preview(Succession change) {
        Map<String, Object> params = params(change);
        List<String> names = jdbc.sql("select t.number || ' ' || t.title from governance_case t where " + cases(change)
                        + " order by t.clock_due_at, t.id")
                .params(params)
                .query(String.class)
                .list();
        return List.of(new Following(
                "casework.following.open", names.size(), names.stream().limit(8).toList()));
    }

    @Override
    public List<Choice> choices(Place from) {
        if (from.level() != AreaLevel.GRID) {
            return List.of();
        }
        return jdbc.sql("""
                        select t.id, 'casework.following.open' as key,
                               t.number || ' ' || t.title || coalesce(' · ' || t.address, '') as name
                          from governance_case t
                         where t.grid_id = ? and t.closed_at is null
                         order by t.clock_due_at, t.id limit 500
                        """).param(from.id().value()).query(Choice.class).list();
    }

    @Override
    public void follow(Succession change, ChangeJournal journal) {
        Map<String, Object> params = params(change);
        UUID from = change.fromDesk().value();
        UUID desk = Objects.requireNonNull(change.toDesk()).value();
        if (change.merge()) {
            journal.repoint("text_module", "unit_id", from, desk, "true", params);
        }
        List<UUID> ids = jdbc.sql(
                        "select t.id from governance_case t where " + cases(change) + " order by t.id for update")
                .params(params)
                .query(UUID.class)
                .list();
        if (ids.isEmpty()) {
            return;
        }
        Place to = Objects.requireNonNull(change.to());
        params.put("ids", ids);
        params.put("street", Objects.requireNonNull(to.streetId()).value());
        params.put("community", Objects.requireNonNull(to.communityId()).value());
        place(change, params, journal);
        for (String column : List.of("holder_unit_id", "accepting_unit_id", "handling_unit_id")) {
            journal.repoint("governance_case", column, from, desk, "t.id in (:ids)", params);
        }
        String running = "t.case_id in (:ids) and (t.ended_at is null or t.end_kind = 'MERGED'"
                + " or t.id in (select c.lead_order_id from governance_case c where c.id in (:ids)))";
        for (String column : List.of("unit_id", "dispatcher_unit_id")) {
            journal.repoint("dispatch_order", column, from, desk, running, params);
        }
        helping(running, params, journal);
        journal.repoint(
                "supervision_order", "unit_id", from, desk, "t.case_id in (:ids) and t.state = 'PROPOSED'", params);
        journal.insert(
                "case_participation",
                List.of("unit_id", "case_id"),
                "unit_id, case_id, role, since",
                "select cast(:toDesk as uuid), p.case_id, 'SUCCESSION', :at from case_participation p"
                        + " where p.unit_id = :fromDesk and p.case_id in (:ids)",
                params);
    }

    /** The area and its ancestors, as far as the case lies in the area that gives way. */
    private static void place(Succession change, Map<String, Object> params, ChangeJournal journal) {
        String column = change.level() == AreaLevel.GRID ? "grid_id" : "community_id";
        String here = "t.id in (:ids) and t." + column + " = :from";
        journal.set(
                ChangeJournal.Column.id("governance_case", "street_id"),
                "cast(:street as uuid)",
                here + " and t.street_id is distinct from :street",
                params);
        if (change.level() == AreaLevel.GRID) {
            journal.set(
                    ChangeJournal.Column.id("governance_case", "community_id"),
                    "cast(:community as uuid)",
                    here + " and t.community_id is distinct from :community",
                    params);
        }
        journal.repoint(
                "governance_case",
                column,
                change.from().id().value(),
                Objects.requireNonNull(change.to()).id().value(),
                "t.id in (:ids)",
                params);
    }

    private static void helping(String running, Map<String, Object> params, ChangeJournal journal) {
        String orders = "t.unit_id = :fromDesk and t.order_id in (select o.id from dispatch_order o where "
                + running.replace("t.", "o.") + ")";
        journal.insert(
                "dispatch_co_unit",
                List.of("order_id", "unit_id"),
                "order_id, unit_id",
                "select t.order_id, cast(:toDesk as uuid) from dispatch_co_unit t where " + orders,
                params);
        journal.delete("dispatch_co_unit", orders, params);
    }

    /** All that lies there or is with its desk; in a split what was chosen, or what lies in a chosen grid. */
    private static String cases(Succession change) {
        String column = change.level() == AreaLevel.GRID ? "t.grid_id" : "t.community_id";
        if (change.merge()) {
            return LIVE + " and (" + column
                    + " = :from or t.holder_unit_id = :fromDesk or t.accepting_unit_id = :fromDesk"
                    + " or t.handling_unit_id = :fromDesk)";
        }
        String chosen = change.level() == AreaLevel.GRID ? "t.id in (:chosen)" : "t.grid_id in (:chosen)";
        return LIVE + " and " + column + " = :from and (" + chosen
                + " or t.duplicate_of in (select k.id from governance_case k where k.grid_id = :from and k.id in (:chosen)))";
    }

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", change.from().id().value());
        params.put("fromDesk", change.fromDesk().value());
        params.put("chosen", change.chosenOrNone());
        params.put("at", change.at().atOffset(ZoneOffset.UTC));
        if (change.toDesk() != null) {
            params.put("toDesk", change.toDesk().value());
        }
        return params;
    }
}
