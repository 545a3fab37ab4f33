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
 * Decides who handles a case (rulings 4). Pure: same arguments, same answer, nothing changed. The entry of the category
 * at the case's level counts, else that of its parent category; where nothing or nobody fits, a person is asked.
 */
public final class Router {

    private static final String REASON = "catalogue.routing.";

    /**
     * @param category the case's category; null = unknown
     * @param rules active entries of the category and of its parent
     * @param units units that serve the areas of the facts, ended ones included
     */
    public static RoutingDecision decide(
            @Nullable CategoryRef category,
            Collection<RoutingRule> rules,
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
        Optional<RoutingRule> found = rule(rules, category.id(), facts.level())
                .or(() -> category.parentId() == null
                        ? Optional.empty()
                        : rule(rules, category.parentId(), facts.level()));
        if (found.isEmpty()) {
            return trace.ask("no-entry");
        }
        RoutingRule rule = found.get();
        trace.add("entry", rule.category().equals(category.id()) ? "own" : "parent");
        trace.add(
                "lead",
                rule.leadSpeciality() == null ? rule.leadKind() : rule.leadKind() + "/" + rule.leadSpeciality());
        if (category.communityNeverLeads() && isCommunitySide(rule.leadKind())) {
            return trace.ask("community-never-leads");
        }
        return lead(rule, units, facts, trace)
                .map(lead -> toUnit(lead, rule, category, units, facts, trace))
                .orElseGet(() -> trace.ask(trace.problem));
    }

    /** Units that are or belong to a community; they never lead matters of enforcement and the like. */
    public static boolean isCommunitySide(UnitKind kind) {
        return kind == UnitKind.GRID_TEAM || kind == UnitKind.COMMUNITY_DESK;
    }

    private static RoutingDecision toUnit(
            UnitId lead,
            RoutingRule rule,
            CategoryRef category,
            Collection<UnitCandidate> units,
            RoutingFacts facts,
            Trace trace) {
        Set<UnitId> coUnits = new LinkedHashSet<>();
        for (String wanted : rule.coUnits()) {
            List<UnitId> assisting = coUnit(wanted, units, facts);
            if (assisting.isEmpty()) {
                trace.add("co-missing", wanted);
            }
            coUnits.addAll(assisting);
        }
        coUnits.remove(lead);
        String limitClass = rule.limitClass() == null ? category.limitClass() : rule.limitClass();
        return new RoutingDecision.ToUnit(
                lead, coUnits, limitClass, rule.id() + "@" + rule.version(), trace.toString());
    }

    private static Optional<RoutingRule> rule(Collection<RoutingRule> rules, CategoryId category, AreaLevel level) {
        return rules.stream()
                .filter(rule -> rule.category().equals(category) && rule.level() == level)
                .findFirst();
    }

    private static Optional<UnitId> lead(
            RoutingRule rule, Collection<UnitCandidate> units, RoutingFacts facts, Trace trace) {
        boolean anyPlace = false;
        boolean anyEnded = false;
        for (AreaLevel level : places(rule.leadKind())) {
            AreaId area = facts.area(level);
            if (area == null) {
                continue;
            }
            anyPlace = true;
            List<UnitCandidate> fitting = fitting(units, rule.leadKind(), rule.leadSpeciality(), area);
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

        @Override
        public String toString() {
            return String.join("; ", parts);
        }
    }

    private Router() {}
}
