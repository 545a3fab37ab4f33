package org.shaodao.deliberation;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a meeting is about, by id: a case or a whistle. */
public record MeetingSubject(String type, UUID id) {

    private static final Set<String> TYPES = Set.of("case", "whistle");

    /** The subject, or null where the words name none. */
    public static @Nullable MeetingSubject of(@Nullable String type, @Nullable UUID id) {
        return type != null && id != null && TYPES.contains(type) ? new MeetingSubject(type, id) : null;
    }
}
