package org.shaodao.deadline;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.shaodao.shared.RuleViolation;

/** The times of one day at which the offices are open, in order and apart, for example {@code 08:30-12:00,14:00-17:30}. */
public record OfficeHours(List<Span> spans) {

    /** The hours of a calendar that says nothing else. */
    public static final OfficeHours DEFAULT = of("08:30-12:00,14:00-17:30");

    /** Open from {@code open} up to but without {@code close}. */
    public record Span(LocalTime open, LocalTime close) {
        public Span {
            RuleViolation.require(open.isBefore(close), "deadline.hours-invalid", open + "-" + close);
        }
    }

    public OfficeHours {
        spans = List.copyOf(spans);
        RuleViolation.require(!spans.isEmpty(), "deadline.hours-invalid", "");
        for (int i = 1; i < spans.size(); i++) {
            RuleViolation.require(
                    spans.get(i - 1).close().isBefore(spans.get(i).open()), "deadline.hours-invalid", text(spans));
        }
    }

    /** Reads the text form; throws {@link RuleViolation} {@code deadline.hours-invalid} when it is not one. */
    public static OfficeHours of(String text) {
        List<Span> spans = new ArrayList<>();
        try {
            for (String part : text.strip().split("[,，]", -1)) {
                String[] ends = part.strip().split("[-–~]", -1);
                RuleViolation.require(ends.length == 2, "deadline.hours-invalid", text);
                spans.add(new Span(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
            }
        } catch (DateTimeParseException unreadable) {
            throw new RuleViolation("deadline.hours-invalid", text);
        }
        return new OfficeHours(spans);
    }

    public LocalTime opening() {
        return spans.get(0).open();
    }

    public LocalTime closing() {
        return spans.get(spans.size() - 1).close();
    }

    /** Open time of a whole day. */
    public Duration length() {
        return spans.stream()
                .map(span -> Duration.between(span.open(), span.close()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String toString() {
        return text(spans);
    }

    private static String text(List<Span> spans) {
        return String.join(
                ",",
                spans.stream().map(span -> span.open() + "-" + span.close()).toList());
    }
}
