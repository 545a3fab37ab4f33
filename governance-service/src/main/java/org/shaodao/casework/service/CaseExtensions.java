package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.ExtensionRequest;
import org.shaodao.casework.ExtensionRequests;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** More time for a case, asked before the limit and granted by somebody else (T18). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseExtensions {

    private final Cases cases;
    private final DispatchOrders orders;
    private final ExtensionRequests requests;
    private final CaseAccess access;
    private final DeciderDesks desks;
    private final LimitMoves moves;
    private final Clock clock;

    /** Asks for so many days, with the reason and a plan; throws {@link RuleViolation} as {@link ExtensionRequest#ask}. */
    public void request(
            Actor actor, CaseId id, long version, @Nullable Integer days, String reason, @Nullable String plan) {
        Granted granted = access.grant(actor, id, version, CaseAction.REQUEST_EXTENSION);
        GovernanceCase kase = granted.kase();
        DispatchOrder order = leadOrder(kase);
        String why = PlainText.checked(reason, CaseReporting.SHORTEST, 2000, "reason");
        String how = PlainText.checked(plan, CaseReporting.SHORTEST, 2000, "plan");
        RuleViolation.require(days != null, "casework.extension-days");
        UnitId desk =
                desks.of(ExtensionRequest.decider(kase, order), kase, order).unit();
        requests.save(ExtensionRequest.ask(
                kase,
                order,
                Objects.requireNonNull(days),
                moves.limit(kase, order).wholeDays(),
                why,
                how,
                desk,
                granted.doer(),
                now()));
        cases.save(kase);
    }

    /** Grants it: the due times of the case and of its order move. */
    public void approve(Actor actor, CaseId id, long version, @Nullable String opinion) {
        Granted granted = access.grant(actor, id, version, CaseAction.EXTEND);
        GovernanceCase kase = granted.kase();
        DispatchOrder order = leadOrder(kase);
        ExtensionRequest request = pending(kase);
        String said = PlainText.checked(opinion, 0, 1000, "opinion");
        request.approve(
                kase,
                order,
                moves.extended(kase, order, request.getDays()),
                said.isBlank() ? null : said,
                granted.doer(),
                now());
        requests.save(request);
        cases.save(kase);
    }

    /** Does not grant it, with why. */
    public void refuse(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.REFUSE_EXTENSION);
        ExtensionRequest request = pending(granted.kase());
        request.refuse(granted.kase(), PlainText.checked(why, 2, 1000, "opinion"), granted.doer(), now());
        requests.save(request);
        cases.save(granted.kase());
    }

    private ExtensionRequest pending(GovernanceCase kase) {
        return requests.pending(kase.getId()).orElseThrow(() -> new RuleViolation("casework.request-decided"));
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
