package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

/** The three marks of one response, 0–10 each (W11). */
public record Marks(int speed, int cooperation, int result) {

    /** Below this a mark is low: it needs a reason, and the unit may appeal. */
    public static final int LOW = 6;

    public Marks {
        require(isMark(speed) && isMark(cooperation) && isMark(result), "whistle.mark-range");
    }

    public boolean isLow() {
        return speed < LOW || cooperation < LOW || result < LOW;
    }

    private static boolean isMark(int mark) {
        return mark >= 0 && mark <= 10;
    }
}
