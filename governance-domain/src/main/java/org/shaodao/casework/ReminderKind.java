package org.shaodao.casework;

/** Why somebody is reminded: by which clock, or by a person. */
public enum ReminderKind {
    YELLOW,
    SIGN,
    CONTACT,
    INFO,
    REVIEW,
    MANUAL;

    /** The reminder a clock sends when it rings. */
    public static ReminderKind of(ClockKind clock) {
        return switch (clock) {
            case STAGE -> YELLOW;
            case SIGN -> SIGN;
            case CONTACT -> CONTACT;
            case INFO -> INFO;
            case REVIEW -> REVIEW;
        };
    }
}
