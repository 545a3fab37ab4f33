package org.shaodao.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/**
 * Decides who handles a case (rulings 4). Pure: same arguments, same answer, nothing changed. The first rule in order
 * whose conditions hold decides; without one the catalogue's line for the case's level does, the category's own before
 * its group's. Where nothing or nobody fits, a person is asked. What may not be ({@link Mandate}) is never proposed.
 */
public final class Router {

    private static final String REASON = "catalogue.routing.";

    /** How a decision names the rule that made it: this, its id, an at sign and the edition. */
    public static final String RULE = "rule:";

    /**
     * @param category the case's category; null = unknown
     * @param lines active catalogue entries of the category and of its parent
     * @param rules rules in their order, those of other categories and areas included
     * @param units units that serve the areas of the facts, ended ones included
     */
    public static RoutingDecision decide(
            @Nullable CategoryRef category,
            Collection<RoutingLine> lines,
            List<OrderedRule> rules,
            Collection<UnitCandidate> units,
            RoutingFacts facts) {
        Trace trace = new Trace();
        trace.add("level", facts.level());
        if (category == null) {
            return trace.ask("no-category");
        }
        trace.add("category", category.code());
        if (!category.active()) {
            return trace.ask("category-inactive");
        }
        return byRule(category, lines, rules, units, facts, trace)
                .orElseGet(() -> byCatalogue(category, lines, units, facts, trace));
    }

    private static Optional<RoutingDecision> byRule(
            CategoryRef category,
            Collection<RoutingLine> lines,
            List<OrderedRule> rules,
            Collection<UnitCandidate> units,
            RoutingFacts facts,
            Trace trace) {
        for (OrderedRule rule : rules) {
            UnitCandidate target = target(rule, units);
            Optional<List<String>> held =
                    target == null || !rule.isInForce(facts) ? Optional.empty() : rule.matches(category, facts);
            if (target == null || held.isEmpty()) {
                continue;
            }
            if (!target.live()) {
                trace.add("rule-ended", rule.id());
                continue;
            }
            trace.add("rule", rule.id());
            trace.add("because", String.join(",", held.get()));
            Optional<Mandate.Refusal> refusal = Mandate.againstLeading(target.kind(), category, lines, facts);
            if (refusal.isPresent()) {
                return Optional.of(trace.refuse(refusal.get()));
            }
            String limitClass = rule.says().limitClass() == null
                    ? limitClass(Mandate.line(category, lines, facts, facts.level()), category)
                    : rule.says().limitClass();
            return Optional.of(new RoutingDecision.ToUnit(
                    target.id(), Set.of(), limitClass, RULE + rule.id() + "@" + rule.edition(), trace.toString()));
        }
        return Optional.empty();
    }

    private static RoutingDecision byCatalogue(
            CategoryRef category,
            Collection<RoutingLine> lines,
            Collection<UnitCandidate> units,
            RoutingFacts facts,
            Trace trace) {
        Optional<RoutingLine> found = Mandate.line(category, lines, facts, facts.level());
        if (found.isEmpty()) {
            return trace.ask("no-entry");
        }
        RoutingLine line = found.get();
        trace.add("entry", line.category().equals(category.id()) ? "own" : "parent");
        if (line.areaKind() != null) {
            trace.add("area-kind", line.areaKind());
        }
        trace.add(
                "lead",
                line.leadSpeciality() == null ? line.leadKind() : line.leadKind() + "/" + line.leadSpeciality());
        Optional<Mandate.Refusal> refusal = Mandate.againstLeading(line.leadKind(), category, lines, facts);
        if (refusal.isPresent()) {
            return trace.refuse(refusal.get());
        }
        return lead(line, units, facts, trace)
                .map(lead -> toUnit(lead, line, category, units, facts, trace))
                .orElseGet(() -> trace.ask(trace.problem));
    }

    private static @Nullable UnitCandidate target(OrderedRule rule, Collection<UnitCandidate> units) {
        return units.stream()
                .filter(unit -> unit.id().equals(rule.says().target()))
                .findFirst()
                .orElse(null);
    }

    private static String limitClass(Optional<RoutingLine> line, CategoryRef category) {
        return line.map(RoutingLine::limitClass).orElse(category.limitClass());
    }

    /** Units that are or belong to a community; they never lead matters of enforcement and the like. */
    public static boolean isCommunitySide(UnitKind kind) {
        return kind == UnitKind.GRID_TEAM || kind == UnitKind.COMMUNITY_DESK;
    }

    private static RoutingDecision toUnit(
            UnitId lead,
            RoutingLine line,
            CategoryRef category,
            Collection<UnitCandidate> units,
            RoutingFacts facts,
            Trace trace) {
        Set<UnitId> coUnits = new LinkedHashSet<>();
        for (String wanted : line.coUnits()) {
            List<UnitId> assisting = coUnit(wanted, units, facts);
            if (assisting.isEmpty()) {
                trace.add("co-missing", wanted);
            }
            coUnits.addAll(assisting);
        }
        coUnits.remove(lead);
        return new RoutingDecision.ToUnit(
                lead,
                coUnits,
                limitClass(Optional.of(line), category),
                line.id() + "@" + line.edition(),
                trace.toString());
    }

    private static Optional<UnitId> lead(
            RoutingLine line, Collection<UnitCandidate> units, RoutingFacts facts, Trace trace) {
        boolean anyPlace = false;
        boolean anyEnded = false;
        for (AreaLevel level : places(line.leadKind())) {
            AreaId area = facts.area(level);
            if (area == null) {
                continue;
            }
            anyPlace = true;
            List<UnitCandidate> fitting = fitting(units, line.leadKind(), line.leadSpeciality(), area);
            List<UnitCandidate> live =
                    fitting.stream().filter(UnitCandidate::live).toList();
            anyEnded |= live.size() < fitting.size();
            if (live.size() > 1) {
                trace.problem = "several-units";
                return Optional.empty();
            }
            if (live.size() == 1) {
                trace.add("served-area", level);
                return Optional.of(live.get(0).id());
            }
        }
        trace.problem = !anyPlace ? "place-unknown" : anyEnded ? "unit-ended" : "no-unit";
        return Optional.empty();
    }

    /** Live units that assist: a desk or team by its kind, else everybody nearest with that speciality. */
    private static List<UnitId> coUnit(String wanted, Collection<UnitCandidate> units, RoutingFacts facts) {
        for (UnitKind kind : UnitKind.values()) {
            if (kind.isOnePerArea() && kind.name().equals(wanted)) {
                AreaId area = facts.area(places(kind).get(0));
                return area == null ? List.of() : ids(fitting(units, kind, null, area));
            }
        }
        for (AreaLevel level : List.of(AreaLevel.GRID, AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT)) {
            AreaId area = facts.area(level);
            List<UnitId> found = area == null
                    ? List.of()
                    : ids(units.stream()
                            .filter(unit -> unit.area().equals(area) && wanted.equals(unit.speciality()))
                            .toList());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<UnitId> ids(List<UnitCandidate> units) {
        return units.stream().filter(UnitCandidate::live).map(UnitCandidate::id).toList();
    }

    private static List<UnitCandidate> fitting(
            Collection<UnitCandidate> units, UnitKind kind, @Nullable String speciality, AreaId area) {
        return units.stream()
                .filter(unit -> unit.kind() == kind && unit.area().equals(area))
                .filter(unit ->
                        kind.isOnePerArea() || speciality == null || Objects.equals(unit.speciality(), speciality))
                .toList();
    }

    /** Where a unit of this kind is looked for, nearest first. */
    private static List<AreaLevel> places(UnitKind kind) {
        return switch (kind) {
            case GRID_TEAM -> List.of(AreaLevel.GRID);
            case COMMUNITY_DESK -> List.of(AreaLevel.COMMUNITY);
            case STREET_DESK, STREET_OFFICE, BRANCH_AGENCY -> List.of(AreaLevel.STREET);
            case DISTRICT_DESK -> List.of(AreaLevel.DISTRICT);
            case DEPARTMENT, ENTERPRISE -> List.of(AreaLevel.STREET, AreaLevel.DISTRICT);
            case PROPERTY_COMPANY -> List.of(AreaLevel.GRID, AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT);
        };
    }

    /** Collects what was looked at. */
    private static final class Trace {
        private final List<String> parts = new ArrayList<>();
        private String problem = "no-unit";

        void add(String name, Object value) {
            parts.add(name + "=" + value);
        }

        RoutingDecision ask(String reason) {
            return new RoutingDecision.AskHuman(REASON + reason, toString());
        }

        RoutingDecision refuse(Mandate.Refusal refusal) {
            return new RoutingDecision.AskHuman(refusal.key(), refusal.arguments(), toString());
        }

        @Override
        public String toString() {
            return String.join("; ", parts);
        }
    }

    private Router() {}
}
