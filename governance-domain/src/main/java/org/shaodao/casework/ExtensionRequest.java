package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;

/** A handling unit's wish for more time (T18): asked before the limit, at most twice, in all no longer than the limit. */
@Entity
@Table(name = "extension_request")
@Getter
public class ExtensionRequest extends CaseRequest<ExtensionRequestId> {

    /** Extensions of one case at most. */
    public static final int LIMIT = 2;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ExtensionRequestId id;

    private int ordinal;

    private int days;

    private String plan;

    private @Nullable Instant dueBefore;

    private @Nullable Instant dueAfter;

    /** Who decides: the dispatcher the first one, the street leader the second and whatever a desk asks of itself. */
    public static Decider decider(GovernanceCase kase, DispatchOrder order) {
        return kase.getRequests().getExtensions() == 0 && !order.isOwn() ? Decider.DISPATCHER : Decider.above(kase);
    }

    /**
     * Asks for {@code days} more, in the days the limit is counted in. Throws {@link org.shaodao.shared.RuleViolation}
     * after the limit, while another request waits, for the third time, and where all extensions together would be
     * longer than the original limit.
     *
     * @param longest the original limit in whole days
     * @param desk where {@link #decider} decides
     */
    public static ExtensionRequest ask(
            GovernanceCase kase,
            DispatchOrder order,
            int days,
            int longest,
            String reason,
            String plan,
            UnitId desk,
            Doer doer,
            Instant at) {
        kase.assertLegal(CaseAction.REQUEST_EXTENSION);
        kase.assertLead(order);
        CaseRequests requests = kase.getRequests();
        require(requests.getExtensionDecider() == null, "casework.extension-pending");
        require(requests.getExtensions() < LIMIT, "casework.extension-twice", LIMIT);
        Instant due = kase.getClocks().getStageDueAt();
        require(due != null && !at.isAfter(due), "casework.extension-late");
        require(days > 0, "casework.extension-days");
        require(
                requests.getExtendedDays() + days <= longest,
                "casework.extension-too-long",
                longest,
                requests.getExtendedDays());
        ExtensionRequest made = new ExtensionRequest();
        made.id = new ExtensionRequestId(Ids.at(at));
        made.asked(kase, order, reason, decider(kase, order), doer, at);
        made.ordinal = requests.getExtensions() + 1;
        made.days = days;
        made.plan = plan;
        made.dueBefore = due;
        requests.askExtension(made.getDecider(), desk);
        kase.move(CaseAction.REQUEST_EXTENSION, CaseStatus.IN_PROGRESS, doer, at, reason, String.valueOf(days));
        return made;
    }

    /** Agrees: the case's and the order's due times move by the days asked for. Throws for the person who asked. */
    public void approve(
            GovernanceCase kase, DispatchOrder order, MovedDues moved, @Nullable String said, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.EXTEND);
        kase.assertLead(order);
        decide(RequestState.APPROVED, said, doer, at);
        kase.getRequests().extended(days);
        kase.getClocks().moveDues(moved);
        order.moveDue(moved.orderDue());
        dueAfter = moved.stageDue();
        kase.move(CaseAction.EXTEND, CaseStatus.IN_PROGRESS, doer, at, said, String.valueOf(days));
    }

    /** Does not agree: the limit stays. Throws for the person who asked. */
    public void refuse(GovernanceCase kase, String why, Doer doer, Instant at) {
        kase.assertLegal(CaseAction.REFUSE_EXTENSION);
        decide(RequestState.REFUSED, why, doer, at);
        kase.getRequests().extensionRefused();
        kase.move(CaseAction.REFUSE_EXTENSION, CaseStatus.IN_PROGRESS, doer, at, why, null);
    }

    @SuppressWarnings("NullAway.Init")
    protected ExtensionRequest() {
        // for Hibernate
    }
}
