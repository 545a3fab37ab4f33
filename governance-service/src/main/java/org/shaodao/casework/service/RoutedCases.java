package org.shaodao.casework.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.Circumstances;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases with just what a routing decision looks at, for trying many at once; within a scope that may see texts. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class RoutedCases {

    private static final String COLUMNS = """
            select c.id, c.number, c.status, c.category_id, k.name as category, coalesce(aa.level, c.level) as level,
                   c.district_id, c.street_id, c.community_id, c.grid_id,
                   coalesce(g.name, m.name, s.name, d.name) as place, c.source, c.urgent,
                   c.title || chr(10) || c.description as text,
                   coalesce(c.first_dispatched_at, c.accepted_at, c.reported_at) as decided_at, c.reported_at,
                   u.name as holder
              from governance_case c
              join unit u on u.id = c.holder_unit_id
              join area d on d.id = c.district_id
              left join unit au on au.id = c.accepting_unit_id
              left join area aa on aa.id = au.area_id
              left join category k on k.id = c.category_id
              left join area s on s.id = c.street_id
              left join area m on m.id = c.community_id
              left join area g on g.id = c.grid_id
            """;

    private static final String PAST = " and c.status not in ('DRAFT','VOIDED')";

    private final JdbcClient jdbc;

    /**
     * One case.
     *
     * @param level whose desk accepted it, or would
     * @param decidedAt when it was dispatched first, else accepted, else reported
     */
    public record Row(
            CaseId id,
            String number,
            CaseStatus status,
            @Nullable CategoryId categoryId,
            @Nullable String category,
            AreaLevel level,
            AreaId districtId,
            @Nullable AreaId streetId,
            @Nullable AreaId communityId,
            @Nullable AreaId gridId,
            @Nullable String place,
            CaseSource source,
            boolean urgent,
            String text,
            Instant decidedAt,
            Instant reportedAt,
            String holder) {

        /** What a decision under this category at this moment looks at. */
        public RoutingFacts facts(CategoryId under, Instant at) {
            return new RoutingFacts(
                    under,
                    level,
                    districtId,
                    streetId,
                    communityId,
                    gridId,
                    Circumstances.of(at, source.name(), text, urgent));
        }
    }

    /** The scope as a condition on {@code c}, for cases that somebody keeps a list of; fills the parameters it uses. */
    public static String within(AreaScope scope, Map<String, Object> params) {
        return scope instanceof AreaScope.FiguresOnly ? "false" : CaseQueue.within(scope, params);
    }

    /** Cases that wait to be accepted or dispatched, the oldest first, at most so many. */
    public List<Row> waiting(AreaScope scope, int atMost) {
        return list(
                scope,
                " and c.closed_at is null and c.status in ('REPORTED','PENDING_INFO','ACCEPTED','RETURN_PENDING')"
                        + " order by c.reported_at, c.id limit :most",
                atMost);
    }

    /** Accepted cases that wait to be dispatched, the oldest first, at most so many. */
    public List<Row> accepted(AreaScope scope, int atMost) {
        return list(
                scope,
                " and c.closed_at is null and c.status = 'ACCEPTED' order by c.accepted_at, c.id limit :most",
                atMost);
    }

    /**
     * The last cases reported, the newest first, at most so many; drafts and voided ones left out.
     *
     * @param before only those that stand after this one; null = from the newest on
     */
    public List<Row> latest(AreaScope scope, @Nullable Row before, int atMost) {
        return before == null
                ? list(scope, PAST + " order by c.reported_at desc, c.id desc limit :most", Map.of("most", atMost))
                : list(
                        scope,
                        PAST + " and (c.reported_at, c.id) < (:at, :id)"
                                + " order by c.reported_at desc, c.id desc limit :most",
                        Map.of(
                                "most",
                                atMost,
                                "at",
                                before.reportedAt().atOffset(ZoneOffset.UTC),
                                "id",
                                before.id().value()));
    }

    /** How many cases {@link #latest} has, counted up to this number. */
    public int count(AreaScope scope, int atMost) {
        if (scope instanceof AreaScope.FiguresOnly) {
            return 0;
        }
        Map<String, Object> params = new HashMap<>();
        String within = CaseQueue.within(scope, params);
        params.put("most", atMost);
        return jdbc.sql("select count(*) from (select 1 from governance_case c where " + within + PAST
                        + " limit :most) counted")
                .params(params)
                .query(Integer.class)
                .single();
    }

    private List<Row> list(AreaScope scope, String rest, int atMost) {
        return list(scope, rest, Map.of("most", atMost));
    }

    private List<Row> list(AreaScope scope, String rest, Map<String, Object> more) {
        Map<String, Object> params = new HashMap<>(more);
        if (scope instanceof AreaScope.FiguresOnly) {
            return List.of();
        }
        String sql = COLUMNS + " where " + CaseQueue.within(scope, params) + rest;
        return jdbc.sql(sql).params(params).query(Row.class).list();
    }
}
