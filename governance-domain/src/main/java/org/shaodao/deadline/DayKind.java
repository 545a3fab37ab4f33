package org.shaodao.deadline;

/** What a day is in the State Council's holiday arrangement. */
public enum DayKind {
    WORKDAY,
    WEEKEND,
    HOLIDAY,
    /** 调休: a weekend day that is worked. */
    ADJUSTED_WORKDAY;

    public boolean isWorking() {
        return this == WORKDAY || this == ADJUSTED_WORKDAY;
    }

    /** The form the calendar file and the table use, for example {@code adjusted_workday}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
