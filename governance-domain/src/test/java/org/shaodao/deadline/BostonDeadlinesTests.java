package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Against the real deadlines of another city's service desk (Boston 311, open data), where the file is present. The limit
 * of each kind of request and month is inferred from every other row and tried on the rows between; kinds whose rows
 * agree on no limit are left out and counted.
 */
@EnabledIf("isPresent")
class BostonDeadlinesTests {

    private static final Path FILE = Path.of("../../../shared/data/intl/boston311_2015_partial.csv.gz");
    private static final Path BESIDE = Path.of("../../shared/data/intl/boston311_2015_partial.csv.gz");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Duration NEAR = Duration.ofMinutes(1);
    private static final int SAMPLE = 60;

    /** Holidays of Massachusetts in 2015 as its offices keep them: a Saturday's is not moved. */
    private static final List<String> HOLIDAYS = List.of(
            "2015-01-01",
            "2015-01-19",
            "2015-02-16",
            "2015-04-20",
            "2015-05-25",
            "2015-09-07",
            "2015-10-12",
            "2015-11-11",
            "2015-11-26",
            "2015-12-25");

    private final DueTimes boston = DueTimes.weekly(
            ZONE,
            OfficeHours.of("08:30-17:00"),
            HOLIDAYS.stream()
                    .map(day -> CalendarDay.of(LocalDate.parse(day), DayKind.HOLIDAY))
                    .toList());

    private record Request(Instant opened, Instant target) {}

    static boolean isPresent() {
        return file() != null;
    }

    @Test
    void theLimitsOfAnotherCityEndWhereItsOwnSystemSays() throws IOException {
        Map<String, List<Request>> groups = read();
        int rows = 0;
        int tried = 0;
        int agreed = 0;
        for (List<Request> group : groups.values()) {
            rows += group.size() / 2;
            Limit limit = infer(group);
            for (int i = 1; limit != null && i < group.size(); i += 2) {
                tried++;
                agreed += agrees(group.get(i), limit) ? 1 : 0;
            }
        }

        System.out.printf(
                "Boston 311: %d of %d rows have a limit that can be inferred; %d (%.1f %%) end within a minute of it%n",
                tried, rows, agreed, 100.0 * agreed / tried);
        assertThat(tried).isGreaterThan(20_000);
        assertThat(agreed).isGreaterThan((int) (tried * 0.95));
    }

    /** The limit on which at least half of the first even rows agree, or null. */
    private Limit infer(List<Request> group) {
        List<Request> sample = new ArrayList<>();
        for (int i = 0; i < group.size() && sample.size() < SAMPLE; i += 2) {
            sample.add(group.get(i));
        }
        if (sample.size() < 20) {
            return null;
        }
        Limit best = null;
        long most = sample.size() / 2;
        for (int amount = 0; amount <= 550; amount++) {
            for (LimitMode mode : List.of(LimitMode.WORKING_DAYS_SAME_TIME, LimitMode.NATURAL_DAYS)) {
                if (mode == LimitMode.WORKING_DAYS_SAME_TIME && amount > 70) {
                    continue;
                }
                Limit limit = new Limit(mode, amount);
                long agreeing =
                        sample.stream().filter(one -> agrees(one, limit)).count();
                if (agreeing > most) {
                    most = agreeing;
                    best = limit;
                }
            }
        }
        return best;
    }

    private boolean agrees(Request request, Limit limit) {
        Duration apart = Duration.between(boston.due(request.opened(), limit), request.target());
        return apart.abs().compareTo(NEAR) <= 0;
    }

    private static Map<String, List<Request>> read() throws IOException {
        Map<String, List<Request>> groups = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> cells = cells(line);
                if (cells.size() > 8
                        && cells.get(1).length() == 19
                        && cells.get(2).length() == 19) {
                    groups.computeIfAbsent(cells.get(8) + " " + cells.get(1).substring(0, 7), any -> new ArrayList<>())
                            .add(new Request(at(cells.get(1)), at(cells.get(2))));
                }
            }
        }
        return groups;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local, TIME).atZone(ZONE).toInstant();
    }

    private static Path file() {
        return Files.exists(FILE) ? FILE : Files.exists(BESIDE) ? BESIDE : null;
    }
}
