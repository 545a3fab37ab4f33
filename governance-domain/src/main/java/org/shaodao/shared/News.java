package org.shaodao.shared;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plain domain event that is news for somebody. */
public record News(Recorded what, @Nullable String subjectNumber, List<Notice> notices) implements DomainEvent {

    public News {
        notices = List.copyOf(notices);
    }

    @Override
    public String subjectType() {
        return what.subjectType();
    }

    @Override
    public UUID subjectId() {
        return what.subjectId();
    }

    @Override
    public @Nullable UUID actorId() {
        return what.actorId();
    }

    @Override
    public Instant at() {
        return what.at();
    }

    @Override
    public String messageKey() {
        return what.messageKey();
    }

    @Override
    public @Nullable String actorRole() {
        return what.actorRole();
    }

    @Override
    public @Nullable UUID actorUnitId() {
        return what.actorUnitId();
    }

    @Override
    public List<String> fields() {
        return what.fields();
    }

    @Override
    public @Nullable String reasonKey() {
        return what.reasonKey();
    }
}
