package org.shaodao.deadline.service;

import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.CalendarDay;
import org.shaodao.deadline.DayKind;
import org.shaodao.deadline.OfficeHours;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.HeadedTable;
import org.shaodao.shared.table.RowProblem;
import org.shaodao.shared.table.TableBounds;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Years of the working calendar, out and in as a file. A file holds every day of one year, or only its holidays and
 * make-up days; the rest follows the week then. It is taken whole or not at all.
 */
@Service
@RequiredArgsConstructor
public class CalendarYears {

    private static final TableBounds BOUNDS = new TableBounds(4L << 20, 2_000, 40, 2_000);

    private static final String DATE = "deadline.file.date";
    private static final String KIND = "deadline.file.kind";
    private static final String NAME = "deadline.file.name";
    private static final String HOURS = "deadline.file.hours";
    private static final String WORKING = "deadline.file.is-workday";
    private static final String WEEKDAY = "deadline.file.weekday";

    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final CalendarVersions versions;

    /**
     * What an import did, or would do.
     *
     * @param changedDays days that are worked now and were not before, or the other way round
     */
    public record Outcome(
            boolean dryRun, int year, int holidays, int makeUpDays, int changedDays, List<RowProblem> problems) {

        public boolean isRefused() {
            return !problems.isEmpty();
        }

        public boolean isDone() {
            return !isRefused() && !dryRun;
        }
    }

    /** The years with any data, latest first. */
    public List<Integer> known() {
        return jdbc.sql("select distinct extract(year from day)::int as year from calendar_day order by year desc")
                .query(Integer.class)
                .list();
    }

    /** Writes the year with the columns of the import; an unknown year as it would follow from the week alone. */
    public void write(int year, OutputStream out) {
        WorkingCalendar calendar = calendars.current();
        try (TableWriter writer = TableWriter.of("x.csv", out, Integer.toString(year))) {
            writer.row(List.of("date", "weekday", "is_workday", "kind", "name", "hours"));
            days(year).forEach(date -> {
                CalendarDay day = calendar.day(date).orElseGet(() -> ordinary(date));
                writer.row(Arrays.asList(
                        date.toString(),
                        date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        day.working() ? 1 : 0,
                        day.kind().code(),
                        day.name(),
                        day.hours() == null ? null : day.hours().toString()));
            });
        }
    }

    /** Takes a year. {@code actor}: the acting account. */
    @Transactional
    public Outcome read(InputStreamSource file, boolean dryRun, UUID actor) {
        HeadedTable table =
                HeadedTable.read(file, BOUNDS, List.of(DATE, KIND), List.of(NAME, HOURS, WORKING, WEEKDAY), messages);
        List<RowProblem> problems = new ArrayList<>();
        Map<LocalDate, CalendarDay> days = new TreeMap<>();
        for (TableRow row : table.rows()) {
            CalendarDay day = day(table, row, problems);
            if (day != null && days.put(day.day(), day) != null) {
                problems.add(RowProblem.of(row.number(), DATE, "deadline.file.day-twice", day.day()));
            }
        }
        if (days.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(RowProblem.of(1, null, "table.empty"));
            }
            return new Outcome(dryRun, 0, 0, 0, 0, problems);
        }
        int year = days.keySet().iterator().next().getYear();
        checkWhole(table, year, days, problems);
        int changed = (int) days.values().stream()
                .filter(day -> day.working() != calendars.current().isWorking(day.day()))
                .count();
        Outcome outcome = new Outcome(
                dryRun,
                year,
                count(days, DayKind.HOLIDAY),
                count(days, DayKind.ADJUSTED_WORKDAY),
                changed,
                problems.stream()
                        .sorted(Comparator.comparingInt(RowProblem::row))
                        .toList());
        if (outcome.isDone()) {
            store(year, days, actor);
        }
        return outcome;
    }

    private @Nullable CalendarDay day(HeadedTable table, TableRow row, List<RowProblem> problems) {
        LocalDate date = date(table.cell(row, DATE));
        if (date == null || date.getYear() < 2000 || date.getYear() > 2100) {
            problems.add(RowProblem.of(row.number(), DATE, "deadline.file.date-invalid", table.cell(row, DATE)));
            return null;
        }
        Optional<DayKind> kind = kind(table.cell(row, KIND));
        if (kind.isEmpty()) {
            problems.add(RowProblem.of(row.number(), KIND, "table.cell-unknown", table.cell(row, KIND)));
            return null;
        }
        if (!fits(kind.get(), date)) {
            problems.add(RowProblem.of(row.number(), KIND, "deadline.file.kind-against-week", date));
        }
        String working = table.cell(row, WORKING);
        if (!working.isEmpty() && kind.get().isWorking() != ("1".equals(working) || "true".equalsIgnoreCase(working))) {
            problems.add(RowProblem.of(row.number(), WORKING, "deadline.file.kind-against-working", date));
        }
        try {
            String hours = table.cell(row, HOURS);
            String name = PlainText.checked(table.cell(row, NAME), 0, 40, NAME);
            RuleViolation.require(hours.isEmpty() || kind.get().isWorking(), "deadline.file.hours-on-day-off");
            return new CalendarDay(
                    date, kind.get(), name.isEmpty() ? null : name, hours.isEmpty() ? null : OfficeHours.of(hours));
        } catch (RuleViolation violation) {
            problems.add(RowProblem.of(row.number(), HOURS, violation.key(), table.cell(row, HOURS)));
            return null;
        }
    }

    /** One year, every day of it; a file of differences is filled up by the week. */
    private static void checkWhole(
            HeadedTable table, int year, Map<LocalDate, CalendarDay> days, List<RowProblem> problems) {
        int last = table.rows().get(table.rows().size() - 1).number();
        days.keySet().stream()
                .filter(date -> date.getYear() != year)
                .findFirst()
                .ifPresent(date ->
                        problems.add(RowProblem.of(last, DATE, "deadline.file.two-years", year, date.getYear())));
        boolean differencesOnly = days.values().stream()
                .allMatch(day -> day.kind() == DayKind.HOLIDAY || day.kind() == DayKind.ADJUSTED_WORKDAY);
        if (differencesOnly) {
            days(year).forEach(date -> days.computeIfAbsent(date, CalendarYears::ordinary));
        } else if (problems.isEmpty()) {
            days(year)
                    .filter(date -> !days.containsKey(date))
                    .findFirst()
                    .ifPresent(date -> problems.add(RowProblem.of(last, DATE, "deadline.file.day-missing", date)));
        }
    }

    private void store(int year, Map<LocalDate, CalendarDay> days, UUID actor) {
        jdbc.sql("delete from calendar_day where day >= :from and day < :to")
                .param("from", LocalDate.of(year, 1, 1))
                .param("to", LocalDate.of(year + 1, 1, 1))
                .update();
        for (CalendarDay day : days.values()) {
            jdbc.sql(
                            "insert into calendar_day (day, working, kind, name, hours) values (:day, :working, :kind, :name, :hours)")
                    .param("day", day.day())
                    .param("working", day.working())
                    .param("kind", day.kind().code())
                    .param("name", day.name())
                    .param("hours", day.hours() == null ? null : day.hours().toString())
                    .update();
        }
        versions.next(Integer.toString(year), new UUID(0, year), actor, "deadline.event.year-imported");
    }

    private Optional<DayKind> kind(String typed) {
        return Arrays.stream(DayKind.values())
                .filter(kind -> typed.equalsIgnoreCase(kind.name())
                        || typed.equals(
                                messages.getMessage("DayKind." + kind.name(), null, "", Locale.SIMPLIFIED_CHINESE))
                        || typed.equalsIgnoreCase(
                                messages.getMessage("DayKind." + kind.name(), null, "", Locale.ENGLISH)))
                .findFirst();
    }

    private static boolean fits(DayKind kind, LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return switch (kind) {
            case HOLIDAY -> true;
            case WORKDAY -> !weekend;
            case WEEKEND, ADJUSTED_WORKDAY -> weekend;
        };
    }

    private static CalendarDay ordinary(LocalDate date) {
        return CalendarDay.of(date, fits(DayKind.WEEKEND, date) ? DayKind.WEEKEND : DayKind.WORKDAY);
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            String[] parts = typed.split("[-/.年月日 T]");
            return parts.length < 3
                    ? null
                    : LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return null;
        }
    }

    private static Stream<LocalDate> days(int year) {
        return Year.of(year).atDay(1).datesUntil(Year.of(year + 1).atDay(1));
    }

    private static int count(Map<LocalDate, CalendarDay> days, DayKind kind) {
        return (int) days.values().stream().filter(day -> day.kind() == kind).count();
    }
}
