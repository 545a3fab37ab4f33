package org.shaodao.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaodao.shared.Zone;

/**
 * Reads the times people and spreadsheets write: ISO, 2019/4/5 9:32, 2019年4月5日9时32分, 20190405093200, day counts of
 * spreadsheets. Without an offset it is the time in China; a date without a time is 09:00 (rulings 35).
 */
public final class TimeReading {

    private static final LocalTime NO_TIME = LocalTime.of(9, 0);
    private static final Pattern WRITTEN = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
            + "(?:[T ,]*(上午|下午|中午|晚上|AM|PM)? ?(\\d{1,2})(?:[:时点](\\d{1,2})?)?分?(?::?(\\d{1,2})(?:[.,]\\d+)?)?秒?"
            + " ?(AM|PM)?)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?)?");
    private static final Pattern DAY_COUNT = Pattern.compile("\\d{5}(?:\\.\\d+)?");

    /** The instant, or empty when the text is no time between 1990 and 2100. */
    public static Optional<Instant> read(String raw, boolean from1904) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip()
                .toUpperCase(java.util.Locale.ROOT);
        try {
            return parse(text, from1904).filter(TimeReading::plausible);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parse(String text, boolean from1904) {
        if (DAY_COUNT.matcher(text).matches()) {
            return Optional.of(dayCount(new BigDecimal(text), from1904));
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            LocalTime time = digits.group(4) == null
                    ? NO_TIME
                    : LocalTime.of(number(digits, 4), number(digits, 5), number(digits, 6));
            return Optional.of(at(LocalDate.of(number(digits, 1), number(digits, 2), number(digits, 3)), time));
        }
        Matcher written = WRITTEN.matcher(text);
        if (written.matches()) {
            LocalDate date = LocalDate.of(number(written, 1), number(written, 2), number(written, 3));
            return Optional.of(at(date, written.group(5) == null ? NO_TIME : time(written)));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*(?:Z|[+-]\\d\\d(?::?\\d\\d)?)")) {
            String iso = text.replace(' ', 'T')
                    .replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2")
                    .replaceAll("([+-]\\d\\d)$", "$1:00");
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        }
        return Optional.empty();
    }

    private static LocalTime time(Matcher written) {
        int hour = number(written, 5);
        String half = written.group(4) != null ? written.group(4) : written.group(8);
        if (half != null && hour <= 12) {
            boolean afternoon = half.equals("PM") || half.equals("下午") || half.equals("晚上");
            hour = afternoon ? hour % 12 + 12 : half.equals("中午") ? hour : hour % 12;
        }
        return LocalTime.of(hour, number(written, 6), number(written, 7));
    }

    private static Instant dayCount(BigDecimal days, boolean from1904) {
        long seconds = days.multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        LocalDate start = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
        LocalDateTime at = start.atStartOfDay().plusSeconds(seconds);
        return at(at.toLocalDate(), days.stripTrailingZeros().scale() <= 0 ? NO_TIME : at.toLocalTime());
    }

    private static boolean plausible(Instant at) {
        int year = at.atZone(Zone.ID).getYear();
        return year >= 1990 && year < 2100;
    }

    private static int number(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(Zone.ID).toInstant();
    }

    private TimeReading() {}
}
