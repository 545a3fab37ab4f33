package org.shaodao.whistle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.Doer;

/** Who does a verb, when, and the limits in force then. */
public record Moment(Doer doer, Instant at, WhistleLimits limits) {

    @Nullable
    Instant due(WhistleCall call, WhistleClock clock) {
        return limits.due(call.getKind(), call.getLevel(), clock, at);
    }
}
