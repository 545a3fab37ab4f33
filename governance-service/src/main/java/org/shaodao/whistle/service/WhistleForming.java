package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Placement;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.Circumstances;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.whistle.PlannedTask;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.Summons;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleCalls;
import org.shaodao.whistle.WhistleContent;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a whistle comes into being: what the form offers, a community's proposal, the street's application (W1). */
@Service
@Transactional
@RequiredArgsConstructor
public class WhistleForming {

    private static final Set<CaseStatus> LINKABLE = Set.of(CaseStatus.ACCEPTED, CaseStatus.IN_PROGRESS);

    private final WhistleCalls calls;
    private final WhistleAccess access;
    private final CaseSheets cases;
    private final Routing routing;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** What the form offers in this street; throws {@link NotFound} for cases out of the actor's scope. */
    @Transactional(readOnly = true)
    public WhistleDraft draft(
            Actor actor,
            AreaId streetId,
            Collection<CaseId> wanted,
            @Nullable CategoryId category,
            @Nullable AreaId at) {
        Place street = places.place(streetId);
        List<WhistleDraft.CaseChoice> choices = wanted.stream()
                .map(id -> choice(cases.sheet(actor, id).facts()))
                .toList();
        List<Place> below = new ArrayList<>();
        below.add(street);
        places.below(streetId).forEach(community -> {
            below.add(community);
            below.addAll(places.below(community.id()));
        });
        Place place = at == null ? street : places.place(at);
        Set<UnitId> co = new LinkedHashSet<>();
        UnitId lead = category == null ? null : suggest(street, place, category, co);
        return new WhistleDraft(
                streetId,
                choices,
                below,
                callable(street),
                lead,
                co,
                otherStreets(street),
                category == null ? List.of() : similar(place, category));
    }

    /** The narrowest place known of a case; ask only for one the actor has seen. */
    @Transactional(readOnly = true)
    public Optional<AreaId> placeOf(CaseId id) {
        return jdbc.sql("select coalesce(grid_id, community_id, street_id) from governance_case where id = ?")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(AreaId::new);
    }

    /** Open whistles of the same community (or street) and category (W1). */
    @Transactional(readOnly = true)
    public List<WhistleDraft.Similar> similar(Place place, CategoryId category) {
        AreaId street = Objects.requireNonNull(place.level() == AreaLevel.STREET ? place.id() : place.streetId());
        AreaId community = place.level() == AreaLevel.COMMUNITY ? place.id() : place.communityId();
        return jdbc.sql("""
                        select c.id, c.number, c.title, c.state, c.level, m.name as community, c.created_at
                          from whistle_call c
                          left join area m on m.id = c.community_id
                         where c.street_id = :street and c.category_id = :category
                           and (cast(:community as uuid) is null or c.community_id is null or c.community_id = :community)
                           and c.state in ('PENDING_APPROVAL', 'BLOWN', 'HANDLING', 'AWAITING_EVALUATION')
                         order by c.created_at desc
                         limit 5
                        """)
                .param("street", street.value())
                .param("category", category.value())
                .param("community", community == null ? null : community.value())
                .query(WhistleDraft.Similar.class)
                .list();
    }

    /** A community asks its street to blow (W1); answers the whistle's id. */
    public WhistleId propose(Actor actor, FileWhistle command) {
        Place place = places.place(command.place());
        PostGrant post = access.makingPost(
                actor,
                WhistleAction.PROPOSE,
                command.level(),
                streetOf(place),
                Objects.requireNonNullElse(
                        place.level() == AreaLevel.COMMUNITY ? place.id() : place.communityId(), place.id()));
        if (isRepeat(actor, command.id())) {
            return command.id();
        }
        WhistleCall made = WhistleCall.propose(
                command.id(),
                number(),
                content(actor, command, place),
                desk(place),
                Objects.requireNonNull(post.unitId()),
                access.moment(actor, post));
        calls.saveAndFlush(made);
        return made.getId();
    }

    /**
     * The street applies for a whistle (W1); an emergency is blown at once. Throws a rule where the source, the units or
     * a case do not allow it and {@link Conflict} for an id that was used for something else.
     */
    public WhistleId form(Actor actor, FileWhistle command) {
        Place place = places.place(command.place());
        PostGrant post =
                access.makingPost(actor, WhistleAction.FORM, command.level(), streetOf(place), streetOf(place));
        if (isRepeat(actor, command.id())) {
            return command.id();
        }
        WhistleId again = command.again();
        if (again != null) {
            WhistleCall before = access.find(actor, again);
            RuleViolation.require(before.getState() == WhistleState.CLOSED, "whistle.again-not-closed");
        }
        WhistleCall made = WhistleCall.form(
                command.id(),
                number(),
                content(actor, command, place),
                desk(place),
                again,
                access.isSecretary(actor.account(), streetOf(place)),
                access.moment(actor, post));
        calls.saveAndFlush(made);
        return made.getId();
    }

    /** The street takes a proposal up with its own content (W1). */
    public void adopt(Actor actor, long version, FileWhistle command) {
        Place place = places.place(command.place());
        access.perform(actor, command.id(), version, WhistleAction.ADOPT, null, (call, now) -> {
            RuleViolation.require(streetOf(place).equals(call.getPlacement().streetId()), "whistle.other-street");
            call.adopt(content(actor, command, place), access.isSecretary(actor.account(), streetOf(place)), now);
        });
    }

    /** The street does not blow (W1). */
    public void declineProposal(Actor actor, WhistleId id, long version, String reason) {
        String text = PlainText.checked(reason, 2, 2000, "text");
        access.perform(
                actor,
                id,
                version,
                WhistleAction.DECLINE_PROPOSAL,
                null,
                (call, now) -> call.declineProposal(text, now));
    }

    /** The unit as one that may be called from this street; throws a rule for a desk, a closed or a distant unit. */
    UnitRef callable(AreaId street, UnitId unit) {
        return callable(street, Set.of(), unit);
    }

    /** Units a whistle of this street may call: of the street, its communities and grids, the district and the city. */
    List<UnitRef> callable(Place street) {
        List<AreaId> areas = new ArrayList<>();
        areas.add(street.id());
        places.below(street.id()).forEach(community -> {
            areas.add(community.id());
            places.below(community.id()).stream().map(Place::id).forEach(areas::add);
        });
        if (street.districtId() != null) {
            areas.add(street.districtId());
        }
        if (street.cityId() != null) {
            areas.add(street.cityId());
        }
        return places.unitsIn(areas).stream()
                .filter(unit -> unit.kind().isResponder())
                .toList();
    }

    private UnitRef callable(AreaId street, Set<UnitId> coStreets, UnitId wanted) {
        List<UnitRef> reach = new ArrayList<>(callable(places.place(street)));
        coStreets.forEach(
                desk -> reach.addAll(callable(places.place(places.unit(desk).areaId()))));
        return reach.stream()
                .filter(unit -> unit.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("whistle.unit-out-of-reach"));
    }

    private WhistleContent content(Actor actor, FileWhistle command, Place place) {
        AreaId street = streetOf(place);
        for (CaseId id : command.cases()) {
            CaseSheet.Facts facts = cases.sheet(actor, id).facts();
            RuleViolation.require(LINKABLE.contains(facts.status()), "whistle.case-not-open", facts.number());
        }
        List<Summons> summons = new ArrayList<>();
        String task = PlainText.checked(command.task(), 0, 500, "task");
        for (UnitId unit : command.units()) {
            UnitRef found = callable(street, command.coStreets(), unit);
            String own = PlainText.checked(command.tasks().getOrDefault(unit, task), 0, 500, "task");
            summons.add(new Summons(
                    unit,
                    found.kind(),
                    unit.equals(command.lead()) ? ResponderRole.LEAD : ResponderRole.CO,
                    own,
                    null));
        }
        Instant reportInAt = command.reportInAt();
        RuleViolation.require(reportInAt == null || reportInAt.isAfter(clock.instant()), "whistle.report-in-past");
        return new WhistleContent(
                command.kind(),
                command.level(),
                command.source(),
                blankToNull(PlainText.checked(command.sourceNote(), 0, 200, "sourceNote")),
                command.cases(),
                command.category(),
                PlainText.checked(command.title(), 2, 100, "title"),
                PlainText.checked(command.problem(), 5, 5000, "problem"),
                PlainText.checked(command.tried(), 2, 2000, "tried"),
                placement(place),
                blankToNull(PlainText.checked(command.address(), 0, 200, "address")),
                reportInAt,
                blankToNull(PlainText.checked(command.reportInPlace(), 0, 200, "reportInPlace")),
                command.reportInMode(),
                summons,
                plan(command),
                coStreets(place, command.coStreets()),
                blankToNull(PlainText.checked(command.coordinator(), 0, 100, "coordinator")));
    }

    private static List<PlannedTask> plan(FileWhistle command) {
        return command.plan().stream()
                .map(step -> new PlannedTask(step.unit(), PlainText.checked(step.task(), 2, 500, "plan"), step.days()))
                .toList();
    }

    private Set<UnitId> coStreets(Place place, Set<UnitId> wanted) {
        List<UnitRef> known = otherStreets(places.place(streetOf(place)));
        RuleViolation.require(
                wanted.stream()
                        .allMatch(
                                unit -> known.stream().anyMatch(one -> one.id().equals(unit))),
                "whistle.other-street");
        return wanted;
    }

    private List<UnitRef> otherStreets(Place street) {
        if (street.districtId() == null) {
            return List.of();
        }
        List<AreaId> streets = places.below(street.districtId()).stream()
                .map(Place::id)
                .filter(id -> !id.equals(street.id()))
                .toList();
        return places.unitsIn(streets).stream()
                .filter(unit -> unit.kind() == UnitKind.STREET_DESK)
                .toList();
    }

    private @Nullable UnitId suggest(Place street, Place place, CategoryId category, Set<UnitId> co) {
        RoutingDecision decision = routing.decide(new RoutingFacts(
                category,
                AreaLevel.STREET,
                Objects.requireNonNull(street.districtId()),
                street.id(),
                place.level() == AreaLevel.COMMUNITY ? place.id() : place.communityId(),
                place.gridId(),
                Circumstances.of(clock.instant(), null, "", false)));
        if (!(decision instanceof RoutingDecision.ToUnit to)) {
            return null;
        }
        for (UnitId unit : to.coUnits()) {
            if (places.unit(unit).kind().isResponder()) {
                co.add(unit);
            }
        }
        return places.unit(to.lead()).kind().isResponder() ? to.lead() : null;
    }

    /** Sent before by the same person: the same answer. An id that somebody else used is a bare conflict (rulings 16). */
    private boolean isRepeat(Actor actor, WhistleId id) {
        WhistleCall known = calls.findById(id).orElse(null);
        if (known == null) {
            return false;
        }
        UnitId proposer = known.getProposedByUnitId();
        if (actor.account().equals(known.getApplicantId())
                || proposer != null && actor.units().contains(proposer)) {
            return true;
        }
        throw new Conflict(null, null, null);
    }

    private UnitId desk(Place place) {
        return places.unitOf(streetOf(place), UnitKind.STREET_DESK)
                .orElseThrow(() -> new RuleViolation("whistle.no-street-desk"))
                .id();
    }

    private static AreaId streetOf(Place place) {
        AreaId street = place.level() == AreaLevel.STREET ? place.id() : place.streetId();
        RuleViolation.require(street != null, "whistle.place-not-in-street");
        return Objects.requireNonNull(street);
    }

    private static Placement placement(Place place) {
        return new Placement(
                Objects.requireNonNull(place.districtId()),
                streetOf(place),
                place.level() == AreaLevel.COMMUNITY ? place.id() : place.communityId(),
                place.gridId());
    }

    private String number() {
        long next = jdbc.sql("select nextval('whistle_number_seq')")
                .query(Long.class)
                .single();
        return String.format(
                java.util.Locale.ROOT,
                "W%d-%07d",
                Year.now(clock.withZone(Zone.ID)).getValue(),
                next);
    }

    private static WhistleDraft.CaseChoice choice(CaseSheet.Facts facts) {
        return new WhistleDraft.CaseChoice(
                facts.id(),
                facts.number(),
                facts.title(),
                facts.description(),
                facts.address(),
                facts.category(),
                facts.status(),
                LINKABLE.contains(facts.status()));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
