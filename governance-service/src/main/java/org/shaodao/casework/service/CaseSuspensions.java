package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Suspension;
import org.shaodao.casework.SuspensionReason;
import org.shaodao.casework.Suspensions;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases that cannot be handled for now: proposed, approved by another person, resumed (T19, T20). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseSuspensions {

    /** On the day of review the desk is told when it opens. */
    private static final int REVIEW_HOUR = 9;

    private final Cases cases;
    private final DispatchOrders orders;
    private final Suspensions suspensions;
    private final CaseAccess access;
    private final DeciderDesks desks;
    private final LimitMoves moves;
    private final Clock clock;

    /**
     * Proposes it with the reason's class, a written explanation and the day of review. Throws {@link RuleViolation}
     * where one of them is missing, and as {@link Suspension#propose}.
     */
    public void propose(
            Actor actor,
            CaseId id,
            long version,
            @Nullable SuspensionReason reason,
            String explanation,
            @Nullable LocalDate review) {
        Granted granted = access.grant(actor, id, version, CaseAction.PROPOSE_SUSPENSION);
        GovernanceCase kase = granted.kase();
        DispatchOrder order = leadOrder(kase);
        RuleViolation.require(reason != null, "casework.reason-missing");
        String why = PlainText.checked(explanation, CaseReporting.SHORTEST, 2000, "reason");
        RuleViolation.require(review != null, "casework.suspension-review", Suspension.LONGEST_DAYS);
        UnitId desk = desks.of(Suspension.decider(kase), kase, order).unit();
        suspensions.save(Suspension.propose(
                kase,
                order,
                Objects.requireNonNull(reason),
                why,
                reviewAt(Objects.requireNonNull(review)),
                desk,
                granted.doer(),
                now()));
        cases.save(kase);
    }

    /** Approves it: the clocks stand still and the desk of the street keeps the case. */
    public void approve(Actor actor, CaseId id, long version, @Nullable String opinion) {
        Granted granted = access.grant(actor, id, version, CaseAction.SUSPEND);
        GovernanceCase kase = granted.kase();
        Suspension suspension = pending(kase);
        String said = PlainText.checked(opinion, 0, 1000, "opinion");
        suspension.approve(kase, desks.keeper(kase), said.isBlank() ? null : said, granted.doer(), now());
        suspensions.save(suspension);
        cases.save(kase);
    }

    /** Does not approve it, with why. */
    public void refuse(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.REFUSE_SUSPENSION);
        Suspension suspension = pending(granted.kase());
        suspension.refuse(granted.kase(), PlainText.checked(why, 2, 1000, "opinion"), granted.doer(), now());
        suspensions.save(suspension);
        cases.save(granted.kase());
    }

    /** Lets it go on with what was left of the limit (T20). */
    public void resume(Actor actor, CaseId id, long version, @Nullable String note) {
        Granted granted = access.grant(actor, id, version, CaseAction.RESUME);
        GovernanceCase kase = granted.kase();
        Suspension suspension =
                suspensions.current(kase.getId()).orElseThrow(() -> new RuleViolation("casework.illegal-transition"));
        DispatchOrder order = leadOrder(kase);
        String said = PlainText.checked(note, 0, 1000, "note");
        Instant at = now();
        suspension.resume(
                kase,
                order,
                moves.resumed(kase, order, suspension, at),
                said.isBlank() ? null : said,
                granted.doer(),
                at);
        suspensions.save(suspension);
        cases.save(kase);
    }

    private Suspension pending(GovernanceCase kase) {
        return suspensions.pending(kase.getId()).orElseThrow(() -> new RuleViolation("casework.request-decided"));
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private static Instant reviewAt(LocalDate day) {
        return day.atTime(REVIEW_HOUR, 0).atZone(Zone.ID).toInstant();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
