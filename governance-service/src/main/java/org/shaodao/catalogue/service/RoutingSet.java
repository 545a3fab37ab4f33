package org.shaodao.catalogue.service;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.OrderedRule;
import org.shaodao.catalogue.Router;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.RoutingLine;
import org.shaodao.catalogue.UnitCandidate;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;

/** Everything that decides, as it stood at one moment or would stand after a change; asked about many cases in memory. */
public final class RoutingSet {

    private final Categories.Snapshot known;
    private final Map<CategoryId, List<RoutingLine>> lines;
    private final Map<AreaId, List<OrderedRule>> rules;
    private final Map<AreaId, List<UnitCandidate>> units;
    private final Map<AreaId, AreaKind> kinds;
    private final WorkingCalendar calendar;

    RoutingSet(
            Categories.Snapshot known,
            Map<CategoryId, List<RoutingLine>> lines,
            Map<AreaId, List<OrderedRule>> rules,
            Map<AreaId, List<UnitCandidate>> units,
            Map<AreaId, AreaKind> kinds,
            WorkingCalendar calendar) {
        this.known = known;
        this.lines = lines;
        this.rules = rules;
        this.units = units;
        this.kinds = kinds;
        this.calendar = calendar;
    }

    /** The same units and areas under other categories, lines and rules. */
    RoutingSet with(
            Categories.Snapshot otherCategories,
            Map<CategoryId, List<RoutingLine>> otherLines,
            Map<AreaId, List<OrderedRule>> otherRules) {
        return new RoutingSet(otherCategories, otherLines, otherRules, units, kinds, calendar);
    }

    /** The category the words of a text suggest, as {@link Categories#suggest} would by this set. */
    public Optional<CategoryRef> suggest(String text) {
        return known.keywords().ranked(text).stream()
                .findFirst()
                .flatMap(match -> Optional.ofNullable(known.byId().get(match.category())));
    }

    /** Whether texts may suggest another category by the other set. */
    public boolean suggestsOtherwise(RoutingSet other) {
        return !known.sources().equals(other.known.sources());
    }

    /** The decision, as {@link Routing#decide} would give it by this set. */
    public RoutingDecision decide(RoutingFacts facts) {
        CategoryRef category = known.byId().get(facts.category());
        List<AreaId> areas = facts.areas();
        List<RoutingLine> own = category == null
                ? List.of()
                : Stream.of(category.id(), category.parentId())
                        .filter(Objects::nonNull)
                        .flatMap(id -> lines.getOrDefault(id, List.of()).stream())
                        .toList();
        RoutingFacts surrounded = facts.with(facts.around()
                .in(
                        calendar.isWorking(facts.around().at().toLocalDate()),
                        new HashSet<>(areas.stream()
                                .map(kinds::get)
                                .filter(Objects::nonNull)
                                .toList())));
        return Router.decide(
                category,
                own,
                rules.getOrDefault(facts.district(), List.of()),
                areas.stream()
                        .flatMap(area -> units.getOrDefault(area, List.of()).stream())
                        .toList(),
                surrounded);
    }
}
