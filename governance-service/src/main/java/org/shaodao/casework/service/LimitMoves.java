package org.shaodao.casework.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseClocks;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.MovedDues;
import org.shaodao.casework.Suspension;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Component;

/**
 * Moves due times by days of an extension or by what was left when a case was suspended, counted the way their limit is
 * counted: natural limits in natural time, the others in working days and open hours.
 */
@Component
@RequiredArgsConstructor
class LimitMoves {

    private static final int DAY = 24 * 60;
    private static final int WORKING_DAY = 8 * 60;

    private final Calendars calendars;

    /** The limit of the order, by which its extensions are counted; the case's class where an old order has none. */
    Limit limit(GovernanceCase kase, DispatchOrder order) {
        String rule = order.getDueRule();
        return rule == null ? caseLimit(kase) : Limit.of(rule);
    }

    /** The limit in whole days: so much may all extensions be together. */
    int days(Limit limit) {
        return switch (limit.mode()) {
            case NATURAL_HOURS -> limit.amount() / DAY;
            case WORKING_HOURS -> limit.amount() / WORKING_DAY;
            case NATURAL_DAYS, WORKING_DAYS_TO_CLOSE, WORKING_DAYS_SAME_TIME -> limit.amount();
        };
    }

    /** Every due time {@code days} later; yellow comes as long before the end as with a limit longer by so many days. */
    MovedDues extended(GovernanceCase kase, DispatchOrder order, int days) {
        Limit limit = limit(kase, order);
        CaseClocks clocks = kase.getClocks();
        Instant caseDue = later(clocks.getDueAt(), caseLimit(kase), days);
        Instant stageDue = later(clocks.getStageDueAt(), limit, days);
        Duration warning = warning(order.getDispatchedAt(), longer(limit, days));
        return new MovedDues(
                caseDue,
                caseDue == null ? null : caseDue.minus(warning),
                stageDue,
                stageDue == null ? null : stageDue.minus(warning),
                later(order.getDueAt(), limit, days),
                ruleLonger(clocks.getDueRule(), days),
                ruleLonger(clocks.getStageLimit(), days));
    }

    /** Every due time with what was left of it when the suspension began; what was overdue then stays so. */
    MovedDues resumed(GovernanceCase kase, DispatchOrder order, Suspension suspension, Instant at) {
        Limit limit = limit(kase, order);
        Limit whole = caseLimit(kase);
        CaseClocks clocks = kase.getClocks();
        Instant from = Objects.requireNonNull(suspension.getStartedAt());
        return new MovedDues(
                rest(clocks.getDueAt(), whole, from, at),
                rest(clocks.getYellowAt(), whole, from, at),
                rest(suspension.getHeldDueAt(), limit, from, at),
                rest(suspension.getHeldYellowAt(), limit, from, at),
                rest(order.getDueAt(), limit, from, at),
                null,
                null);
    }

    private Limit caseLimit(GovernanceCase kase) {
        String code = kase.getClocks().getDueLimit();
        return calendars
                .limitClass(code == null ? org.shaodao.deadline.LimitClass.GENERAL : code)
                .handling();
    }

    private @Nullable Instant later(@Nullable Instant due, Limit limit, int days) {
        if (due == null || limit.mode().isNatural()) {
            return due == null ? null : due.plus(Duration.ofDays(days));
        }
        WorkingCalendar calendar = calendars.current();
        LocalDateTime local = LocalDateTime.ofInstant(due, Zone.ID);
        LocalDate day = calendar.plusWorkingDays(local.toLocalDate(), days);
        boolean toClose = limit.mode() == LimitMode.WORKING_DAYS_TO_CLOSE;
        return day.atTime(toClose ? calendar.hours(day).closing() : local.toLocalTime())
                .atZone(Zone.ID)
                .toInstant();
    }

    private @Nullable Instant rest(@Nullable Instant due, Limit limit, Instant from, Instant at) {
        if (due == null || !due.isAfter(from)) {
            return due;
        }
        if (limit.mode().isNatural()) {
            return due.plus(Duration.between(from, at));
        }
        WorkingCalendar calendar = calendars.current();
        return calendar.afterOpen(at, calendar.openBetween(from, due));
    }

    private Duration warning(Instant start, Limit limit) {
        Deadline deadline = calendars.current().deadline(start, limit);
        return Duration.between(deadline.yellowAt(), deadline.dueAt());
    }

    private static @Nullable String ruleLonger(@Nullable String rule, int days) {
        return rule == null ? null : longer(Limit.of(rule), days).toString();
    }

    private static Limit longer(Limit limit, int days) {
        int more = switch (limit.mode()) {
            case NATURAL_HOURS -> days * DAY;
            case WORKING_HOURS -> days * WORKING_DAY;
            case NATURAL_DAYS, WORKING_DAYS_TO_CLOSE, WORKING_DAYS_SAME_TIME -> days;
        };
        return new Limit(limit.mode(), limit.amount() + more);
    }
}
