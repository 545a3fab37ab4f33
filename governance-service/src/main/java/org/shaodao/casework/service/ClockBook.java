package org.shaodao.casework.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.deadline.CalendarDay;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** "Which clock is this?": for every due time of a case the limit, the calendar, the hours and the pauses that made it. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ClockBook {

    private static final int LONGEST = 400;

    private final Calendars calendars;
    private final DueMoves grants;
    private final JdbcClient jdbc;

    /**
     * One due time explained.
     *
     * @param nameKey message key of the clock's name
     * @param limitClass code of the limit class where one made it
     * @param calendar the version of the calendar, null for natural limits
     * @param hours office hours of the day it ends on, null for natural limits
     * @param daysOff days that were not counted between start and due, runs of them together
     */
    public record Line(
            String nameKey,
            Instant dueAt,
            @Nullable Instant yellowAt,
            @Nullable Instant startedAt,
            @Nullable Limit limit,
            @Nullable String limitClass,
            @Nullable Integer calendar,
            boolean provisional,
            @Nullable String hours,
            List<DaysOff> daysOff) {}

    /** A run of days on which nobody works. */
    public record DaysOff(
            LocalDate from, LocalDate to, @Nullable String name) {}

    /** A time in which the clocks stood still. {@code to} null = still. */
    public record Pause(
            CaseStatus status, Instant from, @Nullable Instant to) {}

    /** More time, given at {@code at}: an extension by so many days, or a summons that gave it at least {@code until}. */
    public record More(
            Instant at, @Nullable Integer days, @Nullable Instant until) {}

    /** What the page shows. */
    public record Book(List<Line> lines, List<Pause> pauses, List<More> more) {}

    private record Row(
            CaseStatus status,
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
            @Nullable String dueLimit,
            @Nullable Integer dueCalendar,
            boolean dueProvisional,
            @Nullable Instant contactDueAt,
            @Nullable Instant contactStartedAt,
            @Nullable String contactLimit,
            @Nullable Instant signDueAt,
            @Nullable String signLimit) {}

    /** The clocks of a case that the caller may read; empty lists for one without any. */
    public Optional<Book> of(CaseId id) {
        return jdbc.sql("""
                        select status, clock_due_at, clock_yellow_at, clock_started_at, clock_limit, clock_calendar,
                               clock_provisional, due_at, yellow_at, due_started_at, due_rule, due_limit, due_calendar,
                               due_provisional, contact_due_at, contact_started_at, contact_limit, sign_due_at, sign_limit
                          from governance_case where id = ?
                        """)
                .param(id.value())
                .query(Row.class)
                .optional()
                .map(row -> new Book(lines(row), pauses(id), more(id)));
    }

    private List<Line> lines(Row row) {
        WorkingCalendar calendar = calendars.current();
        List<Line> lines = new ArrayList<>();
        if (row.dueAt() != null) {
            lines.add(line(
                    calendar,
                    "OVERALL",
                    row.dueAt(),
                    row.yellowAt(),
                    row.dueStartedAt(),
                    row.dueRule(),
                    row.dueLimit(),
                    row.dueCalendar(),
                    row.dueProvisional()));
        }
        if (row.clockDueAt() != null && !row.clockDueAt().equals(row.dueAt())) {
            lines.add(line(
                    calendar,
                    row.status().name(),
                    row.clockDueAt(),
                    row.clockYellowAt(),
                    row.clockStartedAt(),
                    row.clockLimit(),
                    null,
                    row.clockCalendar(),
                    row.clockProvisional()));
        }
        if (row.signDueAt() != null && row.status() == CaseStatus.DISPATCHED) {
            lines.add(line(
                    calendar,
                    "SIGN",
                    row.signDueAt(),
                    null,
                    row.clockStartedAt(),
                    row.signLimit(),
                    null,
                    row.clockCalendar(),
                    false));
        }
        if (row.contactDueAt() != null) {
            lines.add(line(
                    calendar,
                    "CONTACT",
                    row.contactDueAt(),
                    null,
                    row.contactStartedAt(),
                    row.contactLimit(),
                    null,
                    row.dueCalendar(),
                    false));
        }
        return lines;
    }

    private static Line line(
            WorkingCalendar calendar,
            String name,
            Instant due,
            @Nullable Instant yellow,
            @Nullable Instant start,
            @Nullable String rule,
            @Nullable String limitClass,
            @Nullable Integer version,
            boolean provisional) {
        Limit limit = rule == null ? null : Limit.of(rule);
        boolean natural = limit != null && limit.mode().isNatural();
        return new Line(
                "casework.clocks.name." + name,
                due,
                yellow,
                start,
                limit,
                limitClass,
                natural ? null : version,
                provisional,
                natural ? null : calendar.hours(day(due)).toString(),
                natural || start == null ? List.of() : daysOff(calendar, day(start), day(due)));
    }

    /** Days off strictly between, or on, start and due, neighbours of the same name together. */
    private static List<DaysOff> daysOff(WorkingCalendar calendar, LocalDate from, LocalDate to) {
        List<DaysOff> off = new ArrayList<>();
        LocalDate last = to.isAfter(from.plusDays(LONGEST)) ? from.plusDays(LONGEST) : to;
        for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(1)) {
            if (calendar.isWorking(day)) {
                continue;
            }
            String name = calendar.day(day).map(CalendarDay::name).orElse(null);
            DaysOff before = off.isEmpty() ? null : off.get(off.size() - 1);
            if (before != null
                    && before.to().plusDays(1).equals(day)
                    && java.util.Objects.equals(before.name(), name)) {
                off.set(off.size() - 1, new DaysOff(before.from(), day, name));
            } else {
                off.add(new DaysOff(day, day, name));
            }
        }
        return off;
    }

    /** The times in which the case waited for an answer or was suspended, from its timeline. */
    private List<Pause> pauses(CaseId id) {
        record Step(CaseStatus fromStatus, CaseStatus toStatus, Instant at) {}
        List<Pause> pauses = new ArrayList<>();
        jdbc.sql("""
                        select coalesce(from_status, to_status) as from_status, to_status, at from case_event
                         where case_id = :case and from_status is distinct from to_status
                           and (from_status in (:paused) or to_status in (:paused))
                         order by sequence
                        """)
                .params(Map.of("case", id.value(), "paused", List.of("PENDING_INFO", "SUSPENDED")))
                .query(Step.class)
                .list()
                .forEach(step -> {
                    if (step.toStatus() == CaseStatus.PENDING_INFO || step.toStatus() == CaseStatus.SUSPENDED) {
                        pauses.add(new Pause(step.toStatus(), step.at(), null));
                    } else if (!pauses.isEmpty()) {
                        Pause open = pauses.remove(pauses.size() - 1);
                        pauses.add(new Pause(open.status(), open.from(), step.at()));
                    }
                });
        return pauses;
    }

    private List<More> more(CaseId id) {
        return grants.of(List.of(id.value())).getOrDefault(id.value(), List.of()).stream()
                .filter(grant -> grant.stoppedAt() == null)
                .map(grant -> new More(grant.at(), grant.days(), grant.until()))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDateTime.ofInstant(at, Zone.ID).toLocalDate();
    }
}
