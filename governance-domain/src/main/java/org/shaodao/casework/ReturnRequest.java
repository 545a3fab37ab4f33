package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;

/**
 * A unit's wish to give a dispatch back (T14–T16, rulings 12). The handling clock runs on; only an approved return takes
 * the order out of the unit's figures (rulings 10).
 */
@Entity
@Table(name = "return_request")
@Getter
public class ReturnRequest extends CaseRequest<ReturnRequestId> {

    /** So many are decided by the desk or the street leader; the next one is the adjudicator's, and the last. */
    public static final int ORDINARY = 2;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ReturnRequestId id;

    private int ordinal;

    @Enumerated(EnumType.STRING)
    private ReturnReason reason;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "next_owner_id"))
    private UnitId nextOwnerId;

    private boolean late;

    @Enumerated(EnumType.STRING)
    private AreaLevel formerLevel;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "next_order_id"))
    private @Nullable DispatchOrderId nextOrderId;

    /** Who decides the next return of this case; {@code late} = more than one working day after the dispatch. */
    public static Decider decider(GovernanceCase kase, boolean late) {
        if (kase.getRequests().getReturns() >= ORDINARY) {
            return Decider.DISTRICT;
        }
        return late ? Decider.above(kase) : Decider.DISPATCHER;
    }

    /**
     * Asks for it (T14), naming who should have it instead and on what basis. {@code desk} is where {@link #decider}
     * decides. Throws {@link org.shaodao.shared.RuleViolation} after the adjudicator has decided, for an order the unit
     * gave itself, and for a next owner that is the unit itself.
     */
    public static ReturnRequest ask(
            GovernanceCase kase,
            DispatchOrder order,
            ReturnReason reason,
            UnitId nextOwner,
            String basis,
            boolean late,
            DecidingDesk desk,
            Doer doer,
            Instant at) {
        kase.assertLegal(CaseAction.REQUEST_RETURN);
        kase.assertLead(order);
        CaseRequests requests = kase.getRequests();
        require(requests.getReturns() <= ORDINARY, "casework.return-final");
        require(!order.isOwn(), "casework.return-own-order");
        require(!nextOwner.equals(order.getUnitId()), "casework.return-to-itself");
        ReturnRequest made = new ReturnRequest();
        made.id = new ReturnRequestId(Ids.at(at));
        made.asked(kase, order, basis, decider(kase, late), doer, at);
        made.ordinal = requests.getReturns() + 1;
        made.reason = reason;
        made.nextOwnerId = nextOwner;
        made.late = late;
        made.formerLevel = kase.getLevel();
        order.noticed(at);
        requests.askReturn(made.getDecider(), desk.unit());
        kase.heldBy(desk.unit(), desk.level());
        kase.move(CaseAction.REQUEST_RETURN, CaseStatus.RETURN_PENDING, doer, at, basis, reason.name());
        return made;
    }

    /**
     * Agrees and gives the case to another unit (T15): a new order with clocks of its own; the case's overall due time
     * stays. Throws {@link org.shaodao.shared.RuleViolation} for the person who asked and for the unit that returns it.
     */
    public DispatchOrder approve(GovernanceCase kase, DispatchOrder order, Dispatch dispatch, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.APPROVE_RETURN);
        kase.assertLead(order);
        require(!dispatch.lead().equals(order.getUnitId()), "casework.redispatch-same-unit");
        decide(RequestState.APPROVED, dispatch.opinion(), doer, at);
        kase.getRequests().returnDecided();
        order.leaveOut(DispatchOrder.RETURNED, at);
        DispatchOrder next = kase.redispatch(dispatch, order.getUnitId(), at);
        nextOrderId = next.getId();
        kase.move(
                CaseAction.APPROVE_RETURN, CaseStatus.DISPATCHED, doer, at, dispatch.opinion(), dispatch.limitClass());
        return next;
    }

    /** Does not agree (T16): who received it first stays responsible. Throws for the person who asked. */
    public void refuse(GovernanceCase kase, DispatchOrder order, String why, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.REFUSE_RETURN);
        kase.assertLead(order);
        decide(RequestState.REFUSED, why, doer, at);
        kase.getRequests().returnDecided();
        kase.heldBy(order.getUnitId(), formerLevel);
        kase.move(CaseAction.REFUSE_RETURN, CaseStatus.IN_PROGRESS, doer, at, why, null);
    }

    @SuppressWarnings("NullAway.Init")
    protected ReturnRequest() {
        // for Hibernate
    }
}
