package org.shaodao.intake;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaodao.shared.RuleViolation;

/**
 * Columns named by hand: by head, letter or number, several joined by a plus sign.
 *
 * @param only whether nothing else is taken from the file; otherwise the other fields are found by their heads
 */
public record WantedColumns(Map<HotlineField, String> columns, boolean only) {

    private static final String ONLY = "!";

    public WantedColumns {
        columns = Map.copyOf(columns);
    }

    /** Nothing named: all by their heads. */
    public static WantedColumns none() {
        return new WantedColumns(Map.of(), false);
    }

    /**
     * Reads {@code field=column,field=column}, with a leading exclamation mark for "only these". Throws
     * {@code intake.map-unreadable} or {@code intake.no-such-field}.
     */
    public static WantedColumns of(String text) {
        boolean only = text.startsWith(ONLY);
        Map<HotlineField, String> columns = new EnumMap<>(HotlineField.class);
        for (String pair : (only ? text.substring(1) : text).split("[,，;；]")) {
            if (!pair.isBlank()) {
                int equals = pair.replace('＝', '=').indexOf('=');
                RuleViolation.require(equals > 0 && equals < pair.length() - 1, "intake.map-unreadable", pair.strip());
                String field = pair.substring(0, equals).strip();
                columns.put(
                        HotlineField.of(field)
                                .orElseThrow(() -> new RuleViolation("intake.no-such-field", field, fieldCodes())),
                        pair.substring(equals + 1).strip());
            }
        }
        return new WantedColumns(columns, only);
    }

    /** The text that {@link #of} reads. */
    public String text() {
        return columns.entrySet().stream()
                .map(entry -> entry.getKey().code() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(",", only ? ONLY : "", ""));
    }

    private static String fieldCodes() {
        return Arrays.stream(HotlineField.values())
                .filter(HotlineField::isTaken)
                .map(HotlineField::code)
                .collect(Collectors.joining(", "));
    }
}
