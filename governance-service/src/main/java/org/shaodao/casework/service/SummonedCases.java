package org.shaodao.casework.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.deadline.DueShift;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.Places;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a summons of units does to the cases it was blown for (rulings 20), done by the platform. A case that has moved
 * on is left as it is and its state is answered: it is listed, never forced.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class SummonedCases {

    private final Cases cases;
    private final DispatchOrders orders;
    private final CaseDesk desk;
    private final CaseHandling handling;
    private final DispatchTargets targets;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * Takes an accepted case on (T10) and gives it until {@code due}; answers the state that forbids it, or nothing. A
     * matter that the community where it lies may not lead goes up to the street first (T17); what the street may not
     * lead either stays accepted (A8.9, A8.10).
     *
     * @param reference number of the summons, told in the timeline
     */
    public Optional<CaseStatus> takeOn(CaseId id, Instant due, String reference) {
        CaseStatus status = lock(id).getStatus();
        if (status != CaseStatus.ACCEPTED && status != CaseStatus.IN_PROGRESS) {
            return Optional.of(status);
        }
        if (status == CaseStatus.ACCEPTED && !takenOn(id, reference)) {
            return Optional.of(status);
        }
        Actor system = Actor.system();
        GovernanceCase kase = lock(id);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DispatchOrder order =
                orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
        kase.extendForWhistle(
                order,
                due,
                DueShift.lastQuarter(at, due),
                reference,
                Doer.of(system, system.posts().get(0)),
                at);
        cases.save(kase);
        jdbc.sql("""
                        insert into summons_extension (case_id, reference, order_id, at, due_at)
                        values (:case, :reference, :order, :at, :due) on conflict do nothing
                        """)
                .param("case", id.value())
                .param("reference", reference)
                .param("order", order.getId().value())
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(due))
                .update();
        return Optional.empty();
    }

    /** Resolves a case in progress with the result of the summons (T21); answers the state that forbids it, or nothing. */
    public Optional<CaseStatus> resolve(CaseId id, String result) {
        CaseStatus status = lock(id).getStatus();
        if (status != CaseStatus.IN_PROGRESS) {
            return Optional.of(status);
        }
        handling.resolve(Actor.system(), id, CaseAccess.JUST_READ, result, ResolutionKind.SOLVED, false);
        return Optional.empty();
    }

    private boolean takenOn(CaseId id, String reference) {
        GovernanceCase kase = lock(id);
        if (!targets.mayLead(kase, places.unit(kase.getHolderUnitId()), kase.getLevel())) {
            AreaId street = kase.getPlacement().streetId();
            if (street == null
                    || !kase.getLevel().isBelow(AreaLevel.STREET)
                    || places.deskOf(AreaLevel.STREET, street)
                            .filter(above -> targets.mayLead(kase, above, AreaLevel.STREET))
                            .isEmpty()) {
                return false;
            }
            desk.escalate(Actor.system(), id, CaseAccess.JUST_READ, reference);
        }
        desk.handleSelf(Actor.system(), id, CaseAccess.JUST_READ, null, reference);
        return true;
    }

    private GovernanceCase lock(CaseId id) {
        return cases.findLockedById(id).orElseThrow();
    }
}
