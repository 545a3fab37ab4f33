package org.shaodao.casework;

import java.time.Instant;

/**
 * A clock that runs now.
 *
 * @param warnAt when it first has something to say: the yellow instant of the stage clock, the due time of the others
 */
public record RunningClock(ClockKind kind, Instant dueAt, Instant warnAt) {

    static RunningClock of(ClockKind kind, Instant dueAt) {
        return new RunningClock(kind, dueAt, dueAt);
    }
}
