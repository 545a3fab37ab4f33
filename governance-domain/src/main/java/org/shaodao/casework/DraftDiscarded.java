package org.shaodao.casework;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Notice;

/** A draft nobody sent off within its time was deleted (T1); whoever kept it is told. */
public record DraftDiscarded(
        CaseId caseId, String number, @Nullable UUID reporter, Instant at) implements DomainEvent {

    @Override
    public String subjectType() {
        return "case";
    }

    @Override
    public UUID subjectId() {
        return caseId.value();
    }

    @Override
    public @Nullable UUID actorId() {
        return null;
    }

    @Override
    public String actorRole() {
        return Role.SYSTEM.name();
    }

    @Override
    public String messageKey() {
        return "casework.event.DISCARD_DRAFT";
    }

    @Override
    public String subjectNumber() {
        return number;
    }

    @Override
    public List<Notice> notices() {
        return reporter == null
                ? List.of()
                : List.of(Notice.toAccounts("casework.notice.draft-discarded", Set.of(reporter)));
    }
}
