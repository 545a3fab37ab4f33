package org.shaodao.catalogue.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;

/** Says what a change of what decides would alter; given by the context that knows cases. */
public interface ChangeEffects {

    /** Cases that wait for a unit and would be proposed another one, within what the actor may see. */
    Effect onWaitingCases(RoutingSet before, RoutingSet after, Actor actor);

    /**
     * What would change.
     *
     * @param looked how many cases were looked at
     * @param changed how many would go elsewhere
     * @param rows the first of them
     */
    record Effect(int looked, int changed, List<Row> rows) {

        public Effect {
            rows = List.copyOf(rows);
        }

        /** Whether nothing would go elsewhere. */
        public boolean isNone() {
            return changed == 0;
        }
    }

    /**
     * One case that would go elsewhere; {@code from} and {@code to} are names of units, null = a person decides.
     *
     * @param id of the case, for its address
     */
    record Row(
            String id,
            String number,
            @Nullable String category,
            @Nullable String place,
            @Nullable String from,
            @Nullable String to) {}
}
