package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;

/**
 * A case that cannot be handled for now (T19, T20): proposed by the handler, approved by another person above; the clock
 * stands still and the case is looked at again on a day at most 30 natural days away.
 */
@Entity
@Table(name = "suspension")
@Getter
public class Suspension extends CaseRequest<SuspensionId> {

    /** The review lies at most so many natural days after the proposal. */
    public static final int LONGEST_DAYS = 30;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SuspensionId id;

    @Enumerated(EnumType.STRING)
    private SuspensionReason reason;

    private Instant reviewAt;

    private @Nullable Instant startedAt;

    private @Nullable Instant heldDueAt;

    private @Nullable Instant heldYellowAt;

    private @Nullable Instant endedAt;

    /** Who approves: the street leader; the district for hotline orders and where the street is not known. */
    public static Decider decider(GovernanceCase kase) {
        return kase.getSource() == CaseSource.HOTLINE ? Decider.DISTRICT : Decider.above(kase);
    }

    /**
     * Proposes it with a written explanation. Throws {@link org.shaodao.shared.RuleViolation} while another proposal
     * waits and for a review that is not within the next 30 days.
     *
     * @param desk where {@link #decider} decides
     */
    public static Suspension propose(
            GovernanceCase kase,
            DispatchOrder order,
            SuspensionReason reason,
            String explanation,
            Instant reviewAt,
            UnitId desk,
            Doer doer,
            Instant at) {
        kase.assertLegal(CaseAction.PROPOSE_SUSPENSION);
        kase.assertLead(order);
        require(kase.getRequests().getSuspensionDecider() == null, "casework.suspension-pending");
        require(
                reviewAt.isAfter(at) && !reviewAt.isAfter(at.plus(Duration.ofDays(LONGEST_DAYS))),
                "casework.suspension-review",
                LONGEST_DAYS);
        Suspension made = new Suspension();
        made.id = new SuspensionId(Ids.at(at));
        made.asked(kase, order, explanation, decider(kase), doer, at);
        made.reason = reason;
        made.reviewAt = reviewAt;
        kase.getRequests().askSuspension(made.getDecider(), desk);
        kase.move(CaseAction.PROPOSE_SUSPENSION, CaseStatus.IN_PROGRESS, doer, at, explanation, reason.name());
        return made;
    }

    /**
     * Approves it: {@code desk} keeps the case until it goes on, every clock stands still. Throws for the person who
     * proposed it and when the review day has passed meanwhile.
     */
    public void approve(GovernanceCase kase, UnitId desk, @Nullable String said, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.SUSPEND);
        require(reviewAt.isAfter(at), "casework.suspension-review", LONGEST_DAYS);
        decide(RequestState.APPROVED, said, doer, at);
        startedAt = at;
        heldDueAt = kase.getClocks().getStageDueAt();
        heldYellowAt = kase.getClocks().getStageYellowAt();
        kase.getClocks().awaitReview(reviewAt);
        kase.getRequests().suspensionDecided();
        kase.heldBy(desk, kase.getLevel());
        kase.move(CaseAction.SUSPEND, CaseStatus.SUSPENDED, doer, at, said, reason.name());
    }

    /** Does not approve it; the clock ran on. Throws for the person who proposed it. */
    public void refuse(GovernanceCase kase, String why, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.REFUSE_SUSPENSION);
        decide(RequestState.REFUSED, why, doer, at);
        kase.getRequests().suspensionDecided();
        kase.move(CaseAction.REFUSE_SUSPENSION, CaseStatus.IN_PROGRESS, doer, at, why, null);
    }

    /** The case goes on at its handling unit with what was left of the limit (T20). */
    public void resume(
            GovernanceCase kase, DispatchOrder order, MovedDues moved, @Nullable String note, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.RESUME);
        kase.assertLead(order);
        endedAt = at;
        kase.getClocks().moveDues(moved);
        order.moveDue(moved.orderDue());
        kase.heldBy(Objects.requireNonNull(kase.getHandlingUnitId()), kase.getLevel());
        kase.move(CaseAction.RESUME, CaseStatus.IN_PROGRESS, doer, at, note, null);
    }

    @SuppressWarnings("NullAway.Init")
    protected Suspension() {
        // for Hibernate
    }
}
