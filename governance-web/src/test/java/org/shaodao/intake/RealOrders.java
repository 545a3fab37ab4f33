package org.shaodao.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The independent recount: reads the real orders and the calendar straight from their files with nothing of the
 * platform's own reading, calendar or counting.
 */
final class RealOrders {

    static final LocalDateTime STOP = LocalDateTime.of(2019, 7, 1, 0, 0);

    private static final LocalTime CLOSES = LocalTime.of(17, 30);
    private static final Path DATA = data();

    /** One order: when it came, when it was answered. */
    record Order(String file, String number, LocalDateTime received, LocalDateTime answered) {

        boolean cameBeforeTheStop() {
            return received.isBefore(STOP);
        }

        boolean answeredBeforeTheStop() {
            return answered.isBefore(STOP);
        }
    }

    private final Set<LocalDate> offOnWeekdays = new HashSet<>();
    private final Set<LocalDate> workedOnWeekends = new HashSet<>();

    RealOrders() {
        for (String[] row : rows(DATA.resolve("calendar/cn_days_2004_2026.csv"), ",")) {
            if (row[0].matches("\\d{4}-\\d\\d-\\d\\d")) {
                LocalDate day = LocalDate.parse(row[0]);
                boolean worked = row[2].equals("1");
                if (worked && isWeekend(day)) {
                    workedOnWeekends.add(day);
                } else if (!worked && !isWeekend(day)) {
                    offOnWeekdays.add(day);
                }
            }
        }
    }

    static boolean present() {
        return Files.isDirectory(DATA.resolve("issues"));
    }

    static Path replied() {
        return DATA.resolve("issues/teddy_replied_messages.tsv.gz");
    }

    static Path rivers() {
        return DATA.resolve("issues/fuzhou_12345_rivers.tsv.gz");
    }

    List<Order> all() {
        List<Order> orders = new ArrayList<>();
        DateTimeFormatter second = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        for (Map<String, String> row : named(replied())) {
            orders.add(new Order(
                    "replied",
                    row.get("message_id"),
                    LocalDateTime.parse(row.get("time"), second),
                    LocalDateTime.parse(row.get("reply_time"), second)));
        }
        for (Map<String, String> row : named(rivers())) {
            LocalDateTime received = LocalDate.parse(row.get("date")).atTime(9, 0);
            orders.add(new Order(
                    "rivers",
                    row.get("id"),
                    received,
                    received.plusDays(Integer.parseInt(row.get("days_to_final_reply")))));
        }
        return orders;
    }

    /** Five working days: the close of the fifth one after the day on which the office was next open. */
    LocalDateTime due(LocalDateTime start) {
        LocalDate day = start.toLocalDate();
        if (!worked(day) || !start.toLocalTime().isBefore(CLOSES)) {
            day = nextWorked(day);
        }
        for (int i = 0; i < 5; i++) {
            day = nextWorked(day);
        }
        return day.atTime(CLOSES);
    }

    private LocalDate nextWorked(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!worked(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private boolean worked(LocalDate day) {
        return isWeekend(day) ? workedOnWeekends.contains(day) : !offOnWeekdays.contains(day);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static List<Map<String, String>> named(Path file) {
        List<String[]> rows = rows(file, "\t");
        List<Map<String, String>> named = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < row.length; i++) {
                cells.put(rows.get(0)[i], row[i]);
            }
            named.add(cells);
        }
        return named;
    }

    private static List<String[]> rows(Path file, String delimiter) {
        boolean packed = file.toString().endsWith(".gz");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                packed ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(delimiter, -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the checkout, wherever the test was started. */
    private static Path data() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return Path.of("no-data");
    }
}
