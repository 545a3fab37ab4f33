package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;

/** Something a unit asks for on a case and somebody else decides: who asked, why, who decided, how and when. */
@MappedSuperclass
@Getter
public abstract class CaseRequest<I> extends AggregateRoot<I> {

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "order_id"))
    private @Nullable DispatchOrderId orderId;

    private String text;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "asked_by"))
    private AccountId askedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "asked_unit_id"))
    private @Nullable UnitId askedUnitId;

    private Instant askedAt;

    @Enumerated(EnumType.STRING)
    private Decider decider;

    @Enumerated(EnumType.STRING)
    private RequestState state;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Role decidedRole;

    private @Nullable Instant decidedAt;

    private @Nullable String opinion;

    void asked(GovernanceCase kase, @Nullable DispatchOrder order, String why, Decider decides, Doer doer, Instant at) {
        caseId = kase.getId();
        orderId = order == null ? null : order.getId();
        text = why;
        askedBy = doer.account();
        askedUnitId = doer.unit();
        askedAt = at;
        decider = decides;
        state = RequestState.PENDING;
    }

    /** Decides it; throws where that was done before, or by the person who asked. */
    void decide(RequestState how, @Nullable String said, Doer doer, Instant at) {
        require(state == RequestState.PENDING, "casework.request-decided");
        require(!askedBy.equals(doer.account()), "casework.request-second-person");
        state = how;
        opinion = said;
        decidedBy = doer.account();
        decidedRole = doer.role();
        decidedAt = at;
    }

    @SuppressWarnings("NullAway.Init")
    protected CaseRequest() {
        // for Hibernate
    }
}
