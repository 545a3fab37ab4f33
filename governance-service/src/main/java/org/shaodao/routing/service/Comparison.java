package org.shaodao.routing.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.RoutingSet;
import org.shaodao.organisation.UnitId;
import org.shaodao.routing.Altered;

/** Asks two sets about one case. A case without a category is asked under the one its words suggest, by each set. */
class Comparison {

    private final RoutingSet before;
    private final RoutingSet after;
    private final boolean suggestsOtherwise;

    Comparison(RoutingSet before, RoutingSet after) {
        this.before = before;
        this.after = after;
        suggestsOtherwise = before.suggestsOtherwise(after);
    }

    /**
     * Where the two differ.
     *
     * @param from id of a unit, code of a limit class or name of a category; null = none
     */
    record Difference(
            RoutedCases.Row kase,
            Altered what,
            @Nullable String from,
            @Nullable String to) {}

    /** Everything that would be different for the case if it were decided at that moment. */
    List<Difference> of(RoutedCases.Row kase, Instant moment) {
        List<Difference> found = new ArrayList<>();
        RoutingDecision one = decide(before, kase, moment);
        RoutingDecision other = decide(after, kase, moment);
        add(found, kase, Altered.LEAD, lead(one), lead(other));
        if (found.isEmpty()) {
            add(found, kase, Altered.LIMIT, limit(one), limit(other));
        }
        if (suggestsOtherwise) {
            add(found, kase, Altered.SUGGESTION, suggestion(before, kase), suggestion(after, kase));
        }
        return found;
    }

    /** Whether another unit would lead. */
    Optional<Difference> lead(RoutedCases.Row kase, Instant moment) {
        List<Difference> found = new ArrayList<>();
        add(found, kase, Altered.LEAD, lead(decide(before, kase, moment)), lead(decide(after, kase, moment)));
        return found.stream().findFirst();
    }

    private static void add(
            List<Difference> found, RoutedCases.Row kase, Altered what, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            found.add(new Difference(kase, what, from, to));
        }
    }

    private static @Nullable RoutingDecision decide(RoutingSet set, RoutedCases.Row kase, Instant moment) {
        CategoryId category = kase.categoryId() != null
                ? kase.categoryId()
                : set.suggest(kase.text()).map(CategoryRef::id).orElse(null);
        return category == null ? null : set.decide(kase.facts(category, moment));
    }

    private static @Nullable String lead(@Nullable RoutingDecision decision) {
        return decision instanceof RoutingDecision.ToUnit to ? to.lead().toString() : null;
    }

    private static @Nullable String limit(@Nullable RoutingDecision decision) {
        return decision instanceof RoutingDecision.ToUnit to ? to.limitClass() : null;
    }

    private static @Nullable String suggestion(RoutingSet set, RoutedCases.Row kase) {
        return set.suggest(kase.text()).map(CategoryRef::name).orElse(null);
    }

    /** The unit a difference of leads names. */
    static @Nullable UnitId unit(@Nullable String id) {
        return id == null ? null : new UnitId(java.util.UUID.fromString(id));
    }
}
