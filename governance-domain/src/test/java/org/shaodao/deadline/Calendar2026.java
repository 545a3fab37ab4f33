package org.shaodao.deadline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.shaodao.shared.Zone;

/** The shipped calendar for tests. */
final class Calendar2026 {

    static final WorkingCalendar SHIPPED = new WorkingCalendar(1, shippedDays(), Map.of());

    static WorkingCalendar with(CalendarDay... changed) {
        List<CalendarDay> days = new ArrayList<>(shippedDays());
        for (CalendarDay day : changed) {
            days.removeIf(known -> known.day().equals(day.day()));
            days.add(day);
        }
        return new WorkingCalendar(2, days, Map.of());
    }

    static WorkingCalendar withSeasons(Map<MonthDay, OfficeHours> seasons) {
        return new WorkingCalendar(3, shippedDays(), seasons);
    }

    static List<CalendarDay> shippedDays() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Calendar2026.class.getResourceAsStream("/calendar/cn_days_2004_2026.csv")),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cell -> new CalendarDay(
                            LocalDate.parse(cell[0].strip()),
                            DayKind.valueOf(cell[3].toUpperCase(Locale.ROOT)),
                            cell[4].isEmpty() ? null : cell[4],
                            null))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** "2026-02-13 17:29" in the zone of the rules. */
    static Instant at(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(Zone.ID).toInstant();
    }

    static String text(Instant at) {
        return LocalDateTime.ofInstant(at, Zone.ID).toString().replace('T', ' ');
    }

    private Calendar2026() {}
}
