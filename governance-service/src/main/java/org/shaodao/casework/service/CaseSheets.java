package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Requester;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The single truth of one case, read for one person; and the logged reveal of who asked. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CaseSheets {

    private static final String FACTS = """
            select c.*, %s as light, k.name as category, s.name as street, m.name as community, g.name as grid,
                   rp.name as reporter, null as requester_name, null as requester_phone, u.name as holder,
                   au.name as accepting_unit, hu.name as handling_unit
              from governance_case c
              join unit u on u.id = c.holder_unit_id
              left join unit au on au.id = c.accepting_unit_id
              left join unit hu on hu.id = c.handling_unit_id
              left join category k on k.id = c.category_id
              left join area s on s.id = c.street_id
              left join area m on m.id = c.community_id
              left join area g on g.id = c.grid_id
              left join account ra on ra.id = c.reporter_id
              left join person rp on rp.id = ra.person_id
             where c.id = :id
            """;

    private static final String ORDERS = """
            select o.sequence, o.kind, u.name as unit, u.duty_phone, d.name as dispatcher,
                   (select string_agg(cu.name, '、' order by cu.name) from dispatch_co_unit x
                      join unit cu on cu.id = x.unit_id where x.order_id = o.id) as co_units,
                   o.opinion, o.dispatched_at, o.sign_due_at, o.signed_at, o.contact_person, o.contact_phone,
                   o.due_at, o.ended_at, o.end_kind, o.routed_by, o.routing_facts
              from dispatch_order o
              join unit u on u.id = o.unit_id
              join unit d on d.id = o.dispatcher_unit_id
             where o.case_id = ?
             order by o.sequence
            """;

    private static final String STEPS = """
            select e.sequence, e.action, e.from_status, e.to_status, p.name as actor, e.actor_role, u.name as unit,
                   e.at, e.text, e.facts
              from case_event e
              left join account a on a.id = e.actor_id
              left join person p on p.id = a.person_id
              left join unit u on u.id = e.unit_id
             where e.case_id = ?
             order by e.sequence
            """;

    private static final Set<CaseAction> NEEDS_TARGETS =
            Set.of(CaseAction.DISPATCH, CaseAction.FORWARD, CaseAction.ACCEPT, CaseAction.APPROVE_RETURN);

    private final CaseAccess access;
    private final AreaScopes scopes;
    private final Categories categories;
    private final DispatchTargets dispatchTargets;
    private final Places places;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The page of one case; throws {@link org.shaodao.shared.NotFound} out of scope. */
    public CaseSheet sheet(Actor actor, CaseId id) {
        return sheet(actor, id, scopes.of(actor));
    }

    /** Throws {@link org.shaodao.shared.Conflict} when the case moved since it was read, and as {@link #sheet}. */
    public void requireFresh(Actor actor, CaseId id, long version) {
        access.requireFresh(access.find(id, scopes.of(actor)), version);
    }

    private CaseSheet sheet(Actor actor, CaseId id, List<AreaScope> within) {
        GovernanceCase kase = access.find(id, within);
        Set<CaseAction> actions = access.actions(actor, kase);
        Categories.Suggestion suggestion = kase.getCategoryId() == null && actions.contains(CaseAction.ACCEPT)
                ? categories
                        .suggestion(kase.getTitle() + "\n" + kase.getDescription())
                        .orElse(null)
                : null;
        boolean routes = actions.stream().anyMatch(NEEDS_TARGETS::contains);
        return new CaseSheet(
                facts(kase),
                jdbc.sql(ORDERS).param(id.value()).query(CaseSheet.Order.class).list(),
                jdbc.sql(STEPS).param(id.value()).query(CaseSheet.Step.class).list(),
                jdbc.sql("select * from follow_up where case_id = ? order by at")
                        .param(id.value())
                        .query(CaseSheet.FollowUpRow.class)
                        .list(),
                actions,
                suggestion,
                routes
                        ? proposal(dispatchTargets.propose(
                                kase,
                                suggestion == null
                                        ? kase.getCategoryId()
                                        : suggestion.category().id()))
                        : null,
                routes ? dispatchTargets.reachable(kase) : List.of());
    }

    /** Name and number of who asked, in clear; the reason is kept in the audit (rulings 24). */
    public record Revealed(@Nullable String name, @Nullable String phone) {}

    /** Shows who asked, for a reason out of the fixed list, and logs it. Throws as {@link #sheet}. */
    @Transactional
    public Revealed reveal(Actor actor, CaseId id, RevealReason reason) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        Requester requester = kase.getRequester();
        RuleViolation.require(requester != null && requester.exists(), "casework.no-requester");
        events.publishEvent(new Recorded(
                "case",
                id.value(),
                actor.account().value(),
                actor.posts().get(0).role().name(),
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "casework.event.REVEAL",
                List.of("requesterName", "requesterPhone"),
                "RevealReason." + reason.name()));
        return new Revealed(
                requester == null ? null : vault.open(requester.nameSealed()),
                requester == null ? null : vault.open(requester.phoneSealed()));
    }

    /** Why somebody needs to see who asked. */
    public enum RevealReason {
        CONTACT_REQUESTER,
        ON_SITE_VISIT,
        FOLLOW_UP_CALL,
        CHECK_DUPLICATE
    }

    private CaseSheet.Facts facts(GovernanceCase kase) {
        CaseSheet.Facts f = jdbc.sql(FACTS.formatted(Light.SQL))
                .param("id", kase.getId().value())
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query(CaseSheet.Facts.class)
                .single();
        Requester requester = kase.getRequester();
        String name = requester == null ? null : vault.open(requester.nameSealed());
        String phone = requester == null ? null : vault.open(requester.phoneSealed());
        return new CaseSheet.Facts(
                f.id(),
                f.version(),
                f.number(),
                f.status(),
                f.light(),
                f.level(),
                f.source(),
                f.externalSource(),
                f.externalNumber(),
                f.categoryId(),
                f.category(),
                f.title(),
                f.description(),
                f.address(),
                f.urgent(),
                f.confidential(),
                f.street(),
                f.community(),
                f.grid(),
                f.reporter(),
                maskName(name),
                phone == null ? null : PhoneNumber.mask(phone),
                f.holder(),
                f.acceptingUnit(),
                f.handlingUnit(),
                f.question(),
                f.reportedAt(),
                f.acceptDueAt(),
                f.acceptedAt(),
                f.dispatchDueAt(),
                f.firstDispatchedAt(),
                f.contactDueAt(),
                f.firstContactAt(),
                f.dueAt(),
                f.dueLimit(),
                f.dueCalendar(),
                f.dueProvisional(),
                f.clockDueAt(),
                f.verifyDueAt(),
                f.followUpDueAt(),
                f.resolvedAt(),
                f.closedAt(),
                f.resolution(),
                f.resolutionKind(),
                f.declineReason(),
                f.solvedLevel(),
                f.onTheSpot(),
                f.reworkCount(),
                f.redoCount(),
                f.escalationCount());
    }

    private static @Nullable String maskName(@Nullable String name) {
        String clean = PlainText.clean(name);
        return clean.isEmpty() ? null : clean.substring(0, clean.offsetByCodePoints(0, 1)) + "**";
    }

    private CaseSheet.Proposal proposal(RoutingDecision decision) {
        if (decision instanceof RoutingDecision.ToUnit to) {
            return new CaseSheet.Proposal(
                    places.unit(to.lead()),
                    to.coUnits().stream().map(places::unit).toList(),
                    to.limitClass(),
                    to.rule(),
                    null,
                    List.of(),
                    to.facts());
        }
        RoutingDecision.AskHuman ask = (RoutingDecision.AskHuman) decision;
        return new CaseSheet.Proposal(null, List.of(), null, null, ask.reasonKey(), ask.arguments(), ask.facts());
    }

    private Instant now() {
        return clock.instant();
    }
}
