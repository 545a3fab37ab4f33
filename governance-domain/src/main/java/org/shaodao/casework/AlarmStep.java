package org.shaodao.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.WorkingCalendar;

/** What a clock does next when it rings (lifecycle 6.4.5). The stage clock goes through the first four in order. */
public enum AlarmStep {
    /** At most a quarter is left: automatic reminder. */
    YELLOW,
    /** Overdue: supervision of level 1 by the system. */
    RED,
    /** Overdue by two working days: level 2 is proposed. */
    L2,
    /** Overdue by five working days: level 3 is proposed. */
    L3,
    /** The due time of any other clock: automatic reminder. */
    DUE;

    private static final int DAYS_TO_L2 = 2;
    private static final int DAYS_TO_L3 = 5;

    /** The first thing a clock has to say. */
    public static AlarmStep first(ClockKind kind) {
        return kind == ClockKind.STAGE ? YELLOW : DUE;
    }

    /** What comes after this, or null when the clock has said everything. */
    public @Nullable AlarmStep next() {
        return switch (this) {
            case YELLOW -> RED;
            case RED -> L2;
            case L2 -> L3;
            case L3, DUE -> null;
        };
    }

    /**
     * When this step is reached. Overdue begins just after the due time, so RED and DUE are one microsecond later; L2 and
     * L3 come at the same time of day 2 and 5 working days later.
     *
     * @param warnAt the yellow instant
     */
    public Instant at(Instant dueAt, Instant warnAt, WorkingCalendar calendar) {
        return switch (this) {
            case YELLOW -> warnAt;
            case RED, DUE -> justAfter(dueAt);
            case L2 -> calendar.workingDaysLater(dueAt, DAYS_TO_L2);
            case L3 -> calendar.workingDaysLater(dueAt, DAYS_TO_L3);
        };
    }

    /** The first instant at which a due time has passed. */
    public static Instant justAfter(Instant dueAt) {
        return dueAt.plus(1, ChronoUnit.MICROS);
    }

    /** The level of supervision of this step, or null for reminders. */
    public @Nullable SupervisionLevel level() {
        return switch (this) {
            case RED -> SupervisionLevel.L1;
            case L2 -> SupervisionLevel.L2;
            case L3 -> SupervisionLevel.L3;
            case YELLOW, DUE -> null;
        };
    }
}
