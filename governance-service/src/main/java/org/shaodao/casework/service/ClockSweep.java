package org.shaodao.casework.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
import org.shaodao.casework.ClockNotices;
import org.shaodao.casework.Doer;
import org.shaodao.casework.ReminderKind;
import org.shaodao.casework.SupervisionLevel;
import org.shaodao.casework.SupervisionState;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one sweep over the clocks (rulings 6, 12; lifecycle 6.4.5): yellow sends a reminder, red supervises at level 1, two
 * and five working days later levels 2 and 3 are proposed; other clocks remind once. Any number of nodes may sweep at the
 * same time: alarms are claimed with "skip locked", and what they do is unique by constraint.
 */
@Service
@RequiredArgsConstructor
public class ClockSweep {

    static final int BATCH = 500;

    /** Case row and alarm are claimed together, so that a verb in progress on the case is never waited for. */
    private static final String CLAIM = """
            select a.case_id, a.kind, a.step, a.due_at, c.status, c.event_count, c.holder_unit_id, c.clock_due_at,
                   c.closed_at is not null as ended, c.first_contact_at is not null as contacted, c.number, c.urgent,
                   c.street_id is not null as known_street,
                   (select u.id from unit u where u.area_id = c.street_id and u.kind = 'STREET_DESK'
                       and u.valid_to is null limit 1) as street_desk,
                   (select u.id from unit u where u.area_id = c.district_id and u.kind = 'DISTRICT_DESK'
                       and u.valid_to is null limit 1) as district_desk
              from clock_alarm a
              join governance_case c on c.id = a.case_id
             where a.fire_at <= :now
             order by a.fire_at, a.case_id, a.kind
             limit :limit
               for update of a, c skip locked
            """;

    private static final String REMINDERS = """
            insert into case_reminder (id, case_id, kind, unit_id, due_at, at, version)
            values %s on conflict do nothing returning id
            """;

    private static final String ORDERS = """
            insert into supervision_order (id, case_id, level, state, unit_id, due_at, made_at, decided_at, decided_as, version)
            values %s on conflict do nothing returning id
            """;

    private static final Doer SYSTEM = new Doer(Actor.system().account(), Role.SYSTEM, null);

    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What a sweep did. {@code alarms}: clocks that had come to a step, whether or not it had an effect. */
    public record Swept(int alarms, int reminders, int supervisions, int proposals) {

        static final Swept NOTHING = new Swept(0, 0, 0, 0);

        Swept plus(Swept other) {
            return new Swept(
                    alarms + other.alarms,
                    reminders + other.reminders,
                    supervisions + other.supervisions,
                    proposals + other.proposals);
        }
    }

    private record Due(
            UUID caseId,
            ClockKind kind,
            AlarmStep step,
            Instant dueAt,
            CaseStatus status,
            int eventCount,
            UUID holderUnitId,
            @Nullable Instant clockDueAt,
            boolean ended,
            boolean contacted,
            String number,
            boolean urgent,
            boolean knownStreet,
            @Nullable UUID streetDesk,
            @Nullable UUID districtDesk) {

        /** Whether the clock still runs to the same instant; stopped clocks and suspended cases never alarm. */
        boolean isRunning() {
            if (ended) {
                return false;
            }
            return switch (kind) {
                case STAGE -> !status.isPaused() && dueAt.equals(clockDueAt);
                case SIGN -> status == CaseStatus.DISPATCHED;
                case CONTACT -> !status.isPaused() && !contacted;
                case INFO -> status == CaseStatus.PENDING_INFO;
                case REVIEW -> status == CaseStatus.SUSPENDED;
            };
        }
    }

    /** One thing that a clock does: a reminder where {@code level} is null, else supervision. */
    private record Effect(
            UUID id,
            Due due,
            CaseAction action,
            String facts,
            @Nullable SupervisionLevel level) {

        boolean isProposal() {
            return action == CaseAction.PROPOSE_SUPERVISION;
        }

        List<Notice> notices() {
            UnitId holder = new UnitId(due.holderUnitId());
            if (level == null) {
                return ClockNotices.reminded(ReminderKind.valueOf(facts), holder, due.urgent());
            }
            if (!isProposal()) {
                return ClockNotices.supervised(level, holder, due.urgent());
            }
            boolean byStreet = level == SupervisionLevel.L2 && due.knownStreet();
            UUID desk = byStreet ? due.streetDesk() : due.districtDesk();
            return ClockNotices.proposed(level, desk == null ? null : new UnitId(desk), due.knownStreet());
        }
    }

    /** Rings every clock that has come to a step by now, in short transactions, until none is left that can be claimed. */
    public Swept sweep() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Swept all = Swept.NOTHING;
        Swept part;
        do {
            Swept done = transactions.execute(status -> ring(now));
            part = done == null ? Swept.NOTHING : done;
            all = all.plus(part);
        } while (part.alarms() > 0);
        return all;
    }

    private Swept ring(Instant now) {
        List<Due> claimed = jdbc.sql(CLAIM)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", BATCH)
                .query(Due.class)
                .list();
        if (claimed.isEmpty()) {
            return Swept.NOTHING;
        }
        WorkingCalendar calendar = calendars.current();
        List<Effect> effects = new ArrayList<>();
        List<Object[]> moved = new ArrayList<>();
        List<Object[]> over = new ArrayList<>();
        for (Due due : claimed) {
            AlarmStep step = due.isRunning() ? due.step() : null;
            Instant next = now;
            while (step != null && !next.isAfter(now)) {
                add(effects, due, step, now);
                step = step.next();
                next = step == null ? now : step.at(due.dueAt(), due.dueAt(), calendar);
            }
            if (step == null) {
                over.add(new Object[] {due.caseId(), due.kind().name()});
            } else {
                moved.add(new Object[] {
                    step.name(), Timestamp.from(next), due.caseId(), due.kind().name()
                });
            }
        }
        Swept swept = write(effects, claimed.size(), now);
        batches.batchUpdate("update clock_alarm set step = ?, fire_at = ? where case_id = ? and kind = ?", moved);
        batches.batchUpdate("delete from clock_alarm where case_id = ? and kind = ?", over);
        return swept;
    }

    /** What this step does; a warning that comes after the due time is left to the supervision that follows. */
    private static void add(List<Effect> effects, Due due, AlarmStep step, Instant now) {
        SupervisionLevel level = step.level();
        if (level != null) {
            CaseAction action = level == SupervisionLevel.L1 ? CaseAction.SUPERVISE : CaseAction.PROPOSE_SUPERVISION;
            effects.add(new Effect(Ids.at(now), due, action, level.name(), level));
        } else if (step == AlarmStep.DUE || !now.isAfter(due.dueAt())) {
            String kind = ReminderKind.of(due.kind()).name();
            effects.add(new Effect(Ids.at(now), due, CaseAction.REMIND, kind, null));
        }
    }

    private Swept write(List<Effect> effects, int claimed, Instant now) {
        Timestamp at = Timestamp.from(now);
        Set<UUID> written = new HashSet<>();
        List<@Nullable Object[]> reminders = new ArrayList<>();
        List<@Nullable Object[]> orders = new ArrayList<>();
        for (Effect effect : effects) {
            Due due = effect.due();
            Timestamp dueAt = Timestamp.from(due.dueAt());
            if (effect.level() == null) {
                reminders.add(new @Nullable Object[] {
                    effect.id(), due.caseId(), effect.facts(), due.holderUnitId(), dueAt, at, 0
                });
            } else {
                boolean open = effect.isProposal();
                orders.add(new @Nullable Object[] {
                    effect.id(),
                    due.caseId(),
                    effect.facts(),
                    (open ? SupervisionState.PROPOSED : SupervisionState.ISSUED).name(),
                    due.holderUnitId(),
                    dueAt,
                    at,
                    open ? null : at,
                    open ? null : Role.SYSTEM.name(),
                    0
                });
            }
        }
        written.addAll(insert(REMINDERS, reminders));
        written.addAll(insert(ORDERS, orders));
        List<Effect> done =
                effects.stream().filter(effect -> written.contains(effect.id())).toList();
        tell(done, now);
        return new Swept(
                claimed,
                (int) done.stream().filter(effect -> effect.level() == null).count(),
                (int) done.stream()
                        .filter(effect -> effect.action() == CaseAction.SUPERVISE)
                        .count(),
                (int) done.stream().filter(Effect::isProposal).count());
    }

    /** Inserts what is not there yet and says which rows that were. */
    private List<UUID> insert(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        String row = "(" + String.join(", ", Collections.nCopies(rows.get(0).length, "?")) + ")";
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(cells -> Collections.addAll(values, cells));
        return jdbc.sql(sql.formatted(String.join(", ", Collections.nCopies(rows.size(), row))))
                .params(values)
                .query(UUID.class)
                .list();
    }

    private void tell(List<Effect> done, Instant now) {
        Map<UUID, Integer> next = new HashMap<>();
        done.forEach(effect -> {
            Due due = effect.due();
            int sequence = next.getOrDefault(due.caseId(), due.eventCount());
            next.put(due.caseId(), sequence + 1);
            events.publishEvent(new CaseEvent(
                    new CaseId(due.caseId()),
                    sequence,
                    effect.action(),
                    due.status(),
                    due.status(),
                    SYSTEM,
                    now,
                    null,
                    effect.facts(),
                    Set.of(),
                    due.number(),
                    effect.notices()));
        });
        batches.batchUpdate(
                "update governance_case set event_count = ? where id = ?",
                next.entrySet().stream()
                        .map(entry -> new Object[] {entry.getValue(), entry.getKey()})
                        .toList());
    }
}
