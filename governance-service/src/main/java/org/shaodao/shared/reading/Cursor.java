package org.shaodao.shared.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list by time and id ended, as it stands in an address; what cannot be read is the first page.
 *
 * @param at to the microsecond, not before 1970; null for rows without a time
 */
public record Cursor(@Nullable Instant at, UUID id) {

    private static final Pattern FORM =
            Pattern.compile("(?:-|(\\d{1,11})\\.(\\d{6}))_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /** The cursor that an address carries; empty where it carries none that can be read. */
    public static Optional<Cursor> of(@Nullable String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Instant at = parts.group(1) == null
                ? null
                : Instant.ofEpochSecond(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)) * 1000);
        return Optional.of(new Cursor(at, UUID.fromString(parts.group(3))));
    }

    /**
     * The rows that follow, as a further condition; nothing for the first page.
     *
     * @param order the two columns and how they go on, such as {@code (c.made_at, c.id) <}
     * @param params takes the values
     */
    public static String following(@Nullable String after, String order, Map<String, Object> params) {
        Cursor end = of(after).orElse(null);
        if (end == null || end.at == null) {
            return "";
        }
        params.put("afterAt", end.at.atOffset(ZoneOffset.UTC));
        params.put("afterId", end.id);
        return " and " + order + " (:afterAt, :afterId)";
    }

    @Override
    public String toString() {
        return at == null
                ? "-_" + id
                : String.format(Locale.ROOT, "%d.%06d_%s", at.getEpochSecond(), at.getNano() / 1000, id);
    }
}
