package org.shaodao.shared;

import org.jspecify.annotations.Nullable;

/** A phone number as typed in China, mobile or land line, normalised to digits with an optional leading plus. */
public record PhoneNumber(String value) {

    public PhoneNumber {
        value = normalise(value);
        RuleViolation.require(value.matches("\\+?[0-9]{3,20}"), "shared.phone-invalid");
    }

    /** Null or blank gives null. Throws {@link RuleViolation} {@code shared.phone-invalid} on anything else unreadable. */
    public static @Nullable PhoneNumber ofNullable(@Nullable String raw) {
        return raw == null || raw.isBlank() ? null : new PhoneNumber(raw);
    }

    /** First three and last four digits, stars between. */
    public String masked() {
        return mask(value);
    }

    /** Masks any stored number. */
    public static String mask(String number) {
        int length = number.length();
        if (length < 7) {
            return "*".repeat(length);
        }
        return number.substring(0, 3) + "*".repeat(length - 7) + number.substring(length - 4);
    }

    private static String normalise(String raw) {
        StringBuilder digits = new StringBuilder();
        for (char c : raw.strip().toCharArray()) {
            if (c >= '０' && c <= '９') {
                digits.append((char) (c - '０' + '0'));
            } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '（' && c != '）' && c != '－') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
