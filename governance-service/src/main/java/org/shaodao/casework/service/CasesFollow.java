package org.shaodao.casework.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.ChangeJournal;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets open cases follow when one area takes over from another: their place, the desk or team that holds, handles or
 * accepted them, their running orders, what waits for a decision, helpers, mediators and files. Each case says so on its
 * timeline. Closed cases stay with the old area; cases merged into an open one go with it.
 */
@Component
@RequiredArgsConstructor
class CasesFollow implements AreaFollower {

    /** Open, or merged into an open one: over {@code t}. */
    static final String LIVE =
            "(t.closed_at is null or exists (select 1 from governance_case k where k.id = t.duplicate_of and k.closed_at is null))";

    private static final String RUNNING = "t.case_id in (:ids) and (t.ended_at is null or t.end_kind = 'MERGED'"
            + " or t.id in (select c.lead_order_id from governance_case c where c.id in (:ids)))";

    private static final String PENDING = "t.case_id in (:ids) and t.state = 'PENDING'";

    /** Somewhere else, but the desk has a part in it: an order, help that was asked of it, a return that names it. */
    private static final String TAKES_PART =
            "exists (select 1 from dispatch_order o left join dispatch_co_unit x on x.order_id = o.id"
                    + " where o.case_id = t.id and (o.ended_at is null or o.id = t.lead_order_id)"
                    + " and :fromDesk in (o.unit_id, o.dispatcher_unit_id, x.unit_id))"
                    + " or exists (select 1 from return_request q where q.case_id = t.id and q.state = 'PENDING'"
                    + " and q.next_owner_id = :fromDesk)"
                    + " or exists (select 1 from mediation m join mediation_meeting g on g.mediation_id = m.id"
                    + " join mediation_meeting_unit y on y.meeting_id = g.id"
                    + " where m.case_id = t.id and m.state = 'OPEN' and y.unit_id = :fromDesk)";

    private final Places places;
    private final JdbcClient jdbc;
    private final SuccessionLines lines;

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
        List<UUID> inside = lyingIn(change, params);
        reading(from, desk, params, journal);
        place(change, params, journal);
        handOver(from, desk, params, journal);
        helping(params, journal);
        asked(params, journal);
        if (!inside.isEmpty()) {
            Map<String, Object> theirs = new HashMap<>(params);
            theirs.put("ids", inside);
            otherDesks(change, to, theirs, journal);
        }
        lines.wentOver(
                ids,
                Set.copyOf(journal.updated("governance_case")),
                change.from().name() + " → " + to.name(),
                change.at());
    }

    private List<UUID> lyingIn(Succession change, Map<String, Object> params) {
        return jdbc.sql("select t.id from governance_case t where t.id in (:ids) and t." + column(change) + " = :from")
                .params(params)
                .query(UUID.class)
                .list();
    }

    private static String column(Succession change) {
        return change.level() == AreaLevel.GRID ? "grid_id" : "community_id";
    }

    /** What one desk has in hand of these cases is the other's from now on, and what it was asked to decide. */
    private static void handOver(UUID from, UUID to, Map<String, Object> params, ChangeJournal journal) {
        for (String column : List.of("holder_unit_id", "accepting_unit_id", "handling_unit_id")) {
            journal.repoint("governance_case", column, from, to, "t.id in (:ids)", params);
        }
        for (String column : List.of("unit_id", "dispatcher_unit_id")) {
            journal.repoint("dispatch_order", column, from, to, RUNNING, params);
        }
        for (String request : List.of("return_request", "extension_request", "suspension", "assessment_exclusion")) {
            journal.repoint(request, "asked_unit_id", from, to, PENDING, params);
        }
        journal.repoint("return_request", "next_owner_id", from, to, PENDING, params);
        journal.repoint(
                "supervision_order", "unit_id", from, to, "t.case_id in (:ids) and t.state = 'PROPOSED'", params);
    }

    /** What the desks above had in hand is others' now, where the area comes to lie in another community or street. */
    private void otherDesks(Succession change, Place to, Map<String, Object> params, ChangeJournal journal) {
        for (Places.Relief relief : places.reliefs(change.from(), to)) {
            UUID before = relief.before().value();
            UUID now = relief.now().value();
            reading(before, now, params, journal);
            handOver(before, now, params, journal);
        }
    }

    /** Who read these cases is followed by who reads them from now on; taken back last, when it is clear what was answered. */
    private static void reading(UUID from, UUID to, Map<String, Object> params, ChangeJournal journal) {
        Map<String, Object> both = new HashMap<>(params);
        both.put("reader", from);
        both.put("newReader", to);
        journal.insert(
                "case_participation",
                List.of("unit_id", "case_id"),
                "unit_id, case_id, role, since",
                "select cast(:newReader as uuid), p.case_id, 'SUCCESSION', :at from case_participation p"
                        + " where p.unit_id = :reader and p.case_id in (:ids)",
                both);
    }

    /** What waits for an answer, who helps, who is to meet, and whose files they are. */
    private static void asked(Map<String, Object> params, ChangeJournal journal) {
        journal.set(
                ChangeJournal.Column.id("co_handling", "unit_id").asWhole(),
                "cast(:toDesk as uuid)",
                "t.unit_id = :fromDesk and t.case_id in (:ids) and exists (select 1 from dispatch_co_unit x where x.order_id = t.order_id"
                        + " and x.unit_id = :toDesk) and not exists (select 1 from co_handling o"
                        + " where o.order_id = t.order_id and o.unit_id = :toDesk)",
                params);
        journal.set(
                ChangeJournal.Column.id("case_file", "unit_id").plain(),
                "cast(:toDesk as uuid)",
                "t.unit_id = :fromDesk and t.case_id in (:ids)",
                params);
        String meets = "t.unit_id = :fromDesk and t.meeting_id in (select g.id from mediation_meeting g"
                + " join mediation m on m.id = g.mediation_id where m.state = 'OPEN' and m.case_id in (:ids))";
        journal.set(
                ChangeJournal.Column.id("mediation_meeting_unit", "unit_id")
                        .keyed("meeting_id")
                        .plain(),
                "cast(:toDesk as uuid)",
                meets + " and not exists (select 1 from mediation_meeting_unit o where o.meeting_id = t.meeting_id"
                        + " and o.unit_id = :toDesk)",
                params);
        journal.delete("mediation_meeting_unit", meets, params);
    }

    @Override
    public void undone(ChangeJournal journal, String from, String to, Instant at) {
        lines.cameBack(journal, to + " → " + from, at);
    }

    @Override
    public Map<String, String> kept() {
        return Map.of(
                "dispatch_co_unit",
                "exists (select 1 from co_handling h where h.order_id = t.order_id and h.unit_id = t.unit_id)",
                "case_participation",
                "exists (select 1 from co_handling h where h.case_id = t.case_id and h.unit_id = t.unit_id)");
    }

    /** The area and its ancestors, as far as the case lies in the area that gives way. */
    private static void place(Succession change, Map<String, Object> params, ChangeJournal journal) {
        String column = column(change);
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

    /** The successor helps in its place, unless it leads there itself. */
    private static void helping(Map<String, Object> params, ChangeJournal journal) {
        String orders = "t.unit_id = :fromDesk and t.order_id in (select o.id from dispatch_order o where "
                + RUNNING.replace("t.", "o.") + ")";
        journal.set(
                ChangeJournal.Column.id("dispatch_co_unit", "unit_id")
                        .keyed("order_id")
                        .plain(),
                "cast(:toDesk as uuid)",
                orders
                        + " and not exists (select 1 from dispatch_order o where o.id = t.order_id and o.unit_id = :toDesk)"
                        + " and not exists (select 1 from dispatch_co_unit o where o.order_id = t.order_id"
                        + " and o.unit_id = :toDesk)",
                params);
        journal.delete("dispatch_co_unit", orders, params);
        String helping = "(select count(*) from dispatch_co_unit x where x.order_id = t.id)";
        journal.set(
                new ChangeJournal.Column("dispatch_order", "co_unit_count", "integer"),
                "cast(" + helping + " as integer)",
                RUNNING + " and t.co_unit_count <> " + helping,
                params);
    }

    /** All that lies there or is with its desk; in a split what was chosen, or what lies in a chosen grid. */
    private static String cases(Succession change) {
        String column = "t." + column(change);
        if (change.merge()) {
            return LIVE + " and (" + column
                    + " = :from or t.holder_unit_id = :fromDesk or t.accepting_unit_id = :fromDesk"
                    + " or t.handling_unit_id = :fromDesk or " + TAKES_PART + ")";
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
