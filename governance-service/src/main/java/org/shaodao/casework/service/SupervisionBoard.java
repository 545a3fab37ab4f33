package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.ReminderKind;
import org.shaodao.casework.SupervisionLevel;
import org.shaodao.casework.SupervisionOrderId;
import org.shaodao.casework.SupervisionState;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PostGrant;
import org.shaodao.shared.Slice;
import org.shaodao.shared.reading.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is late or about to be, and what was done about it: the lists of the supervision page and of the case page. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class SupervisionBoard {

    /** Rows of one page. */
    public static final int PAGE = 20;

    private static final String RUNS =
            " c.closed_at is null and c.status not in ('SUSPENDED', 'PENDING_INFO', 'DRAFT')";

    private static final String LATE = """
            select c.id, c.number, c.title, c.status, %s as light, c.clock_due_at, u.id as holder_id, u.name as holder,
                   coalesce(m.name, s.name) as place,
                   (select count(*) from case_reminder r where r.case_id = c.id and r.due_at = c.clock_due_at) as reminders,
                   (select max(r.at) from case_reminder r where r.case_id = c.id and r.due_at = c.clock_due_at) as reminded_at,
                   (select max(o.level) from supervision_order o
                     where o.case_id = c.id and o.state = 'ISSUED' and o.due_at = c.clock_due_at) as level
              from governance_case c
              join unit u on u.id = c.holder_unit_id
              left join area s on s.id = c.street_id
              left join area m on m.id = c.community_id
             where %s and %s and c.clock_yellow_at <= :now
            """;

    private static final String ORDERS = """
            select o.id, o.case_id, c.number, c.title, c.status, o.level, o.state, o.due_at, o.made_at, o.decided_at,
                   p.name as decided_by, o.decided_as, o.text, u.name as unit, s.name as street,
                   c.street_id is not null as known_street, (%s and c.clock_due_at = o.due_at) as live
              from supervision_order o
              join governance_case c on c.id = o.case_id
              join unit u on u.id = o.unit_id
              left join area s on s.id = c.street_id
              left join account a on a.id = o.decided_by
              left join person p on p.id = a.person_id
            """.formatted(RUNS);

    private final JdbcClient jdbc;
    private final Clock clock;

    /** The lists of supervision orders. */
    public enum Shelf {
        /** Wait for a person, their clock still running. */
        PROPOSALS("o.state = 'PROPOSED' and " + RUNS + " and c.clock_due_at = o.due_at"),
        /** Issued and not done yet. */
        ISSUED("o.state = 'ISSUED' and " + RUNS + " and c.clock_due_at = o.due_at"),
        /** Dismissed, lapsed, or done since. */
        HISTORY("(o.state = 'DISMISSED' or not (" + RUNS + " and coalesce(c.clock_due_at = o.due_at, false)))");

        private final String sql;

        Shelf(String sql) {
            this.sql = sql;
        }
    }

    /** The figures above the lists; each is the length of one of them. */
    public record Counts(long red, long yellow, long proposals, long issued) {}

    /** A case whose clock is yellow or red. {@code reminders} and {@code level} are about this clock. */
    public record Late(
            CaseId id,
            String number,
            String title,
            CaseStatus status,
            Light light,
            Instant clockDueAt,
            UUID holderId,
            String holder,
            @Nullable String place,
            int reminders,
            @Nullable Instant remindedAt,
            @Nullable SupervisionLevel level) {}

    /** A supervision order. {@code live}: the clock it is about still runs to the same due time. */
    public record OrderRow(
            SupervisionOrderId id,
            CaseId caseId,
            String number,
            String title,
            CaseStatus status,
            SupervisionLevel level,
            SupervisionState state,
            Instant dueAt,
            Instant madeAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String decidedAs,
            @Nullable String text,
            String unit,
            @Nullable String street,
            boolean knownStreet,
            boolean live) {

        /** Whether this reader decides on it, as far as his posts go. */
        public boolean isFor(Actor actor) {
            return state == SupervisionState.PROPOSED
                    && live
                    && actor.posts().stream()
                            .map(PostGrant::role)
                            .anyMatch(role -> level.isDecidedBy(role, knownStreet));
        }

        /** Key of where it stands, with "lapsed" and "done" worked out. */
        public String standingKey() {
            if (live || state == SupervisionState.DISMISSED) {
                return "SupervisionState." + state.name();
            }
            return state == SupervisionState.PROPOSED ? "casework.supervision.lapsed" : "casework.supervision.done";
        }
    }

    /** A reminder of a case. */
    public record ReminderRow(
            ReminderKind kind,
            String unit,
            Instant dueAt,
            Instant at,
            @Nullable String by,
            @Nullable String byUnit,
            @Nullable String text) {}

    /** How many are in each list of this scope. */
    public Counts counts(AreaScope scope) {
        Map<String, Object> params = params();
        String within = CaseQueue.within(scope, params);
        return jdbc.sql("""
                        select (select count(*) from governance_case c where %1$s and %2$s and c.clock_due_at < :now) as red,
                               (select count(*) from governance_case c where %1$s and %2$s and c.clock_due_at >= :now
                                   and c.clock_yellow_at <= :now) as yellow,
                               (select count(*) from supervision_order o join governance_case c on c.id = o.case_id
                                 where %1$s and %3$s) as proposals,
                               (select count(*) from supervision_order o join governance_case c on c.id = o.case_id
                                 where %1$s and %4$s) as issued
                        """.formatted(within, RUNS, Shelf.PROPOSALS.sql, Shelf.ISSUED.sql))
                .params(params)
                .query(Counts.class)
                .single();
    }

    /** Cases whose clock is yellow or red, the latest first. {@code light}: only this one, null = both. */
    public Slice<Late> late(AreaScope scope, @Nullable Light light, @Nullable String after) {
        Map<String, Object> params = params();
        String sql = LATE.formatted(Light.SQL, CaseQueue.within(scope, params), RUNS);
        if (light == Light.RED) {
            sql += " and c.clock_due_at < :now";
        } else if (light == Light.YELLOW) {
            sql += " and c.clock_due_at >= :now";
        }
        sql += Cursor.following(after, "(c.clock_due_at, c.id) >", params);
        List<Late> rows = jdbc.sql(sql + " order by c.clock_due_at, c.id limit " + (PAGE + 1))
                .params(params)
                .query(Late.class)
                .list();
        return slice(rows, row -> new Cursor(row.clockDueAt(), row.id().value()));
    }

    /** Supervision orders of a list, the newest first. */
    public Slice<OrderRow> orders(AreaScope scope, Shelf shelf, @Nullable String after) {
        Map<String, Object> params = params();
        String sql = ORDERS + " where " + CaseQueue.within(scope, params) + " and " + shelf.sql;
        sql += Cursor.following(after, "(o.made_at, o.id) <", params);
        List<OrderRow> rows = jdbc.sql(sql + " order by o.made_at desc, o.id desc limit " + (PAGE + 1))
                .params(params)
                .query(OrderRow.class)
                .list();
        return slice(rows, row -> new Cursor(row.madeAt(), row.id().value()));
    }

    /** The supervision orders of a case that the caller may read, the newest first. */
    public List<OrderRow> ofCase(CaseId id) {
        return jdbc.sql(ORDERS + " where o.case_id = :case order by o.made_at desc, o.level desc")
                .param("case", id.value())
                .query(OrderRow.class)
                .list();
    }

    /** The reminders of a case that the caller may read, the newest first. */
    public List<ReminderRow> reminders(CaseId id) {
        return jdbc.sql("""
                        select r.kind, u.name as unit, r.due_at, r.at, p.name as by, b.name as by_unit, r.text
                          from case_reminder r
                          join unit u on u.id = r.unit_id
                          left join unit b on b.id = r.actor_unit_id
                          left join account a on a.id = r.actor_id
                          left join person p on p.id = a.person_id
                         where r.case_id = ?
                         order by r.at desc, r.id desc
                        """).param(id.value()).query(ReminderRow.class).list();
    }

    private Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        params.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        return params;
    }

    private static <T> Slice<T> slice(List<T> rows, java.util.function.Function<T, Cursor> end) {
        return rows.size() <= PAGE
                ? new Slice<>(rows, null)
                : new Slice<>(
                        rows.subList(0, PAGE), end.apply(rows.get(PAGE - 1)).toString());
    }
}
