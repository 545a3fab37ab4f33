package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.AdmissionAction;
import org.shaodao.catalogue.AdmissionRequest;
import org.shaodao.catalogue.AdmissionRequestId;
import org.shaodao.catalogue.AdmissionRequests;
import org.shaodao.catalogue.AdmissionRights;
import org.shaodao.catalogue.AdmissionRights.Relation;
import org.shaodao.catalogue.AdmissionState;
import org.shaodao.catalogue.AdmissionWish;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.Mandate;
import org.shaodao.catalogue.MatterList;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests of departments to bring a matter into the list of communities or grids (feature A8.1). What is agreed to
 * becomes a temporary line of the catalogue, which is what acceptance and dispatch ask; nothing else is consulted there.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class AdmissionOffice {

    /** Roles that have this page at all. */
    public static final Role[] READERS = {Role.RESPONDER, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR};

    private static final Role[] DISTRICT = {Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR};

    private static final String ROW = """
            select r.id, r.version, r.district_id, r.unit_id, u.name as unit, r.category_id, c.code as category_code,
                   c.name as category, r.level, r.leads, r.matter, r.legal_basis, r.from_day, r.until_day, r.money, r.people,
                   r.training, r.requested_at, pq.name as requested_by, r.opinion, r.reviewed_at, pv.name as reviewed_by,
                   r.decision, r.decided_at, pd.name as decided_by, r.entry_id, r.withdrawn_at, pw.name as withdrawn_by,
                   r.withdrawn_why, r.state
              from admission_request r
              join unit u on u.id = r.unit_id
              join category c on c.id = r.category_id
              left join account aq on aq.id = r.requested_by
              left join person pq on pq.id = aq.person_id
              left join account av on av.id = r.reviewed_by
              left join person pv on pv.id = av.person_id
              left join account ad on ad.id = r.decided_by
              left join person pd on pd.id = ad.person_id
              left join account aw on aw.id = r.withdrawn_by
              left join person pw on pw.id = aw.person_id
            """;

    private final AdmissionRequests requests;
    private final CatalogueEditing editing;
    private final CatalogueTables tables;
    private final Categories categories;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One request as its readers see it. */
    public record Row(
            AdmissionRequestId id,
            long version,
            AreaId districtId,
            UnitId unitId,
            String unit,
            CategoryId categoryId,
            String categoryCode,
            String category,
            AreaLevel level,
            boolean leads,
            String matter,
            String legalBasis,
            LocalDate fromDay,
            LocalDate untilDay,
            String money,
            String people,
            String training,
            Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable String opinion,
            @Nullable Instant reviewedAt,
            @Nullable String reviewedBy,
            @Nullable String decision,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable CatalogueEntryId entryId,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnWhy,
            AdmissionState state) {

        /** Where it stands on this day. */
        public AdmissionState standing(LocalDate today) {
            return state == AdmissionState.LISTED && today.isAfter(untilDay) ? AdmissionState.EXPIRED : state;
        }
    }

    /** What concerns the reader: asked by his units, or in his district; the newest first. */
    @Transactional(readOnly = true)
    public List<Row> list(Actor actor) {
        requireReader(actor);
        Set<UUID> units = new HashSet<>(Set.of(new UUID(0, 0)));
        actor.postsWith(Role.RESPONDER).stream()
                .map(PostGrant::unitId)
                .filter(Objects::nonNull)
                .map(UnitId::value)
                .forEach(units::add);
        String column = actor.has(DISTRICT) ? "district_id" : "unit_id";
        return jdbc.sql(ROW + " where r." + column + " in (:ids) order by r.requested_at desc, r.id desc limit 500")
                .param("ids", actor.has(DISTRICT) ? districts(actor, DISTRICT) : units)
                .query(Row.class)
                .list();
    }

    /** How many requests wait for this person: unread ones for the district's desk, undecided ones for who decides. */
    @ReadsOnly
    public int waiting(Actor actor) {
        return jdbc.sql("""
                        select count(*) from admission_request
                         where (district_id in (:reviewing) and state = 'REQUESTED')
                            or (district_id in (:deciding) and state in ('REQUESTED', 'REVIEWED'))
                        """)
                .param("reviewing", districts(actor, Role.DISTRICT_DESK))
                .param("deciding", districts(actor, Role.DISTRICT_SUPERVISOR))
                .query(Integer.class)
                .single();
    }

    private static Set<UUID> districts(Actor actor, Role... roles) {
        Set<UUID> districts = new HashSet<>(Set.of(new UUID(0, 0)));
        actor.postsWith(roles).stream()
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .map(AreaId::value)
                .forEach(districts::add);
        return districts;
    }

    /** One request; throws {@link NotFound} for whom it does not concern. */
    @Transactional(readOnly = true)
    public Row find(Actor actor, AdmissionRequestId id) {
        return jdbc.sql(ROW + " where r.id = ?")
                .param(id.value())
                .query(Row.class)
                .optional()
                .filter(row -> actor.posts().stream()
                        .anyMatch(post ->
                                !relations(post, row.unitId(), row.districtId()).isEmpty()))
                .orElseThrow(() -> new NotFound("admission-request"));
    }

    /** What the actor may do with it today. */
    @Transactional(readOnly = true)
    public Set<AdmissionAction> actions(Actor actor, Row row) {
        Set<AdmissionAction> actions = EnumSet.noneOf(AdmissionAction.class);
        for (AdmissionAction action : AdmissionAction.values()) {
            if (granting(actor, row.standing(today()), action, row.unitId(), row.districtId())
                    .isPresent()) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** Throws {@link Forbidden} unless the actor has to do with admissions. */
    public static void requireReader(Actor actor) {
        if (!actor.has(READERS)) {
            throw new Forbidden("nav.admissions");
        }
    }

    /** Throws {@link Forbidden} unless the actor may ask for one. */
    public static void requireAsker(Actor actor) {
        asker(actor);
    }

    /**
     * Asks for it. Throws {@link Forbidden} for who holds no post of a responding unit, {@link RuleViolation} for a matter
     * that a community may never lead (A8.9), for one that is admitted already, and as {@link AdmissionRequest#ask}.
     */
    public AdmissionRequestId ask(Actor actor, AdmissionWish wish) {
        PostGrant post = asker(actor);
        UnitRef unit = places.unit(Objects.requireNonNull(post.unitId()));
        Place place = places.place(unit.areaId());
        AreaId district = place.level() == AreaLevel.DISTRICT ? place.id() : place.districtId();
        RuleViolation.require(district != null, "catalogue.admission.no-district");
        CategoryRef category = categories
                .find(wish.category())
                .filter(CategoryRef::active)
                .orElseThrow(() -> new RuleViolation("catalogue.admission.category-missing"));
        RuleViolation.require(
                !wish.leads() || !category.communityNeverLeads(),
                "catalogue.refusal.community-never-leads",
                category.name());
        RuleViolation.require(
                wish.leads() || !Mandate.isStreetSide(unit.kind()), "catalogue.entry.assisting-only", category.name());
        details(wish.level(), wish.leads(), unit, wish.legalBasis(), wish.until());
        requireUnlisted(wish.category(), wish.level(), wish.leads(), category.name());
        return requests.save(AdmissionRequest.ask(
                        AdmissionRequestId.next(),
                        Objects.requireNonNull(district),
                        unit.id(),
                        wish,
                        by(actor, post),
                        now()))
                .getId();
    }

    /** The district office gives its opinion. Throws as every verb here: {@link NotFound}, {@link Forbidden}, {@link Conflict}. */
    public void review(Actor actor, AdmissionRequestId id, long version, @Nullable String words) {
        Granted granted = grant(actor, id, version, AdmissionAction.REVIEW);
        granted.request().review(words, granted.by(), now());
        requests.save(granted.request());
    }

    /**
     * Agrees to it, which makes the line of the catalogue from the first day on. Throws also {@link RuleViolation} where
     * the matter has been admitted meanwhile or its line has a planned change.
     */
    public void approve(Actor actor, AdmissionRequestId id, long version, @Nullable String words) {
        Granted granted = grant(actor, id, version, AdmissionAction.APPROVE);
        AdmissionRequest request = granted.request();
        request.requireApprovable(now());
        request.approve(admit(request, actor), words, granted.by(), now());
        requests.save(request);
    }

    /** Refuses it with the reason. */
    public void refuse(Actor actor, AdmissionRequestId id, long version, @Nullable String why) {
        Granted granted = grant(actor, id, version, AdmissionAction.REFUSE);
        granted.request().refuse(why, granted.by(), now());
        requests.save(granted.request());
    }

    /** Takes it back; out of the list where it stands there, so that nothing is accepted or dispatched by it any more. */
    public void withdraw(Actor actor, AdmissionRequestId id, long version, @Nullable String why) {
        Granted granted = grant(actor, id, version, AdmissionAction.WITHDRAW);
        AdmissionRequest request = granted.request();
        boolean listed = request.getState() == AdmissionState.LISTED;
        request.withdraw(why, granted.by(), now());
        requests.save(request);
        CatalogueEntryId entry = request.getEntryId();
        if (listed && entry != null) {
            tables.editions(entry).stream()
                    .filter(CatalogueTables.EntryRow::active)
                    .findFirst()
                    .ifPresent(row -> takeOut(row, actor));
        }
    }

    /**
     * What was said before the request counts again; where nothing was, or a period that is over, it is not admitted any
     * more. A line that has not begun is simply dropped.
     */
    private void takeOut(CatalogueTables.EntryRow row, Actor actor) {
        if (row.isPlanned(now())) {
            editing.deactivateEntry(row.id(), row.version(), actor);
            return;
        }
        EntryDetails before = tables.editions(row.id()).stream()
                .filter(edition -> edition.edition() < row.edition() && !edition.isDropped())
                .findFirst()
                .filter(edition -> edition.admission() != Admission.TEMPORARY)
                .map(edition -> details(edition, edition.admission()))
                .orElseGet(() -> details(row, Admission.NOT_ADMITTED));
        editing.editEntry(row.id(), row.version(), before, actor);
    }

    private static EntryDetails details(CatalogueTables.EntryRow row, Admission admission) {
        return new EntryDetails(
                row.leadKind(),
                row.leadSpeciality(),
                row.coUnits(),
                row.limitClass(),
                row.legalBasis(),
                row.listType(),
                row.filingCondition(),
                row.closingCondition(),
                admission,
                null);
    }

    private CatalogueEntryId admit(AdmissionRequest request, Actor actor) {
        UnitRef unit = places.unit(request.getUnitId());
        EntryDetails details =
                details(request.getLevel(), request.isLeads(), unit, request.getLegalBasis(), request.getUntilDay());
        LocalDate from = request.getFromDay().isBefore(today()) ? today() : request.getFromDay();
        String name =
                categories.find(request.getCategoryId()).map(CategoryRef::name).orElse("");
        requireUnlisted(request.getCategoryId(), request.getLevel(), request.isLeads(), name);
        Optional<CatalogueTables.EntryRow> present = present(request.getCategoryId(), request.getLevel());
        if (present.isEmpty()) {
            return editing.addEntry(request.getCategoryId(), request.getLevel(), null, details, from, actor);
        }
        CatalogueTables.EntryRow row = present.get();
        return editing.editEntry(row.id(), row.version(), details, from, actor);
    }

    /**
     * Throws {@link RuleViolation} where a line already has communities or grids lead or assist as it is asked for, or a
     * change of the line is planned.
     */
    private void requireUnlisted(CategoryId category, AreaLevel level, boolean leads, String name) {
        Instant now = now();
        UnitKind below = below(level);
        boolean listed = lines(category, level).stream()
                .anyMatch(row -> row.isPlanned(now)
                        || isAdmitted(row)
                                && (row.leadKind() == below
                                        || !leads && row.coUnits().contains(below.name())));
        RuleViolation.require(!listed, "catalogue.admission.listed-already", name);
    }

    private boolean isAdmitted(CatalogueTables.EntryRow row) {
        return row.admission() == Admission.STANDING
                || row.admission() == Admission.TEMPORARY && !row.isExpired(today());
    }

    private static UnitKind below(AreaLevel level) {
        return level == AreaLevel.GRID ? UnitKind.GRID_TEAM : UnitKind.COMMUNITY_DESK;
    }

    private Optional<CatalogueTables.EntryRow> present(CategoryId category, AreaLevel level) {
        return lines(category, level).stream()
                .filter(CatalogueTables.EntryRow::active)
                .findFirst();
    }

    private List<CatalogueTables.EntryRow> lines(CategoryId category, AreaLevel level) {
        return tables.live(category).stream()
                .filter(row -> row.level() == level && row.areaKind() == null)
                .toList();
    }

    /** The line it becomes: the community or grid leads, or the asking unit does and they assist. */
    private static EntryDetails details(
            AreaLevel level, boolean leads, UnitRef unit, String legalBasis, LocalDate until) {
        UnitKind below = below(level);
        String speciality = unit.speciality();
        return new EntryDetails(
                leads ? below : unit.kind(),
                leads || speciality == null ? null : Speciality.valueOf(speciality),
                leads ? List.of() : List.of(below.name()),
                null,
                legalBasis,
                leads ? MatterList.BASIC : MatterList.ASSISTING,
                null,
                null,
                Admission.TEMPORARY,
                until);
    }

    private record Granted(AdmissionRequest request, AdmissionRequest.By by) {}

    private Granted grant(Actor actor, AdmissionRequestId id, long version, AdmissionAction action) {
        find(actor, id);
        AdmissionRequest request = requests.findById(id).orElseThrow(() -> new NotFound("admission-request"));
        if (request.version() != version) {
            throw new Conflict(null, null, null);
        }
        boolean ever = Arrays.stream(AdmissionState.values())
                .anyMatch(state -> granting(actor, state, action, request.getUnitId(), request.getDistrictId())
                        .isPresent());
        Optional<PostGrant> post =
                granting(actor, request.standing(today()), action, request.getUnitId(), request.getDistrictId());
        RuleViolation.require(!ever || post.isPresent(), "catalogue.admission.decided");
        return new Granted(
                request, by(actor, post.orElseThrow(() -> new Forbidden("AdmissionAction." + action.name()))));
    }

    private static Optional<PostGrant> granting(
            Actor actor, @Nullable AdmissionState state, AdmissionAction action, UnitId unit, AreaId district) {
        return actor.posts().stream()
                .filter(post -> relations(post, unit, district).stream()
                        .anyMatch(relation -> AdmissionRights.table().allow(state, action, post.role(), relation)))
                .findFirst();
    }

    private static Set<Relation> relations(PostGrant post, UnitId unit, AreaId district) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (post.role() == Role.RESPONDER && unit.equals(post.unitId())) {
            relations.add(Relation.OWN_UNIT);
        }
        if (Arrays.asList(DISTRICT).contains(post.role()) && district.equals(post.areaId())) {
            relations.add(Relation.IN_DISTRICT);
        }
        return relations;
    }

    private static PostGrant asker(Actor actor) {
        return actor.posts().stream()
                .filter(post -> post.unitId() != null
                        && AdmissionRights.table().allow(null, AdmissionAction.ASK, post.role(), Relation.OWN_UNIT))
                .findFirst()
                .orElseThrow(() -> new Forbidden("AdmissionAction.ASK"));
    }

    private static AdmissionRequest.By by(Actor actor, PostGrant post) {
        return new AdmissionRequest.By(actor.account(), post.role());
    }

    /** Today, as admissions count days. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
