package org.shaodao.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A context has settled on something that is to be handled as a matter of its own. Whoever takes matters in listens, in
 * the same transaction, and makes the case; the one who raises it need not know what a case is. The texts are for the
 * taker only and never reach the audit.
 *
 * @param matterId id of the matter to be: one id, one case, however often it is raised
 * @param from what raised it, for example {@code meeting}
 * @param fromId its id
 * @param areaId where it is to be handled
 * @param origin number and title of what raised it
 * @param ownerUnitId the unit that is to do it
 * @param dueOn last day of its limit
 */
public record MatterRaised(
        UUID matterId,
        String from,
        UUID fromId,
        UUID areaId,
        String origin,
        String text,
        UUID ownerUnitId,
        LocalDate dueOn,
        @Nullable UUID actorId,
        Instant at)
        implements DomainEvent {

    @Override
    public String subjectType() {
        return from;
    }

    @Override
    public UUID subjectId() {
        return fromId;
    }

    @Override
    public String messageKey() {
        return "shared.event.matter-raised";
    }
}
