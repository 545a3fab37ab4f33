package org.shaodao.shared;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told in ids and a message key; it never carries personal values (rulings 6, 23). Every one
 * becomes an audit row in the same transaction.
 */
public interface DomainEvent {

    /** What kind of thing it happened to, for example {@code case}. */
    String subjectType();

    UUID subjectId();

    /** The acting account, or null for the system. */
    @Nullable
    UUID actorId();

    Instant at();

    /** Key of the sentence that tells it, for example {@code casework.event.accepted}. */
    String messageKey();

    /** The role whose post granted the verb. */
    default @Nullable String actorRole() {
        return null;
    }

    /** The unit the actor acted for. */
    default @Nullable UUID actorUnitId() {
        return null;
    }

    /** Names of the fields that changed; names only, never values. */
    default List<String> fields() {
        return List.of();
    }

    /** Key of the reason given, where the verb asks one. */
    default @Nullable String reasonKey() {
        return null;
    }

    /** The number people know the subject by, for example a case number. */
    default @Nullable String subjectNumber() {
        return null;
    }

    /** Whom it is news for; nobody by default. */
    default List<Notice> notices() {
        return List.of();
    }
}
