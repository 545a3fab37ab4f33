package org.shaodao.casework;

import java.util.Collection;
import java.util.Set;

/** What one verb did to the clocks of a case: those that run from now on, new or to another instant, and those that stopped. */
public record ClockChange(Collection<RunningClock> started, Set<ClockKind> stopped) {

    public boolean isEmpty() {
        return started.isEmpty() && stopped.isEmpty();
    }
}
