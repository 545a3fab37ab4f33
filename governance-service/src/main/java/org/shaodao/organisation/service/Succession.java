package org.shaodao.organisation.service;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;

/**
 * One area takes over from another: everything (merge), or what was chosen (split).
 *
 * @param to null while a split is only looked at
 * @param fromDesk the desk or team whose work goes over
 * @param chosen ids of what goes to the new part; of no meaning in a merge
 */
public record Succession(
        boolean merge,
        Place from,
        @Nullable Place to,
        UnitId fromDesk,
        @Nullable UnitId toDesk,
        Set<UUID> chosen,
        Instant at) {

    public Succession {
        chosen = Set.copyOf(chosen);
    }

    public AreaLevel level() {
        return from.level();
    }

    /** The chosen ids for an {@code in (…)}, never empty. */
    public Set<UUID> chosenOrNone() {
        return chosen.isEmpty() ? Set.of(new UUID(0, 0)) : chosen;
    }
}
