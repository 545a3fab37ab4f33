package org.shaodao.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;

/**
 * The result of handling (T21).
 *
 * @param solvedLevel the level at which it was solved: "trifles stay in the grid" (feature A2.26)
 * @param contactedAt when the requester was spoken to, or null
 */
public record Resolution(
        String text,
        ResolutionKind kind,
        AreaLevel solvedLevel,
        @Nullable Instant contactedAt) {}
