package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.AssessmentExclusion;
import org.shaodao.casework.AssessmentExclusions;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.Decider;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrderId;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.ExclusionReason;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Appeals: a case that should count in nobody's figures, asked by a unit or a street, decided by the district. */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseExclusions {

    private final Cases cases;
    private final DispatchOrders orders;
    private final AssessmentExclusions exclusions;
    private final CaseAccess access;
    private final DeciderDesks desks;
    private final Clock clock;

    /** Asks for it with a reason and an explanation; throws {@link RuleViolation} as {@link AssessmentExclusion#ask}. */
    public void request(Actor actor, CaseId id, long version, @Nullable ExclusionReason reason, String explanation) {
        Granted granted = access.grant(actor, id, version, CaseAction.REQUEST_EXCLUSION);
        GovernanceCase kase = granted.kase();
        RuleViolation.require(reason != null, "casework.reason-missing");
        String why = PlainText.checked(explanation, CaseReporting.SHORTEST, 2000, "reason");
        DispatchOrder order = order(kase.getLeadOrderId());
        UnitId desk = desks.of(Decider.DISTRICT, kase, order).unit();
        exclusions.save(
                AssessmentExclusion.ask(kase, order, Objects.requireNonNull(reason), why, desk, granted.doer(), now()));
        cases.save(kase);
    }

    /** Leaves the case and the order out of both sets of every figure. */
    public void approve(Actor actor, CaseId id, long version, @Nullable String opinion) {
        Granted granted = access.grant(actor, id, version, CaseAction.EXCLUDE);
        AssessmentExclusion exclusion = pending(granted.kase());
        String said = PlainText.checked(opinion, 0, 1000, "opinion");
        exclusion.approve(
                granted.kase(), order(exclusion.getOrderId()), said.isBlank() ? null : said, granted.doer(), now());
        exclusions.save(exclusion);
        cases.save(granted.kase());
    }

    /** Does not agree, with why. */
    public void refuse(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.REFUSE_EXCLUSION);
        AssessmentExclusion exclusion = pending(granted.kase());
        exclusion.refuse(granted.kase(), PlainText.checked(why, 2, 1000, "opinion"), granted.doer(), now());
        exclusions.save(exclusion);
        cases.save(granted.kase());
    }

    private AssessmentExclusion pending(GovernanceCase kase) {
        return exclusions.pending(kase.getId()).orElseThrow(() -> new RuleViolation("casework.request-decided"));
    }

    private @Nullable DispatchOrder order(@Nullable DispatchOrderId id) {
        return id == null ? null : orders.findById(id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
