package org.shaodao.catalogue.service;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Mandate;
import org.shaodao.catalogue.Router;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.RoutingLine;
import org.shaodao.catalogue.UnitCandidate;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks rules and catalogue who should handle a case. Changes nothing; who called keeps the decision. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class Routing {

    private final Categories categories;
    private final Places places;
    private final RoutingTables tables;
    private final Calendars calendars;

    /**
     * One question with its answer, and what it was answered from, so that a person's other choice can be checked without
     * asking again.
     */
    public record Consultation(
            @Nullable CategoryRef category, List<RoutingLine> lines, RoutingFacts facts, RoutingDecision decision) {

        /** Why a unit of this kind may not lead, if so (features A8.9, A8.10, A8.3). */
        public Optional<Mandate.Refusal> againstLeading(UnitKind lead) {
            return category == null ? Optional.empty() : Mandate.againstLeading(lead, category, lines, facts);
        }
    }

    /** The decision by the rules, entries and units of this moment; day kind and kinds of areas are looked up here. */
    public RoutingDecision decide(RoutingFacts facts) {
        return consult(facts).decision();
    }

    /** As {@link #decide}, with what it was decided from. */
    public Consultation consult(RoutingFacts facts) {
        CategoryRef category = categories.find(facts.category()).orElse(null);
        if (category == null) {
            return new Consultation(
                    null, List.of(), facts, Router.decide(null, List.of(), List.of(), List.of(), facts));
        }
        List<RoutingLine> lines = lines(category, facts);
        RoutingFacts known = surrounded(facts, lines);
        return new Consultation(
                category,
                lines,
                known,
                Router.decide(category, lines, tables.rules(facts.district()), units(facts.areas()), known));
    }

    /** Why the level of the facts may not accept the matter, if so (feature A8.3). */
    public Optional<Mandate.Refusal> againstAccepting(RoutingFacts facts) {
        return categories.find(facts.category()).flatMap(category -> {
            List<RoutingLine> lines = lines(category, facts);
            return Mandate.againstAccepting(category, lines, surrounded(facts, lines));
        });
    }

    /** Why a unit of this kind may not lead the matter, if so (features A8.9, A8.10, A8.3). */
    public Optional<Mandate.Refusal> againstLeading(UnitKind lead, RoutingFacts facts) {
        return categories.find(facts.category()).flatMap(category -> {
            List<RoutingLine> lines = lines(category, facts);
            return Mandate.againstLeading(lead, category, lines, surrounded(facts, lines));
        });
    }

    /** Kinds of areas are only looked up where a line asks for one. */
    private RoutingFacts surrounded(RoutingFacts facts, List<RoutingLine> lines) {
        Set<AreaKind> kinds = lines.stream().allMatch(line -> line.areaKind() == null)
                ? Set.of()
                : new HashSet<>(tables.kinds(facts.areas()).values());
        return facts.with(facts.around()
                .in(calendars.current().isWorking(facts.around().at().toLocalDate()), kinds));
    }

    private List<RoutingLine> lines(CategoryRef category, RoutingFacts facts) {
        CategoryId parent = category.parentId();
        return tables.lines(
                parent == null ? List.of(category.id()) : List.of(category.id(), parent),
                facts.around().at().atZone(Zone.ID).toInstant());
    }

    private List<UnitCandidate> units(Collection<AreaId> areas) {
        return places.unitsEverIn(areas).stream()
                .map(unit -> new UnitCandidate(unit.id(), unit.kind(), unit.speciality(), unit.areaId(), unit.live()))
                .toList();
    }
}
