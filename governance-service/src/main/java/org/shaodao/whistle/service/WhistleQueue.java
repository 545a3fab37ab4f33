package org.shaodao.whistle.service;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Slice;
import org.shaodao.shared.reading.Cursor;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The hub: whistles of one scope with every unit's stand, newest change first, endless by keyset, never entities. */
@Service
@RequiredArgsConstructor
@ReadsOnly
public class WhistleQueue {

    /** Whistles of one page. */
    public static final int PAGE = 20;

    private static final String HEADS = """
            select c.id, c.number, c.title, c.state, c.kind, c.level, s.name as street, m.name as community,
                   c.blown_at, c.due_at, c.approve_due_at, c.approved_at, c.evaluate_due_at, c.closed_at, c.invalid_at,
                   c.asked_for, c.reblown_from is not null as again,
                   (select count(*) from whistle_case x where x.call_id = c.id) as cases, c.state_changed_at
              from whistle_call c
              join area s on s.id = c.street_id
              left join area m on m.id = c.community_id
            """;

    private static final String UNITS = """
            select r.call_id, u.name as unit, d.name as deputy, coalesce(d.duty_phone, u.duty_phone) as duty_phone, r.role, r.state,
                   r.sign_due_at, r.signed_at, r.unsigned_at, r.report_in_due_at,
                   case when r.disputed_at is null then r.arrived_at else r.street_arrival_at end as arrival,
                   r.absent_at, r.feedback_due_at,
                   case when r.sent_back_at is null then r.feedback_at end as feedback_at, r.no_answer_at,
                   r.objected_at is not null and r.objection_decided_at is null as objecting,
                   coalesce(r.unit_id in (:mine) or r.deputy_unit_id in (:mine), false) as mine
              from whistle_response r
              join unit u on u.id = r.unit_id
              left join unit d on d.id = r.deputy_unit_id
             where r.call_id in (:calls)
             order by r.role = 'CO', u.name
            """;

    private final AreaScopes scopes;
    private final JdbcClient jdbc;

    /**
     * The scope an actor's hub shows: what his street or unit takes part in, else his area; nothing for readers of
     * figures.
     */
    public AreaScope scopeOf(Actor actor) {
        if (actor.has(Role.STREET_DESK, Role.STREET_LEADER, Role.RESPONDER)
                && !actor.units().isEmpty()) {
            return new AreaScope.OfUnits(actor.units());
        }
        return scopes.of(actor).stream()
                .filter(AreaScope.InAreas.class::isInstance)
                .findFirst()
                .orElse(new AreaScope.Nothing());
    }

    /** The whistles of a view. */
    public Slice<WhistleRow> list(Actor actor, AreaScope scope, WhistleView view, @Nullable String after) {
        Map<String, Object> params = new HashMap<>();
        String sql = HEADS + " where " + within(scope, params) + " and (" + view.condition() + ")"
                + Cursor.following(after, "(c.state_changed_at, c.id) <", params)
                + " order by c.state_changed_at desc, c.id desc limit " + (PAGE + 1);
        List<WhistleRow.Head> heads =
                jdbc.sql(sql).params(params).query(WhistleRow.Head.class).list();
        boolean more = heads.size() > PAGE;
        List<WhistleRow.Head> page = more ? heads.subList(0, PAGE) : heads;
        return new Slice<>(rows(actor, page), more ? end(page.get(PAGE - 1)) : null);
    }

    /** How many whistles each view has. */
    public Map<WhistleView, Long> counts(AreaScope scope) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder sql = new StringBuilder("select ");
        for (WhistleView view : WhistleView.values()) {
            sql.append(view.ordinal() == 0 ? "" : ", ")
                    .append("count(*) filter (where ")
                    .append(view.condition())
                    .append(") as ")
                    .append(view.parameter());
        }
        sql.append(" from whistle_call c where ").append(within(scope, params));
        return jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> {
                    Map<WhistleView, Long> counts = new EnumMap<>(WhistleView.class);
                    for (WhistleView view : WhistleView.values()) {
                        counts.put(view, row.getLong(view.ordinal() + 1));
                    }
                    return counts;
                })
                .single();
    }

    /** What waits for this actor himself: to sign, to decide, to look at, to countersign. */
    public int waiting(Actor actor) {
        Map<String, Object> params = new HashMap<>();
        AreaScope scope = scopeOf(actor);
        if (scope instanceof AreaScope.Nothing) {
            return 0;
        }
        StringBuilder any = new StringBuilder("false");
        if (actor.has(Role.RESPONDER)) {
            params.put("mine", ids(actor.units()));
            any.append(" or c.state in ('BLOWN', 'HANDLING') and exists (select 1 from whistle_response r"
                    + " where r.call_id = c.id and (r.unit_id in (:mine) or r.deputy_unit_id in (:mine))"
                    + " and (r.state = 'NOTIFIED' or r.sent_back_at is not null))");
        }
        if (actor.has(Role.STREET_DESK)) {
            any.append(" or c.state = 'DRAFT' or c.state in ('HANDLING', 'AWAITING_EVALUATION') and exists"
                    + " (select 1 from whistle_response r where r.call_id = c.id and r.feedback_at is not null"
                    + " and r.sent_back_at is null and r.accepted_at is null and r.marked_at is null"
                    + " or r.call_id = c.id and r.released_at is null and r.marks_returned_at is not null)");
        }
        if (actor.has(Role.STREET_LEADER)) {
            params.put("me", actor.account().value());
            any.append(" or c.applicant_id is distinct from :me and (")
                    .append(WhistleView.APPROVAL.condition())
                    .append(") or c.state = 'AWAITING_EVALUATION' and not exists (select 1 from whistle_response r"
                            + " where r.call_id = c.id and r.released_at is null"
                            + " and (r.marked_at is null or r.marks_returned_at is not null))");
        }
        if (actor.has(Role.DISTRICT_SUPERVISOR)) {
            any.append(" or c.level <> 'ROUTINE' and ")
                    .append(WhistleView.OBJECTIONS.condition())
                    .append(" or ")
                    .append(WhistleView.APPEALS.condition())
                    .append(" or ")
                    .append(WhistleView.COORDINATION.condition());
        }
        return Math.toIntExact(
                jdbc.sql("select count(*) from whistle_call c where " + within(scope, params) + " and (" + any + ")")
                        .params(params)
                        .query(Long.class)
                        .single());
    }

    /** Whistles of a case, newest first; ask only for a case the reader may see. */
    public List<WhistleRow> ofCase(Actor actor, UUID caseId) {
        List<WhistleRow.Head> heads = jdbc.sql(HEADS + " where c.id in (select x.call_id from whistle_case x"
                        + " where x.case_id = ?) order by c.created_at desc limit 10")
                .param(caseId)
                .query(WhistleRow.Head.class)
                .list();
        return rows(actor, heads);
    }

    /** Whether a case is in a state in which a whistle may be blown for it (rulings 20). */
    public boolean isLinkable(UUID caseId) {
        return jdbc.sql("select status in ('ACCEPTED', 'IN_PROGRESS') from governance_case where id = ?")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    /**
     * A number that grows with every change an actor may see: the highest of his areas and units. Open pages ask for it
     * every two seconds and fetch again when it has moved (rulings 27).
     */
    public long changeOf(Actor actor) {
        List<UUID> places = new java.util.ArrayList<>(ids(actor.units()));
        for (AreaScope scope : scopes.of(actor)) {
            if (scope instanceof AreaScope.InAreas in
                    && (in.level() == AreaLevel.STREET || in.level() == AreaLevel.DISTRICT)) {
                in.ids().stream().map(AreaId::value).forEach(places::add);
            }
        }
        return places.isEmpty()
                ? 0
                : jdbc.sql("select coalesce(sum(seq), 0) from whistle_change where place_id in (:places)")
                        .param("places", places)
                        .query(Long.class)
                        .single();
    }

    private List<WhistleRow> rows(Actor actor, List<WhistleRow.Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        List<UUID> mine = actor.units().isEmpty() ? List.of(new UUID(0, 0)) : ids(actor.units());
        Map<UUID, List<WhistleRow.Unit>> units = jdbc
                .sql(UNITS)
                .param("mine", mine)
                .param("calls", heads.stream().map(head -> head.id().value()).toList())
                .query(WhistleRow.Unit.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(WhistleRow.Unit::callId));
        return heads.stream()
                .map(head -> new WhistleRow(head, units.getOrDefault(head.id().value(), List.of())))
                .toList();
    }

    static String within(AreaScope scope, Map<String, Object> params) {
        if (scope instanceof AreaScope.OfUnits of && !of.ids().isEmpty()) {
            params.put("units", ids(of.ids()));
            return "c.id in (select p.call_id from whistle_participation p where p.unit_id in (:units))";
        }
        if (scope instanceof AreaScope.InAreas in && !in.ids().isEmpty()) {
            params.put("areas", in.ids().stream().map(AreaId::value).toList());
            return switch (in.level()) {
                case GRID -> "c.grid_id in (:areas)";
                case COMMUNITY -> "c.community_id in (:areas)";
                case STREET -> "c.street_id in (:areas)";
                case DISTRICT -> "c.district_id in (:areas)";
                case CITY, PROVINCE, MICRO_GRID -> "false";
            };
        }
        return scope instanceof AreaScope.Everything ? "true" : "false";
    }

    private static List<UUID> ids(Set<UnitId> units) {
        return units.stream().map(UnitId::value).toList();
    }

    private static String end(WhistleRow.Head last) {
        return new Cursor(last.stateChangedAt(), last.id().value()).toString();
    }
}
