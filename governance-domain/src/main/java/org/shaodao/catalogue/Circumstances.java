package org.shaodao.catalogue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaKind;
import org.shaodao.shared.Zone;

/**
 * What a decision may know beside category and place.
 *
 * @param at when it is decided, as the clock on the wall shows it
 * @param source where the matter came from, by the name of the constant; null = unknown
 * @param text title and description, only looked through for words, never kept
 * @param kinds kinds of the areas the matter lies in
 */
public record Circumstances(
        LocalDateTime at,
        boolean workingDay,
        @Nullable String source,
        String text,
        boolean urgent,
        Set<AreaKind> kinds) {

    public Circumstances {
        kinds = Set.copyOf(kinds);
    }

    /** What the case itself says; day kind and kinds of areas are added by {@link #in}. */
    public static Circumstances of(Instant at, @Nullable String source, String text, boolean urgent) {
        return new Circumstances(LocalDateTime.ofInstant(at, Zone.ID), true, source, text, urgent, Set.of());
    }

    /** The same, on such a day and in areas of these kinds. */
    public Circumstances in(boolean onWorkingDay, Set<AreaKind> areas) {
        return new Circumstances(at, onWorkingDay, source, text, urgent, areas);
    }
}
