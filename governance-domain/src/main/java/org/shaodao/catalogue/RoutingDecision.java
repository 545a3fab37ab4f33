package org.shaodao.catalogue;

import java.util.List;
import java.util.Set;
import org.shaodao.organisation.UnitId;

/** Who should handle a case, or why a person has to say so. */
public sealed interface RoutingDecision {

    /** What was looked at and found, in codes and ids; kept with the case. */
    String facts();

    /**
     * The catalogue knows the answer.
     *
     * @param rule id and edition of the catalogue entry that decided, or of the rule, see {@link Router#RULE}
     */
    record ToUnit(UnitId lead, Set<UnitId> coUnits, String limitClass, String rule, String facts)
            implements RoutingDecision {
        public ToUnit {
            coUnits = Set.copyOf(coUnits);
        }
    }

    /** A person must choose; the key says why. */
    record AskHuman(String reasonKey, List<String> arguments, String facts) implements RoutingDecision {

        public AskHuman {
            arguments = List.copyOf(arguments);
        }

        public AskHuman(String reasonKey, String facts) {
            this(reasonKey, List.of(), facts);
        }
    }
}
