package org.shaodao.shared;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plain domain event for verbs that need no type of their own. */
public record Recorded(
        String subjectType,
        UUID subjectId,
        @Nullable UUID actorId,
        @Nullable String actorRole,
        @Nullable UUID actorUnitId,
        Instant at,
        String messageKey,
        List<String> fields,
        @Nullable String reasonKey)
        implements DomainEvent {

    public Recorded {
        fields = List.copyOf(fields);
    }

    /** The same, as news for people who know the subject by this number. */
    public News telling(@Nullable String subjectNumber, Notice... notices) {
        return new News(this, subjectNumber, List.of(notices));
    }
}
