package org.shaodao.deadline.service;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.DueTimes;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.OfficeHours;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.shaodao.shared.table.HeadedTable;
import org.shaodao.shared.table.TableBounds;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.MessageSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code due-times FILE}: due times for rows of (start, limit), so that the engine can be checked against real ones. */
@Component
@RequiredArgsConstructor
@Command(
        name = "due-times",
        description = {
            "Computes due times for the rows of a table and writes them as csv / 批量推算到期时间",
            "Columns: start; limit (class such as GENERAL, or MODE:AMOUNT such as WORKING_DAYS_TO_CLOSE:5),"
                    + " or mode and amount. Other columns are kept.",
            "Modes: NATURAL_HOURS and WORKING_HOURS count minutes, NATURAL_DAYS, WORKING_DAYS_TO_CLOSE and"
                    + " WORKING_DAYS_SAME_TIME days."
        })
class DueTimesCommand implements PlatformCommand {

    private static final TableBounds BOUNDS = new TableBounds(256L << 20, 1_000_000, 100, 20_000);

    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-M-d['T'][' '][H:mm[:ss]]");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final String START = "deadline.times.start";
    private static final String LIMIT = "deadline.times.limit";
    private static final String MODE = "deadline.times.mode";
    private static final String AMOUNT = "deadline.times.amount";

    private final Calendars calendars;
    private final MessageSource messages;

    @Parameters(index = "0", paramLabel = "FILE", description = "csv, tsv or xlsx, also gzipped")
    private @Nullable Path file;

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write; standard output if left out")
    private @Nullable Path target;

    @Option(
            names = "--calendar",
            paramLabel = "FILE",
            description =
                    "csv with date, kind (workday, weekend, holiday, adjusted_workday) and optionally hours"
                            + " (08:30-12:00+14:00-17:30); days it leaves out are Monday to Friday. Else the platform's calendar")
    private @Nullable Path days;

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            description = "Office hours the year round, 08:30-12:00,14:00-17:30")
    private @Nullable String hours;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of starts and offices, for example America/New_York")
    private @Nullable String zone;

    @Override
    public Integer call() {
        try {
            ZoneId at = zone == null ? org.shaodao.shared.Zone.ID : ZoneId.of(zone);
            DueTimes times = times(at);
            HeadedTable table = HeadedTable.read(
                    new FileSystemResource(Objects.requireNonNull(file)),
                    BOUNDS,
                    List.of(START),
                    List.of(LIMIT, MODE, AMOUNT),
                    messages);
            return write(table, times, at) == 0 ? ExitCode.DONE : ExitCode.ROWS_REFUSED;
        } catch (RuleViolation unusable) {
            System.err.println(messages.getMessage(unusable, Locale.getDefault()));
        } catch (DateTimeException unknown) {
            System.err.println("No such time zone: " + zone);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            System.err.println("Cannot read or write: " + unreadable.getMessage());
        }
        return ExitCode.UNUSABLE;
    }

    private DueTimes times(ZoneId at) throws IOException {
        if (days == null && hours == null && zone == null) {
            return DueTimes.by(calendars.current());
        }
        Map<MonthDay, OfficeHours> season =
                Map.of(MonthDay.of(1, 1), hours == null ? OfficeHours.DEFAULT : OfficeHours.of(hours));
        if (days == null) {
            return zone == null
                    ? DueTimes.by(new WorkingCalendar(0, DueTimes.shipped(), season, at))
                    : DueTimes.by(new WorkingCalendar(0, List.of(), season, at));
        }
        try (BufferedReader reader = Files.newBufferedReader(days, StandardCharsets.UTF_8)) {
            return DueTimes.by(new WorkingCalendar(0, DueTimes.days(reader), season, at));
        }
    }

    /** Writes every row with its due time or what is wrong with it; answers how many could not be computed. */
    private int write(HeadedTable table, DueTimes times, ZoneId at) throws IOException {
        int refused = 0;
        try (OutputStream out = open();
                TableWriter writer = TableWriter.of("due-times.csv", out, "due-times");
                Progress progress = new Progress("due-times", table.rows().size())) {
            writer.row(List.of("row", "start", "limit", "due", "yellow", "provisional", "problem"));
            for (TableRow row : table.rows()) {
                String typed = table.cell(row, START);
                String limit = limit(table, row);
                try {
                    Deadline deadline = times.deadline(start(typed, at), read(limit));
                    writer.row(Arrays.asList(
                            row.number(),
                            typed,
                            limit,
                            local(deadline.dueAt(), at),
                            local(deadline.yellowAt(), at),
                            deadline.provisional() ? 1 : 0,
                            null));
                } catch (RuleViolation wrong) {
                    refused++;
                    writer.row(Arrays.asList(
                            row.number(),
                            typed,
                            limit,
                            null,
                            null,
                            null,
                            messages.getMessage(wrong, Locale.getDefault())));
                }
                progress.step();
            }
        }
        return refused;
    }

    private OutputStream open() throws IOException {
        if (target != null) {
            return new FileOutputStream(target.toFile());
        }
        return new FilterOutputStream(System.out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static String limit(HeadedTable table, TableRow row) {
        String one = table.cell(row, LIMIT);
        return one.isEmpty() ? table.cell(row, MODE) + ":" + table.cell(row, AMOUNT) : one;
    }

    private Limit read(String typed) {
        if (!typed.contains(":")) {
            return calendars.limitClass(typed.toUpperCase(Locale.ROOT)).handling();
        }
        try {
            String[] parts = typed.split(":", 2);
            return new Limit(
                    LimitMode.valueOf(parts[0].strip().toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1].strip()));
        } catch (IllegalArgumentException unknown) {
            throw new RuleViolation("deadline.times.limit-invalid", typed);
        }
    }

    /** A local time in the zone, a date alone = its first minute, or an instant with its own offset. */
    private static Instant start(String typed, ZoneId at) {
        try {
            if (typed.endsWith("Z") || typed.matches(".*[+-]\\d\\d:?\\d\\d$") && typed.length() > 16) {
                return OffsetDateTime.parse(typed.replace(' ', 'T')).toInstant();
            }
            var read = TYPED.parseBest(typed.replace('/', '-'), LocalDateTime::from, LocalDate::from);
            LocalDateTime local = read instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) read;
            return local.atZone(at).toInstant();
        } catch (DateTimeException unreadable) {
            throw new RuleViolation("deadline.times.start-invalid", typed);
        }
    }

    private static String local(Instant instant, ZoneId at) {
        return WRITTEN.format(LocalDateTime.ofInstant(instant, at));
    }
}
