package org.shaodao.casework.service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Placement;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.Circumstances;
import org.shaodao.catalogue.Mandate;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Component;

/** To whom a desk may dispatch a case, and whom the catalogue proposes. */
@Component
@RequiredArgsConstructor
class DispatchTargets {

    private final Routing routing;
    private final Places places;
    private final Clock clock;

    /** What the catalogue says for this case at its present level; never changes anything. */
    RoutingDecision propose(GovernanceCase kase) {
        return propose(kase, kase.getCategoryId());
    }

    /** As above under another category, for a case that has none yet. */
    RoutingDecision propose(GovernanceCase kase, @Nullable CategoryId category) {
        if (category == null) {
            return new RoutingDecision.AskHuman("casework.proposal.no-category", "");
        }
        return routing.decide(facts(kase, category, kase.isUrgent()));
    }

    /** As {@link #propose}, able to say why another unit may not lead; empty while the case has no category. */
    Optional<Routing.Consultation> consult(GovernanceCase kase) {
        return Optional.ofNullable(kase.getCategoryId())
                .map(category -> routing.consult(facts(kase, category, kase.isUrgent())));
    }

    /** Throws {@link RuleViolation} where this level may not accept the matter: not admitted, or no longer (A8.3). */
    void assertAdmitted(GovernanceCase kase, CategoryId category, boolean urgent) {
        routing.againstAccepting(facts(kase, category, urgent)).ifPresent(refusal -> {
            throw refusal.violation();
        });
    }

    /**
     * Throws {@link RuleViolation} where a unit of this kind may not lead the matter: five classes a community never
     * leads, taken back from the street, not admitted (A8.9, A8.10, A8.3).
     */
    void assertMayLead(GovernanceCase kase, UnitRef lead) {
        againstLeading(kase, lead, kase.getLevel()).ifPresent(refusal -> {
            throw refusal.violation();
        });
    }

    /** Whether {@link #assertMayLead} would let this unit lead the matter once it lies at the given level. */
    boolean mayLead(GovernanceCase kase, UnitRef lead, AreaLevel level) {
        return againstLeading(kase, lead, level).isEmpty();
    }

    private Optional<Mandate.Refusal> againstLeading(GovernanceCase kase, UnitRef lead, AreaLevel level) {
        return Optional.ofNullable(kase.getCategoryId())
                .flatMap(
                        category -> routing.againstLeading(lead.kind(), facts(kase, category, level, kase.isUrgent())));
    }

    private RoutingFacts facts(GovernanceCase kase, CategoryId category, boolean urgent) {
        return facts(kase, category, kase.getLevel(), urgent);
    }

    private RoutingFacts facts(GovernanceCase kase, CategoryId category, AreaLevel level, boolean urgent) {
        Placement at = kase.getPlacement();
        return new RoutingFacts(
                category,
                level,
                at.districtId(),
                at.streetId(),
                at.communityId(),
                at.gridId(),
                Circumstances.of(
                        clock.instant(),
                        kase.getSource().name(),
                        kase.getTitle() + "\n" + kase.getDescription(),
                        urgent));
    }

    /** Units the present level may dispatch to, nearest first. */
    List<UnitRef> reachable(GovernanceCase kase) {
        List<AreaId> areas = new ArrayList<>();
        Placement at = kase.getPlacement();
        if (at.communityId() != null) {
            areas.add(at.communityId());
            places.below(at.communityId()).stream().map(Place::id).forEach(areas::add);
        }
        if (!kase.getLevel().isBelow(AreaLevel.STREET)) {
            if (at.streetId() != null) {
                areas.add(at.streetId());
                places.below(at.streetId()).stream().map(Place::id).forEach(areas::add);
            }
            areas.add(at.districtId());
        }
        return places.unitsIn(areas).stream()
                .filter(unit -> !unit.id().equals(kase.getHolderUnitId()))
                .filter(unit -> unit.kind() != UnitKind.DISTRICT_DESK)
                .filter(unit -> unit.kind() != UnitKind.STREET_DESK || kase.getLevel() == AreaLevel.DISTRICT)
                .toList();
    }

    /** Units of the case's district whose duty it may be, whichever level could dispatch to them; nearest first. */
    List<UnitRef> owners(GovernanceCase kase) {
        List<AreaId> areas = new ArrayList<>();
        Placement at = kase.getPlacement();
        for (AreaId area : java.util.Arrays.asList(at.communityId(), at.streetId())) {
            if (area != null) {
                areas.add(area);
                places.below(area).stream().map(Place::id).forEach(areas::add);
            }
        }
        areas.add(at.districtId());
        return places.unitsIn(areas).stream()
                .filter(unit -> !unit.id().equals(kase.getHandlingUnitId()))
                .toList();
    }

    /** Throws {@link RuleViolation} for a closed unit or one this level may not dispatch to. */
    void assertReachable(GovernanceCase kase, UnitRef unit) {
        RuleViolation.require(unit.live(), "casework.unit-closed", unit.name());
        RuleViolation.require(isReachable(kase, unit), "casework.unit-out-of-reach", unit.name());
    }

    /** Whether the case's present level may dispatch to this unit; as {@link #reachable}, without reading them all. */
    boolean isReachable(GovernanceCase kase, UnitRef unit) {
        if (unit.id().equals(kase.getHolderUnitId())
                || unit.kind() == UnitKind.DISTRICT_DESK
                || unit.kind() == UnitKind.STREET_DESK && kase.getLevel() != AreaLevel.DISTRICT) {
            return false;
        }
        Placement at = kase.getPlacement();
        AreaId area = unit.areaId();
        boolean wide = !kase.getLevel().isBelow(AreaLevel.STREET);
        if (area.equals(at.communityId()) || wide && (area.equals(at.streetId()) || area.equals(at.districtId()))) {
            return true;
        }
        Place place = places.place(area);
        boolean grid = place.level() == AreaLevel.GRID && isSame(place.communityId(), at.communityId());
        boolean community = place.level() == AreaLevel.COMMUNITY && isSame(place.streetId(), at.streetId());
        return place.live() && (grid || wide && community);
    }

    private static boolean isSame(@Nullable AreaId one, @Nullable AreaId other) {
        return one != null && one.equals(other);
    }
}
