package org.shaodao.deadline;

import java.io.Serializable;
import org.shaodao.shared.RuleViolation;

/**
 * A length of time with the way it is counted.
 *
 * @param amount minutes in the hour modes, else days
 */
public record Limit(LimitMode mode, int amount) implements Serializable {

    public Limit {
        RuleViolation.require(amount >= 0 && amount <= mode.longest(), "deadline.limit-amount", amount, mode.longest());
    }

    public static Limit naturalMinutes(int minutes) {
        return new Limit(LimitMode.NATURAL_HOURS, minutes);
    }

    public static Limit naturalDays(int days) {
        return new Limit(LimitMode.NATURAL_DAYS, days);
    }

    public static Limit workingMinutes(int minutes) {
        return new Limit(LimitMode.WORKING_HOURS, minutes);
    }

    public static Limit workingDays(int days) {
        return new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, days);
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not one. */
    public static Limit of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Not a limit: " + text);
        }
        return new Limit(LimitMode.valueOf(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    /** The stored form, for example {@code WORKING_DAYS_TO_CLOSE:5}. */
    @Override
    public String toString() {
        return mode + ":" + amount;
    }
}
