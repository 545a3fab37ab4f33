package org.shaodao.whistle;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.Doer;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.Notice;

/**
 * One verb done on a whistle: a row of its timeline. The text is for the whistle's readers only and never reaches the
 * audit.
 *
 * @param sequence running number within the whistle, from 0
 * @param responder the unit whose response it concerns
 * @param joining units that may read the whistle from now on
 * @param subjectNumber the whistle's number
 * @param notices whom it is news for
 */
public record WhistleEvent(
        WhistleId whistleId,
        int sequence,
        WhistleAction action,
        @Nullable WhistleState from,
        WhistleState to,
        Doer doer,
        Instant at,
        @Nullable UnitId responder,
        @Nullable String text,
        Set<UnitId> joining,
        String subjectNumber,
        List<Notice> notices)
        implements DomainEvent {

    @Override
    public String subjectType() {
        return "whistle";
    }

    @Override
    public UUID subjectId() {
        return whistleId.value();
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
