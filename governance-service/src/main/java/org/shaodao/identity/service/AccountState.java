package org.shaodao.identity.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request must know of its account before anything else. */
public record AccountState(
        String login,
        boolean disabled,
        boolean mustChange,
        String language,
        @Nullable Instant sessionsFrom) {}
