package org.shaodao.casework.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CoHandlingState;
import org.shaodao.casework.Decider;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.RequestState;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.UnitRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is asked for on cases: all requests of one case, and those that wait for one person's decision. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CaseRequestsReading {

    /** Longest list of what waits; the rest follows when these are decided. */
    public static final int LONGEST = 50;

    /** What kind of request it is. */
    public enum RequestKind {
        RETURN(CaseAction.APPROVE_RETURN, CaseAction.REFUSE_RETURN),
        EXTENSION(CaseAction.EXTEND, CaseAction.REFUSE_EXTENSION),
        SUSPENSION(CaseAction.SUSPEND, CaseAction.REFUSE_SUSPENSION),
        EXCLUSION(CaseAction.EXCLUDE, CaseAction.REFUSE_EXCLUSION);

        private final CaseAction approve;
        private final CaseAction refuse;

        RequestKind(CaseAction approve, CaseAction refuse) {
            this.approve = approve;
            this.refuse = refuse;
        }

        /** The verb that agrees. */
        public CaseAction approve() {
            return approve;
        }

        /** The verb that does not. */
        public CaseAction refuse() {
            return refuse;
        }
    }

    /** One request of a case: {@code reason} a code of its kind, {@code until} the day of review, {@code unit} the next owner. */
    public record Row(
            RequestKind kind,
            RequestState state,
            Decider decider,
            @Nullable String reason,
            @Nullable Integer days,
            @Nullable Instant until,
            @Nullable String unit,
            @Nullable String plan,
            String text,
            boolean late,
            @Nullable String askedBy,
            @Nullable String askedUnit,
            Instant askedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String opinion) {}

    /** One co-unit of the running order. */
    public record Helper(
            String unit,
            CoHandlingState state,
            @Nullable String text,
            @Nullable Instant answeredAt) {}

    /** Everything asked for on one case. */
    public record Sheet(
            List<Row> requests,
            List<Helper> helpers,
            boolean excluded,
            @Nullable Instant reviewDueAt) {

        /** Nothing was ever asked for. */
        public boolean isEmpty() {
            return requests.isEmpty() && helpers.isEmpty();
        }
    }

    /** A request that waits for a decision, with its case; {@code lead} is the next owner a return names. */
    public record Waiting(
            RequestKind kind,
            CaseId id,
            long version,
            String number,
            String title,
            Light light,
            @Nullable Instant dueAt,
            @Nullable String reason,
            @Nullable Integer days,
            @Nullable Instant until,
            @Nullable String unit,
            @Nullable String text,
            @Nullable String askedBy,
            @Nullable String askedUnit,
            Instant askedAt,
            boolean mine) {}

    private static final String KINDS = """
            select 'RETURN' as kind, r.case_id, r.state, r.decider, r.reason, null::integer as days,
                   null::timestamptz as until, r.next_owner_id as unit_id, null as plan, r.text, r.late, r.asked_by,
                   r.asked_unit_id, r.asked_at, r.decided_by, r.decided_at, r.opinion from return_request r
            union all
            select 'EXTENSION', e.case_id, e.state, e.decider, null, e.days, e.due_after, null, e.plan, e.text, false,
                   e.asked_by, e.asked_unit_id, e.asked_at, e.decided_by, e.decided_at, e.opinion
              from extension_request e
            union all
            select 'SUSPENSION', s.case_id, s.state, s.decider, s.reason, null, s.review_at, null, null, s.text, false,
                   s.asked_by, s.asked_unit_id, s.asked_at, s.decided_by, s.decided_at, s.opinion from suspension s
            union all
            select 'EXCLUSION', x.case_id, x.state, x.decider, x.reason, null, null, null, null, x.text, false,
                   x.asked_by, x.asked_unit_id, x.asked_at, x.decided_by, x.decided_at, x.opinion
              from assessment_exclusion x
            """;

    private static final String OF_CASE =
            "select q.kind, q.state, q.decider, q.reason, q.days, q.until, n.name as unit,"
                    + " q.plan, q.text, q.late, ap.name as asked_by, au.name as asked_unit, q.asked_at, dp.name as decided_by,"
                    + " q.decided_at, q.opinion from (" + KINDS + """
            ) q
              left join unit n on n.id = q.unit_id
              left join unit au on au.id = q.asked_unit_id
              left join account aa on aa.id = q.asked_by
              left join person ap on ap.id = aa.person_id
              left join account da on da.id = q.decided_by
              left join person dp on dp.id = da.person_id
             where q.case_id = ?
             order by q.asked_at
            """;

    private static final String HELPERS = """
            select u.name as unit, coalesce(h.state, 'ASKED') as state, h.text, h.answered_at
              from governance_case c
              join dispatch_co_unit x on x.order_id = c.lead_order_id
              join unit u on u.id = x.unit_id
              left join co_handling h on h.order_id = x.order_id and h.unit_id = x.unit_id
             where c.id = ?
             order by u.name
            """;

    private static final String WAITING =
            "select q.kind, c.id, c.version, c.number, c.title, " + Light.SQL + """
             as light, c.clock_due_at as due_at, q.reason, q.days, q.until, n.name as unit, q.text, ap.name as asked_by,
                   au.name as asked_unit, q.asked_at, q.asked_by = :me as mine
            """ + " from (" + KINDS + """
            ) q
              join governance_case c on c.id = q.case_id
              left join dispatch_order o on o.id = c.lead_order_id
              left join unit n on n.id = q.unit_id
              left join unit au on au.id = q.asked_unit_id
              left join account aa on aa.id = q.asked_by
              left join person ap on ap.id = aa.person_id
            """;

    private static final String COUNT = "select count(*) from (" + KINDS + """
            ) q
              join governance_case c on c.id = q.case_id
              left join dispatch_order o on o.id = c.lead_order_id
            """;

    private final CaseAccess access;
    private final AreaScopes scopes;
    private final DispatchTargets targets;
    private final JdbcClient jdbc;
    private final java.time.Clock clock;

    /** What was ever asked for on this case; throws {@link org.shaodao.shared.NotFound} out of scope. */
    public Sheet of(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        return new Sheet(
                jdbc.sql(OF_CASE).param(id.value()).query(Row.class).list(),
                jdbc.sql(HELPERS).param(id.value()).query(Helper.class).list(),
                kase.getRequests().isExcluded(),
                kase.getClocks().getReviewDueAt());
    }

    /** The unit a pending return names. */
    public Optional<UnitId> nextOwner(CaseId id) {
        return jdbc.sql("select next_owner_id from return_request where case_id = ? and state = 'PENDING'")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(UnitId::new);
    }

    /** Units of the district the case could be somebody's of; throws as {@link #of}. */
    public List<UnitRef> owners(Actor actor, CaseId id) {
        return targets.owners(access.find(id, scopes.of(actor)));
    }

    /** What waits for this person's decision in any of his posts, the oldest first, at most {@link #LONGEST}. */
    public List<Waiting> waiting(Actor actor) {
        Map<String, Object> params = new HashMap<>();
        String mine = mine(actor, params);
        if (mine.isEmpty()) {
            return List.of();
        }
        params.put("now", clock.instant().atOffset(java.time.ZoneOffset.UTC));
        params.put("me", actor.account().value());
        return jdbc.sql(WAITING + " where q.state = 'PENDING' and (" + mine + ") order by q.asked_at, c.id limit "
                        + LONGEST)
                .params(params)
                .query(Waiting.class)
                .list();
    }

    /** How many wait for this person's decision. */
    public int count(Actor actor) {
        Map<String, Object> params = new HashMap<>();
        String mine = mine(actor, params);
        return mine.isEmpty()
                ? 0
                : jdbc.sql(COUNT + " where q.state = 'PENDING' and (" + mine + ")")
                        .params(params)
                        .query(Integer.class)
                        .single();
    }

    /** Pending requests are few, so what several posts decide is asked for in one statement. */
    private static String mine(Actor actor, Map<String, Object> params) {
        List<String> any = new ArrayList<>();
        Set<UUID> desks = actor.postsWith(Role.COMMUNITY_DESK, Role.STREET_DESK, Role.DISTRICT_DESK).stream()
                .map(PostGrant::unitId)
                .filter(java.util.Objects::nonNull)
                .map(unit -> unit.value())
                .collect(Collectors.toSet());
        if (!desks.isEmpty()) {
            any.add("q.decider = 'DISPATCHER' and o.dispatcher_unit_id in (:desks)");
            params.put("desks", desks);
        }
        put(
                any,
                params,
                "leads",
                areas(actor, AreaLevel.STREET, Role.STREET_LEADER),
                "q.decider = 'STREET_LEADER' and c.street_id in (:leads)");
        put(
                any,
                params,
                "supervised",
                areas(actor, AreaLevel.DISTRICT, Role.DISTRICT_SUPERVISOR),
                "q.decider = 'DISTRICT' and c.district_id in (:supervised)");
        put(
                any,
                params,
                "districts",
                areas(actor, AreaLevel.DISTRICT, Role.DISTRICT_DESK),
                "q.decider = 'DISTRICT' and q.kind in ('RETURN', 'EXTENSION') and c.district_id in (:districts)");
        return String.join(" or ", any);
    }

    private static void put(
            List<String> any, Map<String, Object> params, String name, Set<UUID> areas, String condition) {
        if (!areas.isEmpty()) {
            any.add(condition);
            params.put(name, areas);
        }
    }

    private static Set<UUID> areas(Actor actor, AreaLevel level, Role role) {
        return actor.postsWith(role).stream()
                .filter(post -> post.level() == level)
                .map(PostGrant::areaId)
                .filter(java.util.Objects::nonNull)
                .map(area -> area.value())
                .collect(Collectors.toSet());
    }
}
