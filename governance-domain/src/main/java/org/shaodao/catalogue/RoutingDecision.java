package org.shaodao.catalogue;

import java.util.Set;
import org.shaodao.organisation.UnitId;

/** Who should handle a case, or why a person has to say so. */
public sealed interface RoutingDecision {

    /** What was looked at and found, in codes and ids; kept with the case. */
    String facts();

    /**
     * The catalogue knows the answer.
     *
     * @param rule id and version of the entry that decided
     */
    record ToUnit(UnitId lead, Set<UnitId> coUnits, String limitClass, String rule, String facts)
            implements RoutingDecision {
        public ToUnit {
            coUnits = Set.copyOf(coUnits);
        }
    }

    /** A person must choose; the key says why. */
    record AskHuman(String reasonKey, String facts) implements RoutingDecision {}
}
