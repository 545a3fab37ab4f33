package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;

/**
 * The wish that a case count in nobody's figures: asked by a unit or a street, decided by the district, shown to every
 * reader. Exclusions leave both sets, what is counted and what it is counted out of (rulings 21).
 */
@Entity
@Table(name = "assessment_exclusion")
@Getter
public class AssessmentExclusion extends CaseRequest<AssessmentExclusionId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AssessmentExclusionId id;

    @Enumerated(EnumType.STRING)
    private ExclusionReason reason;

    /**
     * Asks for it. Throws {@link org.shaodao.shared.RuleViolation} while another request waits, for a case that is
     * excluded already, and for a disputed duty where no return was ever asked for.
     *
     * @param order the unit's order, or null where the case never had one
     * @param desk the district desk
     */
    public static AssessmentExclusion ask(
            GovernanceCase kase,
            @Nullable DispatchOrder order,
            ExclusionReason reason,
            String explanation,
            UnitId desk,
            Doer doer,
            Instant at) {
        kase.assertLegal(CaseAction.REQUEST_EXCLUSION);
        CaseRequests requests = kase.getRequests();
        require(!requests.isExcluded(), "casework.excluded-already");
        require(requests.getExclusionDecider() == null, "casework.exclusion-pending");
        require(
                reason != ExclusionReason.DISPUTED_DUTY || requests.getReturns() > 0,
                "casework.exclusion-without-return");
        AssessmentExclusion made = new AssessmentExclusion();
        made.id = new AssessmentExclusionId(Ids.at(at));
        made.asked(kase, order, explanation, Decider.DISTRICT, doer, at);
        made.reason = reason;
        requests.askExclusion(desk);
        kase.move(CaseAction.REQUEST_EXCLUSION, kase.getStatus(), doer, at, explanation, reason.name());
        return made;
    }

    /** Leaves the case and its order out of all figures. Throws for the person who asked. */
    public void approve(
            GovernanceCase kase, @Nullable DispatchOrder order, @Nullable String said, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.EXCLUDE);
        decide(RequestState.APPROVED, said, doer, at);
        kase.getRequests().exclusionDecided(true);
        if (order != null) {
            order.exclude();
        }
        kase.move(CaseAction.EXCLUDE, kase.getStatus(), doer, at, said, reason.name());
    }

    /** The case goes on counting. Throws for the person who asked. */
    public void refuse(GovernanceCase kase, String why, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.REFUSE_EXCLUSION);
        decide(RequestState.REFUSED, why, doer, at);
        kase.getRequests().exclusionDecided(false);
        kase.move(CaseAction.REFUSE_EXCLUSION, kase.getStatus(), doer, at, why, null);
    }

    @SuppressWarnings("NullAway.Init")
    protected AssessmentExclusion() {
        // for Hibernate
    }
}
