package org.shaodao.casework.service;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.AlarmStep;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.ClockKind;
import org.shaodao.casework.Doer;
import org.shaodao.deadline.CalendarChanged;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.CalendarArrivals;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the running clocks again when the calendar has changed (rulings 15): in batches, never to an earlier instant than
 * was shown, with a note on every case that moved. Stopped clocks, suspended and ended cases stay as they are; what has
 * fired stays fired. After a crash it goes on where it was.
 */
@Service
@RequiredArgsConstructor
public class ClockRecount {

    private static final String TASK = "calendar-arrival";

    private static final int BATCH = 200;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Zone.ID);

    private static final Doer SYSTEM = new Doer(Actor.system().account(), Role.SYSTEM, null);

    private static final String RUNNING = """
            select id, number, status, event_count, lead_order_id, clock_due_at, clock_yellow_at, clock_started_at, clock_limit,
                   clock_calendar, clock_provisional, due_at, yellow_at, due_started_at, due_rule, due_calendar,
                   due_provisional, contact_due_at, contact_started_at,
                   case when first_contact_at is null then contact_limit end as contact_limit,
                   sign_due_at, case when status = 'DISPATCHED' then sign_limit end as sign_limit
              from governance_case
             where closed_at is null and status not in ('DRAFT', 'PENDING_INFO', 'SUSPENDED') and id > :after
             order by id
             limit :limit
               for update
            """;

    private static final String UPDATE = """
            update governance_case
               set clock_due_at = ?, clock_yellow_at = ?, clock_calendar = ?, clock_provisional = ?, due_at = ?,
                   yellow_at = ?, due_calendar = ?, due_provisional = ?, contact_due_at = ?, sign_due_at = ?,
                   accept_due_at = case when status = 'REPORTED' then clock_due.at else accept_due_at end,
                   dispatch_due_at = case when status = 'ACCEPTED' then clock_due.at else dispatch_due_at end,
                   verify_due_at = case when status = 'RESOLVED' then clock_due.at else verify_due_at end,
                   follow_up_due_at = case when status = 'FOLLOW_UP' then clock_due.at else follow_up_due_at end,
                   event_count = event_count + ?
              from (select cast(? as timestamptz) as at) clock_due
             where id = ?
            """;

    private static final Set<CaseStatus> HANDLING =
            Set.of(CaseStatus.ACCEPTED, CaseStatus.DISPATCHED, CaseStatus.IN_PROGRESS, CaseStatus.RETURN_PENDING);

    private final CalendarArrivals arrivals;
    private final Calendars calendars;
    private final DueMoves moves;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final org.springframework.context.ApplicationEventPublisher events;
    private final Clock clock;

    private record Row(
            UUID id,
            String number,
            CaseStatus status,
            int eventCount,
            @Nullable UUID leadOrderId,
            @Nullable Instant clockDueAt,
            @Nullable Instant clockYellowAt,
            @Nullable Instant clockStartedAt,
            @Nullable String clockLimit,
            @Nullable Integer clockCalendar,
            boolean clockProvisional,
            @Nullable Instant dueAt,
            @Nullable Instant yellowAt,
            @Nullable Instant dueStartedAt,
            @Nullable String dueRule,
            @Nullable Integer dueCalendar,
            boolean dueProvisional,
            @Nullable Instant contactDueAt,
            @Nullable Instant contactStartedAt,
            @Nullable String contactLimit,
            @Nullable Instant signDueAt,
            @Nullable String signLimit) {

        /** The stage clock is the case's own: it moves with it, extensions included. */
        boolean stageIsOverall() {
            return HANDLING.contains(status) && dueAt != null && dueAt.equals(clockDueAt);
        }

        /** What moved the clock of the stage: what its order was granted. */
        List<DueMoves.Grant> ofStage(List<DueMoves.Grant> granted) {
            return DueMoves.ofStage(granted, leadOrderId, clockStartedAt, clockLimit, dueStartedAt, dueRule);
        }

        /** A running clock from before limits were kept: where it would end by another calendar cannot be told. */
        boolean hasUnknownLimit() {
            boolean overall = HANDLING.contains(status) && dueAt != null && dueRule == null;
            return overall || clockDueAt != null && clockLimit == null && !stageIsOverall();
        }
    }

    private record OrderRow(
            UUID id,
            UUID caseId,
            Instant dispatchedAt,
            @Nullable Instant signDueAt,
            @Nullable String signLimit,
            @Nullable Instant dueAt,
            @Nullable String dueRule,
            @Nullable Integer dueCalendar,
            boolean dueProvisional) {}

    private record AlarmRow(UUID caseId, ClockKind kind, AlarmStep step) {}

    /** A clock as it runs from now on. */
    private record Counted(
            @Nullable Instant due,
            @Nullable Instant yellow,
            @Nullable Integer calendar,
            boolean provisional,
            boolean moved) {

        /** When it first has something to say. */
        Instant warn() {
            return java.util.Objects.requireNonNull(yellow == null ? due : yellow);
        }
    }

    @EventListener
    void on(CalendarChanged changed) {
        arrivals.begin(changed.version(), changed.at());
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        Tasks.oneTime(TASK).execute((i, c) -> {}).instance(Integer.toString(changed.version())),
                        changed.at());
    }

    /** Does the counting for this version of the calendar, or what is left of it: the task's work. */
    public void run(int version) {
        calendars.refresh();
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> batch(version)));
        }
    }

    private boolean batch(int version) {
        CalendarArrivals.Arrival arrival = arrivals.of(version).orElse(null);
        if (arrival == null || arrival.endedAt() != null) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Row> rows = jdbc.sql(RUNNING)
                .param("after", arrival.afterId() == null ? new UUID(0, 0) : arrival.afterId())
                .param("limit", BATCH)
                .query(Row.class)
                .list();
        if (rows.isEmpty()) {
            arrivals.end(version, now);
            return false;
        }
        int moved = recount(rows, calendars.current(), now);
        int leftAlone = (int) rows.stream().filter(Row::hasUnknownLimit).count();
        arrivals.advance(version, rows.get(rows.size() - 1).id(), rows.size(), moved, leftAlone);
        return true;
    }

    private int recount(List<Row> rows, WorkingCalendar calendar, Instant now) {
        Map<UUID, List<DueMoves.Grant>> grants =
                moves.of(rows.stream().map(Row::id).toList());
        List<@Nullable Object[]> updates = new ArrayList<>();
        Map<UUID, Map<ClockKind, Counted>> rung = new HashMap<>();
        List<CaseEvent> notes = new ArrayList<>();
        List<Object[]> fired = new ArrayList<>();
        for (Row row : rows) {
            List<DueMoves.Grant> granted = grants.getOrDefault(row.id(), List.of());
            String overall = HANDLING.contains(row.status()) ? row.dueRule() : null;
            Deadline whole = again(base(calendar, row.dueStartedAt(), overall), granted, true, calendar);
            Counted due = count(whole, row.dueAt(), row.yellowAt(), row.dueCalendar(), row.dueProvisional());
            Counted stage = row.stageIsOverall()
                    ? due
                    : count(
                            again(
                                    base(calendar, row.clockStartedAt(), row.clockLimit()),
                                    row.ofStage(granted),
                                    false,
                                    calendar),
                            row.clockDueAt(),
                            row.clockYellowAt(),
                            row.clockCalendar(),
                            row.clockProvisional());
            Counted contact = count(
                    base(calendar, row.contactStartedAt(), row.contactLimit()), row.contactDueAt(), null, null, false);
            Counted sign =
                    count(base(calendar, row.clockStartedAt(), row.signLimit()), row.signDueAt(), null, null, false);
            boolean moved = due.moved() || stage.moved() || contact.moved() || sign.moved();
            if (!moved && due.provisional() == row.dueProvisional() && stage.provisional() == row.clockProvisional()) {
                continue;
            }
            updates.add(new @Nullable Object[] {
                at(stage.due()),
                at(stage.yellow()),
                stage.calendar(),
                stage.provisional(),
                at(due.due()),
                at(due.yellow()),
                due.calendar(),
                due.provisional(),
                at(contact.due()),
                at(sign.due()),
                moved ? 1 : 0,
                at(stage.due()),
                row.id()
            });
            if (moved) {
                rung.put(row.id(), Map.of(ClockKind.STAGE, stage, ClockKind.CONTACT, contact, ClockKind.SIGN, sign));
                notes.add(note(row, due, stage, contact, sign, now));
                if (stage.moved() && row.clockDueAt() != null) {
                    fired.add(new Object[] {at(stage.due()), row.id(), at(row.clockDueAt())});
                }
            }
        }
        batches.batchUpdate(UPDATE, updates);
        // what has fired stays fired: it is about the same clock, which ends later now
        batches.batchUpdate("update supervision_order set due_at = ? where case_id = ? and due_at = ?", fired);
        batches.batchUpdate("update case_reminder set due_at = ? where case_id = ? and due_at = ?", fired);
        orders(grants, rows, calendar);
        alarms(rung, calendar);
        notes.forEach(events::publishEvent);
        return notes.size();
    }

    private static @Nullable Deadline again(
            @Nullable Deadline base, List<DueMoves.Grant> granted, boolean overall, WorkingCalendar calendar) {
        return base == null ? null : DueMoves.again(base, granted, overall, calendar);
    }

    private static @Nullable Deadline base(WorkingCalendar calendar, @Nullable Instant start, @Nullable String rule) {
        return start == null || rule == null ? null : calendar.deadline(start, Limit.of(rule));
    }

    /** Never earlier than shown; an unchanged instant keeps the calendar that made it. */
    private static Counted count(
            @Nullable Deadline again,
            @Nullable Instant due,
            @Nullable Instant yellow,
            @Nullable Integer version,
            boolean provisional) {
        if (again == null || due == null) {
            return new Counted(due, yellow, version, provisional, false);
        }
        if (!again.dueAt().isAfter(due)) {
            return new Counted(due, yellow, version, provisional && again.provisional(), false);
        }
        Instant warn = yellow != null && yellow.isAfter(again.yellowAt()) ? yellow : again.yellowAt();
        return new Counted(again.dueAt(), warn, again.calendarVersion(), again.provisional(), true);
    }

    private static CaseEvent note(Row row, Counted due, Counted stage, Counted contact, Counted sign, Instant now) {
        String text = due.moved()
                ? moved(row.dueAt(), due)
                : stage.moved()
                        ? moved(row.clockDueAt(), stage)
                        : contact.moved() ? moved(row.contactDueAt(), contact) : moved(row.signDueAt(), sign);
        return new CaseEvent(
                new CaseId(row.id()),
                row.eventCount(),
                CaseAction.MOVE_DUE,
                row.status(),
                row.status(),
                SYSTEM,
                now,
                text,
                null,
                Set.of(),
                row.number(),
                List.of());
    }

    private static String moved(@Nullable Instant from, Counted to) {
        return (from == null ? "" : MINUTE.format(from)) + " → " + (to.due() == null ? "" : MINUTE.format(to.due()));
    }

    /** The open orders of the cases have their own sign and handling due, with what was granted to them (rulings 10). */
    private void orders(Map<UUID, List<DueMoves.Grant>> grants, List<Row> rows, WorkingCalendar calendar) {
        List<@Nullable Object[]> updates = new ArrayList<>();
        jdbc.sql("""
                        select id, case_id, dispatched_at, case when signed_at is null then sign_due_at end as sign_due_at,
                               sign_limit, due_at, due_rule, due_calendar, due_provisional
                          from dispatch_order
                         where ended_at is null and case_id in (:cases)
                        """)
                .param("cases", rows.stream().map(Row::id).toList())
                .query(OrderRow.class)
                .list()
                .forEach(order -> {
                    List<DueMoves.Grant> granted =
                            DueMoves.ofOrder(grants.getOrDefault(order.caseId(), List.of()), order.id());
                    Deadline due =
                            again(base(calendar, order.dispatchedAt(), order.dueRule()), granted, false, calendar);
                    Counted handling = count(due, order.dueAt(), null, order.dueCalendar(), order.dueProvisional());
                    Counted sign = count(
                            base(calendar, order.dispatchedAt(), order.signLimit()),
                            order.signDueAt(),
                            null,
                            null,
                            false);
                    if (handling.moved() || sign.moved() || handling.provisional() != order.dueProvisional()) {
                        updates.add(new @Nullable Object[] {
                            at(handling.due()), handling.calendar(), handling.provisional(), at(sign.due()), order.id()
                        });
                    }
                });
        batches.batchUpdate(
                "update dispatch_order set due_at = ?, due_calendar = ?, due_provisional = ?,"
                        + " sign_due_at = coalesce(?, sign_due_at) where id = ?",
                updates);
    }

    /** The alarms of the moved clocks keep their next step and ring at its new time. */
    private void alarms(Map<UUID, Map<ClockKind, Counted>> rung, WorkingCalendar calendar) {
        if (rung.isEmpty()) {
            return;
        }
        List<Object[]> updates = new ArrayList<>();
        jdbc.sql("select case_id, kind, step from clock_alarm where case_id in (:cases)")
                .param("cases", rung.keySet())
                .query(AlarmRow.class)
                .list()
                .forEach(alarm -> {
                    Counted counted =
                            rung.getOrDefault(alarm.caseId(), Map.of()).get(alarm.kind());
                    if (counted != null && counted.moved() && counted.due() != null) {
                        Instant fire = alarm.step().at(counted.due(), counted.warn(), calendar);
                        updates.add(new Object[] {
                            at(counted.due()),
                            at(fire),
                            alarm.caseId(),
                            alarm.kind().name()
                        });
                    }
                });
        batches.batchUpdate("update clock_alarm set due_at = ?, fire_at = ? where case_id = ? and kind = ?", updates);
    }

    private static @Nullable Timestamp at(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** The background task. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        OneTimeTask<Void> calendarArrivalTask(ObjectProvider<ClockRecount> recount) {
            return Tasks.oneTime(TASK)
                    .execute((instance, context) -> recount.getObject().run(Integer.parseInt(instance.getId())));
        }
    }
}
