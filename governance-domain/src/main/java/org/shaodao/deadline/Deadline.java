package org.shaodao.deadline;

import java.io.Serializable;
import java.time.Instant;

/**
 * The instants a limit ends at, with what produced them, so that "which clock is this?" can be answered later.
 *
 * @param startedAt where the counting began
 * @param yellowAt from here on at most a quarter of the limit is left
 * @param calendarVersion version of the calendar that was used
 * @param provisional a day without calendar data was counted as Monday to Friday
 */
public record Deadline(
        Instant startedAt, Instant dueAt, Instant yellowAt, Limit limit, int calendarVersion, boolean provisional)
        implements Serializable {

    /** Overdue from the due instant on, to the instant itself still in time. */
    public boolean isOverdue(Instant at) {
        return at.isAfter(dueAt);
    }

    public boolean isYellow(Instant at) {
        return !at.isBefore(yellowAt) && !isOverdue(at);
    }
}
