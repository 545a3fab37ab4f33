package org.shaodao.deadline;

/** How the length of a limit is counted (rulings 9). */
public enum LimitMode {
    /** Minutes of the clock, nights and holidays included; never rolls. */
    NATURAL_HOURS,
    /** Calendar days of 24 hours; never rolls. */
    NATURAL_DAYS,
    /** Minutes in which the offices are open. */
    WORKING_HOURS,
    /** Ends at the close of the n-th working day after the start; n = 0 is the close of the starting day. */
    WORKING_DAYS_TO_CLOSE,
    /** Ends on the n-th working day after the start, at the time of day at which it started. */
    WORKING_DAYS_SAME_TIME;

    /** Amounts are minutes in the hour modes, else days. */
    public boolean countsMinutes() {
        return this == NATURAL_HOURS || this == WORKING_HOURS;
    }

    /** Natural limits need no calendar. */
    public boolean isNatural() {
        return this == NATURAL_HOURS || this == NATURAL_DAYS;
    }

    /** The longest amount that makes sense: ten years. */
    public int longest() {
        return countsMinutes() ? 3660 * 24 * 60 : 3660;
    }
}
