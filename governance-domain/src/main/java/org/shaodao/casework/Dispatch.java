package org.shaodao.casework;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Deadline;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;

/**
 * What a desk decides when it gives a case to a unit.
 *
 * @param level the level that holds the case from now: the lead's own where it lies below the desk's
 * @param sign by when the unit must sign; null where the desk keeps the case itself
 * @param handling by when it must be handled; null for an escalation, where the higher desk decides
 * @param contact by when the requester must have heard from someone; null without a requester
 * @param routedBy the rule that proposed it, or {@code manual}
 * @param routingFacts the facts the rule used
 */
public record Dispatch(
        UnitId lead,
        AreaLevel level,
        Set<UnitId> coUnits,
        String limitClass,
        @Nullable Deadline sign,
        @Nullable Deadline handling,
        @Nullable Deadline contact,
        @Nullable String opinion,
        String routedBy,
        @Nullable String routingFacts) {

    public Dispatch {
        coUnits = Set.copyOf(coUnits);
    }
}
