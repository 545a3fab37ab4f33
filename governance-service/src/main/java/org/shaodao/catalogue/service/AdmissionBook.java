package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.AdmissionRequestId;
import org.shaodao.catalogue.AdmissionRights.Relation;
import org.shaodao.catalogue.AdmissionState;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Slice;
import org.shaodao.shared.Zone;
import org.shaodao.shared.reading.Cursor;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The admission requests that concern a reader: asked by his units, or in his district (feature A8.1). */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class AdmissionBook {

    /** Roles that have this page at all. */
    public static final Role[] READERS = {Role.RESPONDER, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR};

    static final int PAGE = 20;

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

    /**
     * What any post of the reader shows, the newest first. Throws {@link Forbidden} for who has nothing to do with
     * admissions.
     *
     * @param state where they stand today; null = anywhere
     * @param after cursor of the page before; null = the first page
     */
    public Slice<Row> list(Actor actor, @Nullable AdmissionState state, @Nullable String after) {
        requireReader(actor);
        Map<String, Object> params = new HashMap<>();
        params.put("districts", districts(actor, DISTRICT));
        params.put("units", units(actor));
        String sql = ROW + " where (r.district_id in (:districts) or r.unit_id in (:units))" + standing(state, params)
                + Cursor.following(after, "(r.requested_at, r.id) <", params)
                + " order by r.requested_at desc, r.id desc limit " + (PAGE + 1);
        List<Row> rows = jdbc.sql(sql).params(params).query(Row.class).list();
        return rows.size() <= PAGE
                ? new Slice<>(rows, null)
                : new Slice<>(rows.subList(0, PAGE), end(rows.get(PAGE - 1)));
    }

    private String standing(@Nullable AdmissionState state, Map<String, Object> params) {
        if (state == null) {
            return "";
        }
        boolean listed = state == AdmissionState.LISTED || state == AdmissionState.EXPIRED;
        params.put("state", (listed ? AdmissionState.LISTED : state).name());
        if (!listed) {
            return " and r.state = :state";
        }
        params.put("today", LocalDate.ofInstant(clock.instant(), Zone.ID));
        return " and r.state = :state and r.until_day " + (state == AdmissionState.EXPIRED ? "<" : ">=") + " :today";
    }

    private static String end(Row last) {
        return new Cursor(last.requestedAt(), last.id().value()).toString();
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

    private static Set<UUID> units(Actor actor) {
        Set<UUID> units = new HashSet<>(Set.of(new UUID(0, 0)));
        actor.postsWith(Role.RESPONDER).stream()
                .map(PostGrant::unitId)
                .filter(Objects::nonNull)
                .map(UnitId::value)
                .forEach(units::add);
        return units;
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

    /** Throws {@link Forbidden} unless the actor has to do with admissions. */
    public static void requireReader(Actor actor) {
        if (!actor.has(READERS)) {
            throw new Forbidden("nav.admissions");
        }
    }

    /** What a post has to do with a request. */
    static Set<Relation> relations(PostGrant post, UnitId unit, AreaId district) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (post.role() == Role.RESPONDER && unit.equals(post.unitId())) {
            relations.add(Relation.OWN_UNIT);
        }
        if (Arrays.asList(DISTRICT).contains(post.role()) && district.equals(post.areaId())) {
            relations.add(Relation.IN_DISTRICT);
        }
        return relations;
    }
}
