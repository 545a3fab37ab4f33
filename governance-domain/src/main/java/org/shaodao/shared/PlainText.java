package org.shaodao.shared;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Text typed by people: cleaned of control and direction characters, trimmed, measured in code points. */
public final class PlainText {

    /** Longest text of a case; real messages run to 7,000 characters. */
    public static final int LONG = 10_000;

    /**
     * The cleaned text; keeps line breaks and tabs, drops other control characters and bidirectional overrides,
     * folds no width. Null gives "".
     */
    public static String clean(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder(raw.length());
        Normalizer.normalize(raw.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .codePoints()
                .filter(PlainText::allowed)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** As {@link #clean}, refusing fewer than {@code min} or more than {@code max} code points with a rule. */
    public static String checked(@Nullable String raw, int min, int max, String field) {
        String text = clean(raw);
        int length = text.codePointCount(0, text.length());
        RuleViolation.require(length >= min, "shared.text-too-short", field, min, length);
        RuleViolation.require(length <= max, "shared.text-too-long", field, max, length);
        return text;
    }

    private static boolean allowed(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && !(c >= 0x202a && c <= 0x202e)
                && !(c >= 0x2066 && c <= 0x2069)
                && c != 0xfeff;
    }

    private PlainText() {}
}
