package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.DeclineReason;
import org.shaodao.casework.Dispatch;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.DispatchOrders;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.deadline.LimitClass;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a desk does with a case: ask, accept, decline, handle, dispatch, forward, escalate (T4, T6, T7, T10, T11, T17, T28). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseDesk {

    private final Cases cases;
    private final DispatchOrders orders;
    private final CaseAccess access;
    private final CaseLimits limits;
    private final WindowLimits windows;
    private final DispatchTargets targets;
    private final Categories categories;
    private final Places places;
    private final Clock clock;

    /** Asks the reporter for what is missing (T4). */
    public void requestInfo(Actor actor, CaseId id, long version, String question) {
        Granted granted = access.grant(actor, id, version, CaseAction.REQUEST_INFO);
        String asked = PlainText.checked(question, 2, 1000, "question");
        granted.kase().requestInfo(asked, limits.answering(now()), granted.doer(), now());
        cases.save(granted.kase());
    }

    /** Takes a case on under its final category (T6); throws {@link RuleViolation} for a category that is not
     * admitted at this level, or no longer (feature A8.3). */
    public void accept(Actor actor, CaseId id, long version, CategoryId category, boolean urgent) {
        Granted granted = access.grant(actor, id, version, CaseAction.ACCEPT);
        RuleViolation.require(categories.find(category).isPresent(), "casework.category-unknown");
        targets.assertAdmitted(granted.kase(), category, urgent);
        granted.kase().accept(category, urgent, limits.dispatching(urgent, now()), granted.doer(), now());
        cases.save(granted.kase());
    }

    /**
     * Accepts and, in the same step, gives it to the named unit or does what the catalogue proposes: the two-key desk
     * (U6). Throws as {@link #accept}, {@link #dispatch} and {@link #asProposed} do; then nothing is done.
     */
    public void acceptAndDispatch(Actor actor, CategoryId category, boolean urgent, DispatchCase command) {
        accept(actor, command.id(), command.version(), category, urgent);
        if (command.lead() == null) {
            asProposed(actor, command.id(), CaseAccess.JUST_READ, command.opinion());
        } else {
            dispatch(
                    actor,
                    new DispatchCase(
                            command.id(),
                            CaseAccess.JUST_READ,
                            command.lead(),
                            command.coUnits(),
                            command.limitClass(),
                            command.opinion()));
        }
    }

    /**
     * Does with an accepted case what the catalogue proposes: the desk keeps it where it is the lead itself (T10),
     * passes it up where the lead is beyond its reach (T17), dispatches it otherwise (T11).
     */
    public void asProposed(Actor actor, CaseId id, long version, @Nullable String opinion) {
        GovernanceCase kase =
                access.grant(actor, id, version, CaseAction.DISPATCH).kase();
        if (targets.propose(kase) instanceof RoutingDecision.ToUnit to) {
            if (to.lead().equals(kase.getHolderUnitId())) {
                handleSelf(actor, id, CaseAccess.JUST_READ, to.limitClass(), opinion);
                return;
            }
            UnitRef lead = places.unit(to.lead());
            if (kase.getLevel().isBelow(AreaLevel.DISTRICT) && !targets.isReachable(kase, lead)) {
                escalate(actor, id, CaseAccess.JUST_READ, "事项目录指定承办单位：" + lead.name());
                return;
            }
        }
        dispatch(actor, new DispatchCase(id, CaseAccess.JUST_READ, null, Set.of(), null, opinion));
    }

    /** Refuses a matter with a reason and where to go instead (T7). */
    public void decline(Actor actor, CaseId id, long version, DeclineReason reason, String text) {
        Granted granted = access.grant(actor, id, version, CaseAction.DECLINE);
        granted.kase().decline(reason, PlainText.checked(text, 2, 1000, "text"), granted.doer(), now());
        cases.save(granted.kase());
    }

    /** The desk keeps it (T10); throws {@link RuleViolation} where it may not lead the matter. */
    public void handleSelf(
            Actor actor, CaseId id, long version, @Nullable String limitClass, @Nullable String opinion) {
        Granted granted = access.grant(actor, id, version, CaseAction.HANDLE_SELF);
        GovernanceCase kase = granted.kase();
        UnitRef own = places.unit(kase.getHolderUnitId());
        targets.assertMayLead(kase, own);
        LimitClass limit = limits.limitClass(windows.named(kase, limitClass), kase.getCategoryId(), kase.isUrgent());
        Dispatch dispatch = dispatch(kase, own, Set.of(), limit, false, opinion, "self", null);
        orders.save(kase.handleSelf(dispatch, granted.doer(), now()));
        cases.save(kase);
    }

    /**
     * Gives it to a unit (T11). Without a named lead the catalogue decides; throws {@link RuleViolation} where it
     * cannot, where the unit is closed or out of the desk's reach, or where a community may not lead (feature A8.9).
     */
    public void dispatch(Actor actor, DispatchCase command) {
        Granted granted = access.grant(actor, command.id(), command.version(), CaseAction.DISPATCH);
        GovernanceCase kase = granted.kase();
        orders.save(kase.dispatch(decide(kase, command), granted.doer(), now()));
        cases.save(kase);
    }

    /** Passes it on to a unit below, the first order staying responsible (T28). */
    public void forward(Actor actor, DispatchCase command) {
        Granted granted = access.grant(actor, command.id(), command.version(), CaseAction.FORWARD);
        RuleViolation.require(command.lead() != null, "casework.lead-missing");
        GovernanceCase kase = granted.kase();
        orders.save(kase.forward(decide(kase, command), granted.doer(), now()));
        cases.save(kase);
    }

    /** One level up with why (T17): the higher desk dispatches next. */
    public void escalate(Actor actor, CaseId id, long version, String why) {
        Granted granted = access.grant(actor, id, version, CaseAction.ESCALATE);
        GovernanceCase kase = granted.kase();
        String reason = PlainText.checked(why, CaseReporting.SHORTEST, 2000, "why");
        UnitRef desk = places.held(higherDesk(kase).id());
        RuleViolation.require(desk.live(), "casework.unit-closed", desk.name());
        DispatchOrder running = kase.getLeadOrderId() == null
                ? null
                : orders.findById(kase.getLeadOrderId()).orElse(null);
        Dispatch dispatch = new Dispatch(
                desk.id(), desk.level(), Set.of(), LimitClass.GENERAL, null, null, null, null, "escalation", null);
        orders.save(kase.escalate(
                running, dispatch, limits.dispatching(kase.isUrgent(), now()), reason, granted.doer(), now()));
        cases.save(kase);
    }

    /** The dispatch a desk's wish comes to; throws as {@link #dispatch}. */
    Dispatch decide(GovernanceCase kase, DispatchCase command) {
        Optional<Routing.Consultation> consultation = targets.consult(kase);
        RoutingDecision proposal =
                consultation.map(Routing.Consultation::decision).orElseGet(() -> targets.propose(kase));
        RoutingDecision.ToUnit proposed = proposal instanceof RoutingDecision.ToUnit to ? to : null;
        UnitId leadId = command.lead() != null ? command.lead() : proposed == null ? null : proposed.lead();
        RuleViolation.require(leadId != null, "casework.lead-missing");
        UnitRef lead = places.held(Objects.requireNonNull(leadId));
        targets.assertReachable(kase, lead);
        Set<UnitId> co = command.lead() == null && proposed != null ? proposed.coUnits() : command.coUnits();
        for (UnitId unit : co) {
            targets.assertReachable(kase, places.held(unit));
        }
        RuleViolation.require(!co.contains(lead.id()), "casework.lead-is-co-unit");
        consultation.flatMap(asked -> asked.againstLeading(lead.kind())).ifPresent(refusal -> {
            throw refusal.violation();
        });
        if (proposed != null && proposed.lead().equals(lead.id())) {
            String named = windows.named(kase, command.limitClass());
            boolean ownLimit = named != null && !named.isBlank();
            String wanted = ownLimit || kase.isUrgent() ? named : proposed.limitClass();
            LimitClass limit = limits.limitClass(wanted, kase.getCategoryId(), kase.isUrgent());
            return dispatch(kase, lead, co, limit, true, command.opinion(), proposed.rule(), proposed.facts());
        }
        LimitClass limit =
                limits.limitClass(windows.named(kase, command.limitClass()), kase.getCategoryId(), kase.isUrgent());
        String facts = proposed == null ? facts(proposal) : proposed.facts();
        return dispatch(kase, lead, co, limit, true, command.opinion(), "manual", facts);
    }

    private Dispatch dispatch(
            GovernanceCase kase,
            UnitRef lead,
            Set<UnitId> co,
            LimitClass limit,
            boolean mustSign,
            @Nullable String opinion,
            String routedBy,
            @Nullable String facts) {
        Instant at = now();
        AreaLevel level =
                lead.level().isBelow(kase.getLevel()) && !lead.kind().isResponder() ? lead.level() : kase.getLevel();
        String said = PlainText.checked(opinion, 0, 2000, "opinion");
        return new Dispatch(
                lead.id(),
                level,
                co,
                limit.code(),
                mustSign ? limits.start(limit.sign(), at) : null,
                limits.start(limit.handling(), at),
                kase.hasRequester() ? limits.start(limit.contact(), at) : null,
                said.isBlank() ? null : said,
                routedBy,
                facts);
    }

    private UnitRef higherDesk(GovernanceCase kase) {
        List<AreaLevel> above = switch (kase.getLevel()) {
            case GRID, MICRO_GRID -> List.of(AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT);
            case COMMUNITY -> List.of(AreaLevel.STREET, AreaLevel.DISTRICT);
            case STREET -> List.of(AreaLevel.DISTRICT);
            case DISTRICT, CITY, PROVINCE -> List.of();
        };
        for (AreaLevel level : above) {
            AreaId area = kase.getPlacement().at(level);
            if (area != null) {
                var desk = places.deskOf(level, area);
                if (desk.isPresent()) {
                    return desk.get();
                }
            }
        }
        throw new RuleViolation("casework.not-a-higher-level");
    }

    private static @Nullable String facts(RoutingDecision decision) {
        return decision instanceof RoutingDecision.AskHuman ask ? ask.facts() : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
