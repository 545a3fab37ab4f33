package org.shaodao.organisation.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import with its progress and outcome. */
public record ImportRun(
        UUID id,
        String kind,
        @Nullable String source,
        String fileName,
        @Nullable UUID actorId,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean dryRun,
        int total,
        int done,
        int taken,
        int unchanged,
        int refused,
        State state,
        @Nullable String messageKey) {

    /** How far an import is. */
    public enum State {
        RUNNING,
        DONE,
        REFUSED,
        FAILED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
