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
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Ids;

/** A co-unit's answer to an order: it takes part or refuses with a reason, and tells the lead what it did (T11, T21). */
@Entity
@Table(name = "co_handling")
@Getter
public class CoHandling extends AggregateRoot<CoHandlingId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CoHandlingId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "order_id"))
    private DispatchOrderId orderId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    @Enumerated(EnumType.STRING)
    private CoHandlingState state;

    private @Nullable String text;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "answered_by"))
    private @Nullable AccountId answeredBy;

    private @Nullable Instant answeredAt;

    /** A unit that was asked and has not answered; throws {@link org.shaodao.shared.RuleViolation} for any other unit. */
    public static CoHandling of(GovernanceCase kase, DispatchOrder order, UnitId unit, Instant at) {
        kase.assertLead(order);
        require(order.coUnits().contains(unit), "casework.not-a-co-unit");
        CoHandling made = new CoHandling();
        made.id = new CoHandlingId(Ids.at(at));
        made.caseId = kase.getId();
        made.orderId = order.getId();
        made.unitId = unit;
        made.state = CoHandlingState.ASKED;
        return made;
    }

    /** The lead asks one more unit to take part (加派); throws for the lead itself and for a unit that takes part. */
    public static void add(
            GovernanceCase kase, DispatchOrder order, UnitId unit, @Nullable String task, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.ADD_CO_UNIT);
        kase.assertLead(order);
        order.addCoUnit(unit);
        kase.joins(unit);
        kase.move(CaseAction.ADD_CO_UNIT, kase.getStatus(), doer, at, task, null);
    }

    /** The unit takes part. */
    public void accept(GovernanceCase kase, Doer doer, Instant at) {
        require(state == CoHandlingState.ASKED, "casework.help-answered");
        answer(kase, CaseAction.ACCEPT_HELP, CoHandlingState.ACCEPTED, null, doer, at);
    }

    /** The unit does not take part, and says why. */
    public void refuse(GovernanceCase kase, String why, Doer doer, Instant at) {
        require(state == CoHandlingState.ASKED, "casework.help-answered");
        answer(kase, CaseAction.REFUSE_HELP, CoHandlingState.REFUSED, why, doer, at);
    }

    /** What the unit did; says so too where it had not accepted before. Throws for a unit that refused or is done. */
    public void feedBack(GovernanceCase kase, String result, Doer doer, Instant at) {
        require(state == CoHandlingState.ASKED || state == CoHandlingState.ACCEPTED, "casework.help-answered");
        answer(kase, CaseAction.FEED_BACK, CoHandlingState.DONE, result, doer, at);
    }

    /** Whether the lead still waits for this unit. */
    public boolean isOutstanding() {
        return state == CoHandlingState.ASKED || state == CoHandlingState.ACCEPTED;
    }

    private void answer(
            GovernanceCase kase, CaseAction action, CoHandlingState to, @Nullable String said, Doer doer, Instant at) {
        kase.assertLegal(action);
        state = to;
        text = said;
        answeredBy = doer.account();
        answeredAt = at;
        kase.move(action, kase.getStatus(), doer, at, said, null);
    }

    @SuppressWarnings("NullAway.Init")
    protected CoHandling() {
        // for Hibernate
    }
}
