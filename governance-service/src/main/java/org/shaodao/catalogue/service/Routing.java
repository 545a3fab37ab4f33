package org.shaodao.catalogue.service;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
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
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Places;
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

    /** The decision by the rules, entries and units of this moment; day kind and kinds of areas are looked up here. */
    public RoutingDecision decide(RoutingFacts facts) {
        CategoryRef category = categories.find(facts.category()).orElse(null);
        if (category == null) {
            return Router.decide(null, List.of(), List.of(), List.of(), facts);
        }
        return Router.decide(
                category, lines(category), tables.rules(facts.district()), units(facts.areas()), surrounded(facts));
    }

    /** Why the level of the facts may not accept the matter, if so (feature A8.3). */
    public Optional<Mandate.Refusal> againstAccepting(RoutingFacts facts) {
        return categories
                .find(facts.category())
                .flatMap(category -> Mandate.againstAccepting(category, lines(category), surrounded(facts)));
    }

    /** Why a unit of this kind may not lead the matter, if so (features A8.9, A8.10, A8.3). */
    public Optional<Mandate.Refusal> againstLeading(UnitKind lead, RoutingFacts facts) {
        return categories
                .find(facts.category())
                .flatMap(category -> Mandate.againstLeading(lead, category, lines(category), surrounded(facts)));
    }

    private RoutingFacts surrounded(RoutingFacts facts) {
        return facts.with(facts.around()
                .in(
                        calendars.current().isWorking(facts.around().at().toLocalDate()),
                        new HashSet<>(tables.kinds(facts.areas()).values())));
    }

    private List<RoutingLine> lines(CategoryRef category) {
        CategoryId parent = category.parentId();
        return tables.lines(parent == null ? List.of(category.id()) : List.of(category.id(), parent));
    }

    private List<UnitCandidate> units(Collection<AreaId> areas) {
        return places.unitsEverIn(areas).stream()
                .map(unit -> new UnitCandidate(unit.id(), unit.kind(), unit.speciality(), unit.areaId(), unit.live()))
                .toList();
    }
}
