package org.shaodao.deadline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/**
 * The deadline engine on its own: a calendar and a limit in, an instant out. Needs neither Spring nor a database.
 *
 * <pre>{@code
 * DueTimes china = DueTimes.china();
 * Instant due = china.due(Instant.parse("2026-02-13T09:30:00Z"), Limit.workingDays(5));
 * }</pre>
 *
 * <p>Immutable and safe for many threads. Rules of counting: rulings 9, {@link LimitMode}.
 */
public final class DueTimes {

    private static final String SHIPPED = "/calendar/cn_days_2004_2026.csv";

    private final WorkingCalendar calendar;

    private DueTimes(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** By this calendar. */
    public static DueTimes by(WorkingCalendar calendar) {
        return new DueTimes(calendar);
    }

    /** By the shipped calendar of mainland China 2004–2026 with make-up days, in the default office hours. */
    public static DueTimes china() {
        return by(new WorkingCalendar(1, shipped(), Map.of(), Zone.ID));
    }

    /** The days of that calendar. */
    public static List<CalendarDay> shipped() {
        try (InputStream in = Objects.requireNonNull(DueTimes.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return days(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Monday to Friday in these hours and this zone, but for the days that are given; the results are provisional. */
    public static DueTimes weekly(ZoneId zone, OfficeHours hours, List<CalendarDay> exceptions) {
        return by(new WorkingCalendar(0, exceptions, Map.of(MonthDay.of(1, 1), hours), zone));
    }

    /** Where the limit ends that starts now. */
    public Instant due(Instant start, Limit limit) {
        return deadline(start, limit).dueAt();
    }

    /** The same with the yellow instant and whether days without data were met. */
    public Deadline deadline(Instant start, Limit limit) {
        return calendar.deadline(start, limit);
    }

    /**
     * Reads days from csv with a head that has {@code date} and {@code kind} (workday, weekend, holiday,
     * adjusted_workday) and may have {@code name} and {@code hours}; other columns are passed over. Throws
     * {@link RuleViolation} {@code deadline.days-unreadable} with the number of the first line that cannot be read.
     */
    public static List<CalendarDay> days(Reader csv) throws IOException {
        BufferedReader reader = new BufferedReader(csv);
        List<String> head = cells(Objects.requireNonNullElse(reader.readLine(), ""));
        int date = head.indexOf("date");
        int kind = head.indexOf("kind");
        RuleViolation.require(date >= 0 && kind >= 0, "deadline.days-unreadable", 1);
        List<CalendarDay> days = new ArrayList<>();
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                List<String> cells = cells(line);
                String hours = cell(cells, head.indexOf("hours"));
                String name = cell(cells, head.indexOf("name"));
                days.add(new CalendarDay(
                        LocalDate.parse(cells.get(date)),
                        DayKind.valueOf(cells.get(kind).toUpperCase(Locale.ROOT)),
                        name.isEmpty() ? null : name,
                        hours.isEmpty() ? null : OfficeHours.of(hours.replace('+', ','))));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
                throw new RuleViolation("deadline.days-unreadable", number);
            }
        }
        return days;
    }

    private static String cell(List<String> cells, int at) {
        return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                .map(String::strip)
                .toList();
    }
}
