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
import java.util.List;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;

/** Supervision of one overdue case at one level (lifecycle 6.4.5); the clock proposes, a person issues or dismisses. */
@Entity
@Table(name = "supervision_order")
@Getter
public class SupervisionOrder extends AggregateRoot<SupervisionOrderId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SupervisionOrderId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Enumerated(EnumType.STRING)
    private SupervisionLevel level;

    @Enumerated(EnumType.STRING)
    private SupervisionState state;

    /** The unit that let the due time pass. */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    /** The due time that passed. */
    private Instant dueAt;

    private Instant madeAt;

    private @Nullable Instant decidedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Role decidedAs;

    private @Nullable String text;

    /** A proposal of the clock at this level for the unit that holds the case. */
    public static SupervisionOrder propose(
            SupervisionOrderId id, GovernanceCase kase, SupervisionLevel level, Instant dueAt, Instant at) {
        SupervisionOrder made = new SupervisionOrder();
        made.id = id;
        made.caseId = kase.getId();
        made.level = level;
        made.state = SupervisionState.PROPOSED;
        made.unitId = kase.getHolderUnitId();
        made.dueAt = dueAt;
        made.madeAt = at;
        return made;
    }

    /**
     * Issues it with what is demanded. Throws {@link org.shaodao.shared.RuleViolation} when it is decided already or the
     * clock that proposed it has stopped or moved.
     */
    public void issue(GovernanceCase kase, String demand, Doer doer, Instant at) {
        decide(SupervisionState.ISSUED, kase, demand, doer, at);
        kase.note(
                CaseAction.SUPERVISE,
                demand,
                level.name(),
                ClockNotices.supervised(level, kase.getHolderUnitId(), kase.isUrgent()),
                doer,
                at);
    }

    /** Refuses the proposal with a reason; throws as {@link #issue}. */
    public void dismiss(GovernanceCase kase, String reason, Doer doer, Instant at) {
        decide(SupervisionState.DISMISSED, kase, reason, doer, at);
        kase.note(CaseAction.DISMISS_SUPERVISION, reason, level.name(), List.of(), doer, at);
    }

    /** Whether the clock that proposed it still runs to the same, passed due time. */
    public boolean isAbout(GovernanceCase kase) {
        return !kase.getStatus().isPaused() && dueAt.equals(kase.getClocks().getStageDueAt());
    }

    private void decide(SupervisionState to, GovernanceCase kase, String said, Doer doer, Instant at) {
        require(state == SupervisionState.PROPOSED, "casework.supervision-decided");
        require(caseId.equals(kase.getId()) && isAbout(kase), "casework.supervision-lapsed");
        state = to;
        text = said;
        decidedAt = at;
        decidedBy = doer.account();
        decidedAs = doer.role();
    }

    @SuppressWarnings("NullAway.Init")
    protected SupervisionOrder() {
        // for Hibernate
    }
}
