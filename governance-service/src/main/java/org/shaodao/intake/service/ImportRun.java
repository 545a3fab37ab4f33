package org.shaodao.intake.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of an import as its page shows it. {@code state}: RUNNING, DONE, REFUSED or FAILED. */
public record ImportRun(
        UUID id,
        String source,
        String fileName,
        @Nullable UUID actorId,
        @Nullable String actorName,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean dryRun,
        int total,
        int done,
        int taken,
        int unchanged,
        int changed,
        int refused,
        String state,
        @Nullable String messageKey,
        @Nullable String messageArgs,
        @Nullable UUID uploadId,
        @Nullable String wantedColumns,
        @Nullable UUID districtId,
        @Nullable UUID streetId,
        @Nullable UUID placeId,
        @Nullable String placeName) {

    /** Whether a person began it, not a command. */
    public boolean byPerson() {
        return actorId != null;
    }

    public boolean running() {
        return state.equals("RUNNING");
    }

    public boolean finished() {
        return state.equals("DONE");
    }

    /** Share done, 0 to 100. */
    public int percent() {
        return total == 0 ? 0 : (int) Math.min(100, done * 100L / total);
    }

    /** Arguments of the message. */
    public Object[] arguments() {
        return messageArgs == null ? new Object[0] : messageArgs.split("\u001f", -1);
    }
}
