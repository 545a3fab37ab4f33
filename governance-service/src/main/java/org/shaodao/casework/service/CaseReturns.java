package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.Decider;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.ReturnReason;
import org.shaodao.casework.ReturnRequest;
import org.shaodao.casework.ReturnRequests;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Orders that come back: recalled by their dispatcher, or returned by their unit (T12, T14–T16). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseReturns {

    private final Cases cases;
    private final DispatchOrders orders;
    private final ReturnRequests requests;
    private final CaseAccess access;
    private final CaseLimits limits;
    private final CaseDesk desk;
    private final DeciderDesks desks;
    private final DispatchTargets targets;
    private final Clock clock;

    /** Takes the order back before anybody signed for it (T12). */
    public void recall(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.RECALL_DISPATCH);
        GovernanceCase kase = granted.kase();
        DispatchOrder order = leadOrder(kase);
        kase.recall(
                order,
                passedOnFrom(order),
                desks.of(Decider.DISPATCHER, kase, order),
                limits.dispatching(kase.isUrgent(), now()),
                PlainText.checked(why, 2, 1000, "reason"),
                granted.doer(),
                now());
        cases.save(kase);
    }

    /**
     * Asks to give the order back (T14), with a reason, the unit whose duty it is, and on what basis. Throws
     * {@link RuleViolation} where one of them is missing or the unit is none the case could go to, and as
     * {@link ReturnRequest#ask}.
     */
    public void request(
            Actor actor,
            CaseId id,
            long version,
            @Nullable ReturnReason reason,
            @Nullable UnitId nextOwner,
            String basis) {
        Granted granted = access.grant(actor, id, version, CaseAction.REQUEST_RETURN);
        GovernanceCase kase = granted.kase();
        RuleViolation.require(reason != null, "casework.reason-missing");
        RuleViolation.require(nextOwner != null, "casework.next-owner-missing");
        UnitId owner = Objects.requireNonNull(nextOwner);
        RuleViolation.require(
                owner.equals(kase.getHandlingUnitId())
                        || targets.owners(kase).stream()
                                .anyMatch(unit -> unit.id().equals(owner)),
                "casework.next-owner-unknown");
        String why = PlainText.checked(basis, CaseReporting.SHORTEST, 2000, "reason");
        DispatchOrder order = leadOrder(kase);
        Instant at = now();
        boolean late = limits.returning(order.getDispatchedAt()).isOverdue(at);
        requests.save(ReturnRequest.ask(
                kase,
                order,
                Objects.requireNonNull(reason),
                owner,
                why,
                late,
                desks.of(ReturnRequest.decider(kase, late), kase, order),
                granted.doer(),
                at));
        cases.save(kase);
    }

    /** Agrees and dispatches to another unit in one step (T15); throws as {@link CaseDesk#dispatch} does. */
    public void approve(Actor actor, DispatchCase command) {
        Granted granted = access.grant(actor, command.id(), command.version(), CaseAction.APPROVE_RETURN);
        GovernanceCase kase = granted.kase();
        ReturnRequest request = pending(kase);
        UnitId lead = command.lead() == null ? request.getNextOwnerId() : command.lead();
        DispatchCase named = new DispatchCase(
                command.id(), command.version(), lead, command.coUnits(), command.limitClass(), command.opinion());
        orders.save(request.approve(kase, leadOrder(kase), desk.decide(kase, named), granted.doer(), now()));
        requests.save(request);
        cases.save(kase);
    }

    /** Does not agree (T16), with why; the unit goes on. */
    public void refuse(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.REFUSE_RETURN);
        GovernanceCase kase = granted.kase();
        ReturnRequest request = pending(kase);
        String said = PlainText.checked(why, 2, 1000, "opinion");
        request.refuse(kase, leadOrder(kase), said, granted.doer(), now());
        requests.save(request);
        cases.save(kase);
    }

    private ReturnRequest pending(GovernanceCase kase) {
        return requests.pending(kase.getId()).orElseThrow(() -> new RuleViolation("casework.request-decided"));
    }

    private @Nullable DispatchOrder passedOnFrom(DispatchOrder order) {
        return orders.of(order.getCaseId()).stream()
                .filter(other -> other.getSequence() < order.getSequence())
                .filter(other -> other.getEndedAt() == null)
                .filter(other -> other.getUnitId().equals(order.getDispatcherUnitId()))
                .max(Comparator.comparingInt(DispatchOrder::getSequence))
                .orElse(null);
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
