package org.shaodao.casework;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Notice;

/**
 * One verb done on a case: a row of its timeline. The text is for the case's readers only and never reaches the audit.
 *
 * @param sequence running number within the case, from 0
 * @param joining units that take part in the case from now on
 * @param facts short machine-made facts (who, limit, rule), shown in the timeline
 * @param subjectNumber the case number
 * @param notices whom it is news for
 */
public record CaseEvent(
        CaseId caseId,
        int sequence,
        CaseAction action,
        @Nullable CaseStatus from,
        CaseStatus to,
        Doer doer,
        Instant at,
        @Nullable String text,
        @Nullable String facts,
        Set<UnitId> joining,
        String subjectNumber,
        List<Notice> notices)
        implements DomainEvent {

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
        return doer.account().value();
    }

    @Override
    public String actorRole() {
        return doer.role().name();
    }

    @Override
    public @Nullable UUID actorUnitId() {
        return doer.unit() == null ? null : doer.unit().value();
    }

    @Override
    public String messageKey() {
        return action.eventKey();
    }
}
