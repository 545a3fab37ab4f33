package org.shaodao.deadline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of the working calendar.
 *
 * @param name the holiday's name
 * @param hours office hours of this day alone, for half days; null = those of the season
 */
public record CalendarDay(
        LocalDate day,
        DayKind kind,
        @Nullable String name,
        @Nullable OfficeHours hours) {

    public static CalendarDay of(LocalDate day, DayKind kind) {
        return new CalendarDay(day, kind, null, null);
    }

    public boolean working() {
        return kind.isWorking();
    }
}
