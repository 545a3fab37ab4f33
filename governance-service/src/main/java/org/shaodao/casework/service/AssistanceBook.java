package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.AssistanceId;
import org.shaodao.casework.AssistanceRequest;
import org.shaodao.casework.AssistanceRequests;
import org.shaodao.casework.AssistanceState;
import org.shaodao.casework.Doer;
import org.shaodao.casework.Placement;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.Circumstances;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests for a grid worker's help (feature A2.23) under the admission rules (A8.1): only matters the catalogue gives to
 * the grid or the community, with purpose, legal basis and day; the community desk decides, the grid answers.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class AssistanceBook {

    /** Roles that ask: departments, agencies, enterprises, street and district offices. */
    public static final Role[] ASKING = {Role.RESPONDER, Role.STREET_DESK, Role.DISTRICT_DESK};

    private static final Role[] TEAM = {Role.GRID_WORKER, Role.GRID_HEAD};

    private static final String ROWS = """
            select r.id, r.version, r.state, fu.name as from_unit, g.name as grid, m.name as community, k.name as category,
                   r.purpose, r.legal_basis, r.wanted_on, r.admission, r.requested_at, rp.name as requested_by,
                   r.decision, r.decided_at, dp.name as decided_by, r.answer, r.answered_at, ap.name as answered_by,
                   r.done_at, r.result, r.from_unit_id, r.desk_unit_id, r.grid_id, r.requested_by as requester_id,
                   r.answered_by as answerer_id
              from assistance_request r
              join unit fu on fu.id = r.from_unit_id
              join area g on g.id = r.grid_id
              left join area m on m.id = r.community_id
              join category k on k.id = r.category_id
              left join account ra on ra.id = r.requested_by
              left join person rp on rp.id = ra.person_id
              left join account da on da.id = r.decided_by
              left join person dp on dp.id = da.person_id
              left join account aa on aa.id = r.answered_by
              left join person ap on ap.id = aa.person_id
            """;

    private final AssistanceRequests requests;
    private final VisitLog visits;
    private final Routing routing;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One request as its readers see it. */
    public record Row(
            AssistanceId id,
            long version,
            AssistanceState state,
            String fromUnit,
            String grid,
            @Nullable String community,
            String category,
            String purpose,
            String legalBasis,
            LocalDate wantedOn,
            @Nullable String admission,
            Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable String decision,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable Instant doneAt,
            @Nullable String result,
            UnitId fromUnitId,
            UnitId deskUnitId,
            AreaId gridId,
            UUID requesterId,
            @Nullable UUID answererId) {}

    /** What this reader may do with it now. */
    public enum Step {
        APPROVE,
        REFUSE,
        ACCEPT,
        DECLINE,
        COMPLETE,
        WITHDRAW
    }

    /** What is asked, as typed. */
    public record Ask(
            @Nullable AreaId grid,
            @Nullable CategoryId category,
            @Nullable String purpose,
            @Nullable String legalBasis,
            @Nullable LocalDate wantedOn) {}

    /**
     * Asks for it. Throws {@link Forbidden} for roles that do not ask, {@link RuleViolation} for a matter that is not
     * admitted, a day that is past, a missing purpose or legal basis, or a grid outside the asking unit's area.
     */
    public AssistanceId ask(Actor actor, Ask ask) {
        PostGrant post = actor.postsWith(ASKING).stream()
                .filter(held -> held.unitId() != null)
                .findFirst()
                .orElseThrow(() -> new Forbidden("casework.assistance.new"));
        RuleViolation.require(ask.grid() != null, "casework.assistance.grid-missing");
        RuleViolation.require(ask.category() != null, "casework.assistance.category-missing");
        RuleViolation.require(
                ask.wantedOn() != null && !ask.wantedOn().isBefore(LocalDate.ofInstant(now(), Zone.ID)),
                "casework.assistance.day-missing");
        String purpose = PlainText.checked(ask.purpose(), 5, 500, "purpose");
        String basis = PlainText.checked(ask.legalBasis(), 2, 200, "legalBasis");
        Place grid = places.place(Objects.requireNonNull(ask.grid()));
        Placement at = CaseReporting.placement(grid);
        boolean reach = grid.level() == AreaLevel.GRID
                && grid.live()
                && post.areaId() != null
                && post.level() != null
                && at.isIn(post.level(), Set.of(post.areaId()));
        RuleViolation.require(reach, "casework.assistance.grid-outside");
        UnitRef desk = Optional.ofNullable(grid.communityId())
                .flatMap(community -> places.unitOf(community, UnitKind.COMMUNITY_DESK))
                .orElseThrow(() -> new RuleViolation("casework.no-desk"));
        CategoryId category = Objects.requireNonNull(ask.category());
        AssistanceRequest.Wish wish = new AssistanceRequest.Wish(
                Objects.requireNonNull(post.unitId()),
                at,
                desk.id(),
                category,
                purpose,
                basis,
                Objects.requireNonNull(ask.wantedOn()),
                admission(category, at));
        return requests.save(AssistanceRequest.ask(wish, Doer.of(actor, post), now()))
                .getId();
    }

    /** The rule by which grids assist in a matter; throws {@link RuleViolation} where the catalogue has none. */
    private String admission(CategoryId category, Placement at) {
        RoutingFacts facts = new RoutingFacts(
                category,
                AreaLevel.GRID,
                at.districtId(),
                at.streetId(),
                at.communityId(),
                at.gridId(),
                Circumstances.of(now(), null, "", false));
        RuleViolation.require(
                routing.againstLeading(UnitKind.GRID_TEAM, facts).isEmpty(), "casework.assistance.not-admitted");
        RoutingDecision decision = routing.decide(facts);
        if (decision instanceof RoutingDecision.ToUnit to) {
            UnitKind kind = places.unit(to.lead()).kind();
            if (kind == UnitKind.GRID_TEAM || kind == UnitKind.COMMUNITY_DESK) {
                return to.rule();
            }
        }
        throw new RuleViolation("casework.assistance.not-admitted");
    }

    /** The desk lets it through. Throws as every verb here: {@link NotFound}, {@link Forbidden}, {@link Conflict}. */
    public void approve(Actor actor, AssistanceId id, long version, @Nullable String note) {
        AssistanceRequest found = current(actor, id, version);
        String said = PlainText.checked(note, 0, 500, "note");
        UnitId team = places.unitOf(Objects.requireNonNull(found.getPlacement().gridId()), UnitKind.GRID_TEAM)
                .map(UnitRef::id)
                .orElseThrow(() -> new RuleViolation("casework.assistance.no-team"));
        found.approve(team, said.isBlank() ? null : said, desk(actor, found), now());
        requests.save(found);
    }

    /** The desk refuses it with a reason. */
    public void refuse(Actor actor, AssistanceId id, long version, @Nullable String why) {
        AssistanceRequest found = current(actor, id, version);
        found.refuse(PlainText.checked(why, 2, 500, "note"), desk(actor, found), now());
        requests.save(found);
    }

    /** A grid worker takes it on. */
    public void accept(Actor actor, AssistanceId id, long version) {
        AssistanceRequest found = current(actor, id, version);
        found.accept(team(actor, found), now());
        requests.save(found);
    }

    /** The grid cannot, with a reason. */
    public void decline(Actor actor, AssistanceId id, long version, @Nullable String why) {
        AssistanceRequest found = current(actor, id, version);
        found.decline(PlainText.checked(why, 2, 500, "note"), team(actor, found), now());
        requests.save(found);
    }

    /** Done: the result becomes the visit record, at a door where one is named. */
    public void complete(
            Actor actor, AssistanceId id, long version, @Nullable String result, @Nullable UUID household) {
        AssistanceRequest found = current(actor, id, version);
        String said = PlainText.checked(result, 2, 500, "note");
        found.complete(said, team(actor, found), now());
        requests.save(found);
        visits.assisted(actor, Objects.requireNonNull(found.getPlacement().gridId()), household, id.value(), said);
    }

    /** Who asked needs it no more. */
    public void withdraw(Actor actor, AssistanceId id, long version) {
        AssistanceRequest found = current(actor, id, version);
        PostGrant post = actor.postsWith(ASKING).stream()
                .filter(held -> found.getFromUnitId().equals(held.unitId()))
                .findFirst()
                .orElseThrow(() -> new Forbidden("casework.assistance"));
        found.withdraw(Doer.of(actor, post), now());
        requests.save(found);
    }

    /** One request; throws {@link NotFound} for whom it does not concern. */
    @Transactional(readOnly = true)
    public Row find(Actor actor, AssistanceId id) {
        return jdbc.sql(ROWS + " where r.id = ?")
                .param(id.value())
                .query(Row.class)
                .optional()
                .filter(row -> concerns(actor, row))
                .orElseThrow(() -> new NotFound("assistance"));
    }

    /** What concerns this reader: asked by his unit, for his grids, or for his desk to decide; newest first. */
    @Transactional(readOnly = true)
    public List<Row> list(Actor actor, boolean openOnly) {
        List<Row> rows = new ArrayList<>();
        collect(rows, "r.grid_id", ids(actor, AreaLevel.GRID, TEAM), openOnly);
        collect(rows, "r.desk_unit_id", units(actor, Role.COMMUNITY_DESK), openOnly);
        collect(rows, "r.from_unit_id", units(actor, ASKING), openOnly);
        return rows;
    }

    /** The steps open to this reader. */
    public Set<Step> steps(Actor actor, Row row) {
        boolean desk =
                units(actor, Role.COMMUNITY_DESK).contains(row.deskUnitId().value());
        boolean team = ids(actor, AreaLevel.GRID, TEAM).contains(row.gridId().value());
        boolean asked = units(actor, ASKING).contains(row.fromUnitId().value());
        Set<Step> steps = java.util.EnumSet.noneOf(Step.class);
        if (desk && row.state() == AssistanceState.REQUESTED) {
            steps.addAll(Set.of(Step.APPROVE, Step.REFUSE));
        }
        if (team && row.state() == AssistanceState.APPROVED) {
            steps.addAll(Set.of(Step.ACCEPT, Step.DECLINE));
        }
        if (team
                && row.state() == AssistanceState.ACCEPTED
                && actor.account().value().equals(row.answererId())) {
            steps.add(Step.COMPLETE);
        }
        boolean running = Set.of(AssistanceState.REQUESTED, AssistanceState.APPROVED, AssistanceState.ACCEPTED)
                .contains(row.state());
        if (asked && running) {
            steps.add(Step.WITHDRAW);
        }
        return steps;
    }

    /** The grids the actor's unit may ask: those of its area. */
    @Transactional(readOnly = true)
    public List<Place> grids(Actor actor) {
        return actor.postsWith(ASKING).stream()
                .filter(post -> post.areaId() != null && post.level() != null)
                .findFirst()
                .map(post -> places.within(
                        Objects.requireNonNull(post.level()),
                        List.of(Objects.requireNonNull(post.areaId())),
                        AreaLevel.GRID))
                .orElse(List.of());
    }

    private void collect(List<Row> rows, String column, List<UUID> ids, boolean openOnly) {
        if (!ids.isEmpty()) {
            String open = openOnly ? " and r.state in ('REQUESTED','APPROVED','ACCEPTED')" : "";
            jdbc
                    .sql(ROWS + " where " + column + " in (:ids)" + open + " order by r.requested_at desc limit 100")
                    .param("ids", ids)
                    .query(Row.class)
                    .list()
                    .stream()
                    .filter(row -> rows.stream().noneMatch(known -> known.id().equals(row.id())))
                    .forEach(rows::add);
        }
    }

    private boolean concerns(Actor actor, Row row) {
        return ids(actor, AreaLevel.GRID, TEAM).contains(row.gridId().value())
                || units(actor, Role.COMMUNITY_DESK).contains(row.deskUnitId().value())
                || units(actor, ASKING).contains(row.fromUnitId().value());
    }

    private AssistanceRequest current(Actor actor, AssistanceId id, long version) {
        find(actor, id);
        AssistanceRequest found = requests.findById(id).orElseThrow(() -> new NotFound("assistance"));
        if (found.version() != version) {
            throw new Conflict(null, "casework.assistance", found.getRequestedAt());
        }
        return found;
    }

    private static Doer desk(Actor actor, AssistanceRequest request) {
        return actor.postsWith(Role.COMMUNITY_DESK).stream()
                .filter(post -> request.getDeskUnitId().equals(post.unitId()))
                .findFirst()
                .map(post -> Doer.of(actor, post))
                .orElseThrow(() -> new Forbidden("casework.assistance"));
    }

    private static Doer team(Actor actor, AssistanceRequest request) {
        return actor.postsWith(TEAM).stream()
                .filter(post -> Objects.equals(request.getPlacement().gridId(), post.areaId()))
                .findFirst()
                .map(post -> Doer.of(actor, post))
                .orElseThrow(() -> new Forbidden("casework.assistance"));
    }

    private static List<UUID> units(Actor actor, Role... roles) {
        return actor.postsWith(roles).stream()
                .map(PostGrant::unitId)
                .filter(Objects::nonNull)
                .map(UnitId::value)
                .distinct()
                .toList();
    }

    private static List<UUID> ids(Actor actor, AreaLevel level, Role... roles) {
        return actor.postsWith(roles).stream()
                .filter(post -> post.level() == level)
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .map(AreaId::value)
                .distinct()
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
