package org.shaodao.casework.service;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.Decider;
import org.shaodao.casework.DecidingDesk;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.springframework.stereotype.Component;

/** At which desk a request on a case lies until it is decided. */
@Component
@RequiredArgsConstructor
class DeciderDesks {

    private final Places places;

    /** The dispatching desk, the desk of the street or of the district; the dispatching desk where there is none. */
    DecidingDesk of(Decider decider, GovernanceCase kase, @Nullable DispatchOrder order) {
        Optional<UnitRef> desk = switch (decider) {
            case DISPATCHER -> Optional.empty();
            case STREET_LEADER -> street(kase);
            case DISTRICT ->
                places.deskOf(AreaLevel.DISTRICT, kase.getPlacement().districtId());
        };
        UnitId otherwise = order == null ? kase.getHolderUnitId() : order.getDispatcherUnitId();
        UnitRef unit = desk.orElseGet(() -> places.unit(otherwise));
        AreaLevel level = switch (decider) {
            case DISPATCHER -> unit.level();
            case STREET_LEADER -> AreaLevel.STREET;
            case DISTRICT -> AreaLevel.DISTRICT;
        };
        return new DecidingDesk(unit.id(), level);
    }

    /** The desk of the street the case lies in, else the desk that accepted it. */
    UnitId keeper(GovernanceCase kase) {
        UnitId accepting = kase.getAcceptingUnitId();
        return street(kase).map(UnitRef::id).orElse(accepting == null ? kase.getHolderUnitId() : accepting);
    }

    private Optional<UnitRef> street(GovernanceCase kase) {
        AreaId street = kase.getPlacement().streetId();
        return street == null ? Optional.empty() : places.deskOf(AreaLevel.STREET, street);
    }
}
