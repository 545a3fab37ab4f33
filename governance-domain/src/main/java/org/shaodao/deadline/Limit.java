package org.shaodao.deadline;

import java.io.Serializable;
import org.shaodao.shared.RuleViolation;

/**
 * A length of time with the way it is counted.
 *
 * @param amount minutes in the hour modes, else days
 */
public record Limit(LimitMode mode, int amount) implements Serializable {

    private static final int DAY = 24 * 60;
    private static final int WORKING_DAY = 8 * 60;

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

    /** The whole days in it, by which extensions are measured (lifecycle T18). */
    public int wholeDays() {
        return amount / unitsOfADay();
    }

    /** The limit with so many days more. */
    public Limit longer(int days) {
        return new Limit(mode, amount + days * unitsOfADay());
    }

    private int unitsOfADay() {
        return switch (mode) {
            case NATURAL_HOURS -> DAY;
            case WORKING_HOURS -> WORKING_DAY;
            case NATURAL_DAYS, WORKING_DAYS_TO_CLOSE, WORKING_DAYS_SAME_TIME -> 1;
        };
    }

    /** Message key of the sentence that says it, for example "5 working days"; its argument is {@link #sentenceNumber}. */
    public String sentenceKey() {
        boolean whole = amount % 60 == 0 && amount > 0;
        return "deadline.limit."
                + switch (mode) {
                    case NATURAL_HOURS -> whole ? "natural-hours" : "natural-minutes";
                    case NATURAL_DAYS -> "natural-days";
                    case WORKING_HOURS -> whole ? "working-hours" : "working-minutes";
                    case WORKING_DAYS_TO_CLOSE -> amount == 0 ? "same-day" : "working-days";
                    case WORKING_DAYS_SAME_TIME -> "working-days-same-time";
                };
    }

    /** The number of that sentence: hours where minutes make whole ones, else the amount. */
    public int sentenceNumber() {
        return mode.countsMinutes() && amount % 60 == 0 ? amount / 60 : amount;
    }

    /** The stored form, for example {@code WORKING_DAYS_TO_CLOSE:5}. */
    @Override
    public String toString() {
        return mode + ":" + amount;
    }
}
