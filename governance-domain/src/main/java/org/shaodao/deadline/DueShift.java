package org.shaodao.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What moves a due time after its clock has started (rulings 10, 15, 20). Pure: applied to the deadline that the limit alone
 * makes, in the order in which the shifts were granted, it gives the deadline that holds, by whichever calendar.
 */
public interface DueShift {

    /** The deadline after this shift, counted by {@code calendar}; the unchanged one where the shift does not touch it. */
    Deadline on(Deadline before, WorkingCalendar calendar);

    /**
     * An extension by so many days, counted as limits of {@code mode} are: natural days or working days.
     * Yellow comes as long before the end as with a limit that was longer by so many days from the start.
     */
    static DueShift extension(int days, LimitMode mode) {
        return (before, calendar) -> {
            Limit limit = before.limit().longer(days);
            Instant due = calendar.daysLater(before.dueAt(), mode, days);
            Deadline whole = calendar.deadline(before.startedAt(), limit);
            Duration warning = Duration.between(whole.yellowAt(), whole.dueAt());
            return calendar.moved(before, limit, due, due.minus(warning));
        };
    }

    /** A time in which the clock stood still: what was left at {@code from} is left at {@code to}; what was over stays so. */
    static DueShift pause(Instant from, Instant to) {
        return (before, calendar) -> calendar.moved(
                before,
                before.limit(),
                calendar.afterPause(before.dueAt(), before.limit().mode(), from, to),
                calendar.afterPause(before.yellowAt(), before.limit().mode(), from, to));
    }

    /** At least until {@code due}, granted at {@code at}; yellow when a quarter of that time is left. */
    static DueShift until(Instant due, Instant at) {
        return (before, calendar) -> due.isAfter(before.dueAt())
                ? calendar.moved(before, before.limit(), due, lastQuarter(at, due))
                : before;
    }

    /** From here on at most a quarter of the time between the two is left. */
    static Instant lastQuarter(Instant at, Instant due) {
        return at.plus(Duration.between(at, due).multipliedBy(3).dividedBy(4)).truncatedTo(ChronoUnit.MICROS);
    }
}
