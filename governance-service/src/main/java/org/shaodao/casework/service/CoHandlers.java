package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.CoHandling;
import org.shaodao.casework.CoHandlings;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Co-units: asked with the dispatch or later by the lead, they take part or refuse, and tell what they did. */
@Service
@Transactional
@RequiredArgsConstructor
public class CoHandlers {

    private final Cases cases;
    private final DispatchOrders orders;
    private final CoHandlings handlings;
    private final CaseAccess access;
    private final DispatchTargets targets;
    private final Places places;
    private final Clock clock;

    /** The lead asks one more unit (加派); throws {@link RuleViolation} for a unit that is missing or out of the district. */
    public void add(Actor actor, CaseId id, long version, @Nullable UnitId unit, @Nullable String task) {
        Granted granted = access.grant(actor, id, version, CaseAction.ADD_CO_UNIT);
        GovernanceCase kase = granted.kase();
        RuleViolation.require(unit != null, "casework.co-unit-missing");
        UnitId asked = places.held(Objects.requireNonNull(unit)).id();
        RuleViolation.require(
                asked.equals(kase.getHandlingUnitId())
                        || targets.owners(kase).stream()
                                .anyMatch(found -> found.id().equals(asked)),
                "casework.next-owner-unknown");
        String said = PlainText.checked(task, 0, 1000, "note");
        CoHandling.add(kase, leadOrder(kase), asked, said.isBlank() ? null : said, granted.doer(), now());
        cases.save(kase);
    }

    /** The co-unit takes part. */
    public void accept(Actor actor, CaseId id, long version) {
        Granted granted = access.grant(actor, id, version, CaseAction.ACCEPT_HELP);
        CoHandling own = own(granted);
        own.accept(granted.kase(), granted.doer(), now());
        save(granted, own);
    }

    /** The co-unit does not take part, and says why. */
    public void refuse(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.REFUSE_HELP);
        CoHandling own = own(granted);
        own.refuse(granted.kase(), PlainText.checked(why, 2, 1000, "reason"), granted.doer(), now());
        save(granted, own);
    }

    /** The co-unit tells the lead what it did. */
    public void feedBack(Actor actor, CaseId id, long version, String result) {
        Granted granted = access.grant(actor, id, version, CaseAction.FEED_BACK);
        CoHandling own = own(granted);
        String said = PlainText.checked(result, CaseReporting.SHORTEST, 2000, "result");
        own.feedBack(granted.kase(), said, granted.doer(), now());
        save(granted, own);
    }

    /** Whether a co-unit of the order has neither refused nor told what it did. */
    boolean isAnyOutstanding(DispatchOrder order) {
        if (order.getCoUnitCount() == 0) {
            return false;
        }
        Set<UnitId> waiting = new HashSet<>(order.coUnits());
        handlings.of(order.getId()).stream()
                .filter(answer -> !answer.isOutstanding())
                .forEach(answer -> waiting.remove(answer.getUnitId()));
        return !waiting.isEmpty();
    }

    private CoHandling own(Granted granted) {
        UnitId unit = Objects.requireNonNull(granted.doer().unit());
        DispatchOrder order = leadOrder(granted.kase());
        return handlings.of(order.getId()).stream()
                .filter(answer -> answer.getUnitId().equals(unit))
                .findFirst()
                .orElseGet(() -> CoHandling.of(granted.kase(), order, unit, now()));
    }

    private void save(Granted granted, CoHandling own) {
        handlings.save(own);
        cases.save(granted.kase());
    }

    private DispatchOrder leadOrder(GovernanceCase kase) {
        return orders.findById(Objects.requireNonNull(kase.getLeadOrderId())).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
