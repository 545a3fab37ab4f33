package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.Slice;
import org.shaodao.shared.Zone;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Coverage of the Party chain and of the grids. A number and its list come from one statement, so they cannot
 * disagree.
 */
@Service
@RequiredArgsConstructor
@EnableConfigurationProperties(CoverageLimits.class)
@Transactional(readOnly = true)
public class CoverageBoard {

    private static final int PAGE = 20;

    /** Whether grid {@code a} has a live branch of its own or a joint one. */
    private static final String HAS_BRANCH = """
            exists (select 1 from party_organisation_grid pg join party_organisation b on b.id = pg.party_organisation_id
                     where pg.grid_id = a.id and b.valid_to is null)
            """;

    /** Whether some branch of grid {@code a} hangs in a whole chain and has a group and a member household. */
    private static final String CHAIN_WHOLE = """
            exists (select 1 from party_organisation_grid pg
                      join party_organisation b on b.id = pg.party_organisation_id and b.valid_to is null
                      join party_organisation c on c.id = b.parent_id and c.valid_to is null
                      join party_organisation s on s.id = c.parent_id and s.valid_to is null
                     where pg.grid_id = a.id
                       and exists (select 1 from party_organisation g where g.parent_id = b.id
                                    and g.level = 'BUILDING_GROUP' and g.valid_to is null)
                       and exists (select 1 from party_organisation h left join party_organisation g on g.id = h.parent_id
                                    where h.level = 'MEMBER_HOUSEHOLD' and h.valid_to is null
                                      and (h.parent_id = b.id or g.parent_id = b.id and g.valid_to is null)))
            """;

    /** How many persons work grid {@code a} today, full-time or part-time, deputies left out. */
    private static final String WORKERS = """
            select count(distinct h.person_id)::int as n
              from post t join post_holding h on h.post_id = t.id
             where t.area_id = a.id and t.type = 'WORKER' and t.valid_to is null and not h.deputy
               and h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
            """;

    private final JdbcClient jdbc;
    private final CoverageLimits limits;
    private final Clock clock;

    /** One gap. {@code value} is the figure that is out of range, or the number missing. */
    public record Row(
            UUID id,
            String name,
            @Nullable String place,
            @Nullable String detail,
            @Nullable Integer value) {}

    /** A check with the number of its rows. */
    public record Figure(CoverageCheck check, int count) {}

    /** An indicator as a share. */
    public record Indicator(String key, int part, int whole, CoverageCheck gaps) {

        /** Percent with one digit; null where there is nothing to measure. */
        public @Nullable Double percent() {
            return whole == 0 ? null : Math.round(part * 1000.0 / whole) / 10.0;
        }
    }

    /** All checks with their numbers. */
    public List<Figure> figures(AreaScope scope) {
        Map<CoverageCheck, Integer> counts = new EnumMap<>(CoverageCheck.class);
        for (CoverageCheck check : CoverageCheck.values()) {
            counts.put(check, count(check, scope));
        }
        return counts.entrySet().stream()
                .map(entry -> new Figure(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** How many gaps a check finds. */
    public int count(CoverageCheck check, AreaScope scope) {
        return statement("select count(*) from (" + sql(check, scope) + ") r", scope)
                .query(Integer.class)
                .single();
    }

    /** The gaps of a check, in the order of places. */
    public Slice<Row> list(CoverageCheck check, AreaScope scope, @Nullable String after) {
        String[] cursor = Cursor.read(after);
        record Sorted(
                UUID id,
                String name,
                @Nullable String place,
                @Nullable String detail,
                @Nullable Integer value,
                String sort) {}
        List<Sorted> rows = statement(
                        "select * from (" + sql(check, scope)
                                + ") r where (:sort::text is null or (r.sort, r.id::text) >"
                                + " (:sort, :id)) order by r.sort, r.id::text limit " + (PAGE + 1),
                        scope)
                .param("sort", cursor.length == 2 ? cursor[0] : null)
                .param("id", cursor.length == 2 ? cursor[1] : "")
                .query(Sorted.class)
                .list();
        List<Row> page = rows.stream()
                .limit(PAGE)
                .map(row -> new Row(row.id(), row.name(), row.place(), row.detail(), row.value()))
                .toList();
        if (rows.size() <= PAGE) {
            return new Slice<>(page, null);
        }
        Sorted last = rows.get(PAGE - 1);
        return new Slice<>(page, Cursor.of(last.sort(), last.id().toString()));
    }

    /** The indicators P-1 to P-4, G-1 and G-3. */
    public List<Indicator> indicators(AreaScope scope) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        record Wholes(int grids, int basic, int branches, int memberHouseholds, int households, int covered) {}
        Wholes all = statement("""
                        select (select count(*) from area a where a.level = 'GRID' and a.valid_to is null and %1$s) as grids,
                               (select count(*) from area a where a.level = 'GRID' and a.valid_to is null
                                   and coalesce(a.kind, 'BASIC') = 'BASIC' and %1$s) as basic,
                               (select count(*) from party_organisation p join area a on a.id = p.area_id
                                 where p.level = 'GRID_BRANCH' and p.valid_to is null and %1$s) as branches,
                               (select count(*) from party_organisation p join area a on a.id = p.area_id
                                 where p.level = 'MEMBER_HOUSEHOLD' and p.valid_to is null and %1$s) as member_households,
                               (select coalesce(sum(a.households), 0) from area a where a.level = 'GRID'
                                   and a.valid_to is null and %1$s) as households,
                               (select coalesce(sum(least(a.households, c.covered)), 0)
                                  from area a join (select area_id, sum(households_covered) as covered
                                                      from party_organisation
                                                     where level = 'MEMBER_HOUSEHOLD' and valid_to is null
                                                     group by area_id) c on c.area_id = a.id
                                 where a.level = 'GRID' and a.valid_to is null and %1$s) as covered
                        """.formatted(sql.onArea()), scope)
                .query(Wholes.class)
                .single();
        int without = count(CoverageCheck.GRID_WITHOUT_BRANCH, scope);
        int joint = count(CoverageCheck.GRID_WITH_JOINT_BRANCH, scope);
        return List.of(
                new Indicator("P-1", all.grids() - without, all.grids(), CoverageCheck.GRID_WITHOUT_BRANCH),
                new Indicator(
                        "P-1-own", all.grids() - without - joint, all.grids(), CoverageCheck.GRID_WITH_JOINT_BRANCH),
                new Indicator(
                        "P-2",
                        all.branches() - count(CoverageCheck.BRANCH_GROUPS, scope),
                        all.branches(),
                        CoverageCheck.BRANCH_GROUPS),
                new Indicator("P-3", all.covered(), all.households(), CoverageCheck.MEMBER_HOUSEHOLD_SIZE),
                new Indicator(
                        "P-3-size",
                        all.memberHouseholds() - count(CoverageCheck.MEMBER_HOUSEHOLD_SIZE, scope),
                        all.memberHouseholds(),
                        CoverageCheck.MEMBER_HOUSEHOLD_SIZE),
                new Indicator(
                        "P-4",
                        all.grids() - count(CoverageCheck.CHAIN_INCOMPLETE, scope),
                        all.grids(),
                        CoverageCheck.CHAIN_INCOMPLETE),
                new Indicator(
                        "G-1",
                        all.grids() - count(CoverageCheck.GRID_WITHOUT_WORKER, scope),
                        all.grids(),
                        CoverageCheck.GRID_WITHOUT_WORKER),
                new Indicator(
                        "G-3",
                        all.basic() - count(CoverageCheck.GRID_SIZE, scope),
                        all.basic(),
                        CoverageCheck.GRID_SIZE));
    }

    /** Residents of all grids, and the persons who work them. */
    public record Load(int residents, int workers) {

        /** Residents for each worker, rounded up; null without a worker. */
        public @Nullable Integer each() {
            return workers == 0 ? null : (residents + workers - 1) / workers;
        }
    }

    /** The load of the grid workers, G-5; whoever works several grids counts once. Units only, never persons. */
    public Load load(AreaScope scope) {
        return statement("""
                        select (select coalesce(sum(a.residents), 0)::int from area a
                                 where a.level = 'GRID' and a.valid_to is null and %1$s) as residents,
                               (select count(distinct h.person_id)::int
                                  from area a
                                  join post t on t.area_id = a.id and t.type = 'WORKER' and t.valid_to is null
                                  join post_holding h on h.post_id = t.id
                                 where a.level = 'GRID' and a.valid_to is null and not h.deputy
                                   and h.held_from <= :today and (h.held_to is null or h.held_to >= :today)
                                   and %1$s) as workers
                        """.formatted(ScopeSql.of(scope, "a", "").onArea()), scope)
                .query(Load.class)
                .single();
    }

    /** The ranges in force. */
    public CoverageLimits limits() {
        return limits;
    }

    private JdbcClient.StatementSpec statement(String sql, AreaScope scope) {
        return jdbc.sql(sql)
                .param("scope", ScopeSql.of(scope, "a", "").ids())
                .param("today", LocalDate.ofInstant(clock.instant(), Zone.ID));
    }

    private String sql(CoverageCheck check, AreaScope scope) {
        String within = ScopeSql.of(scope, "a", "").onArea();
        return switch (check) {
            case GRID_WITHOUT_BRANCH -> grids("null::int", within, "not " + HAS_BRANCH);
            case GRID_WITH_JOINT_BRANCH -> grids("null::int", within, HAS_BRANCH + """
                         and not exists (select 1 from party_organisation_grid pg
                             join party_organisation b on b.id = pg.party_organisation_id and b.valid_to is null
                            where pg.grid_id = a.id and b.area_id = a.id
                              and (select count(*) from party_organisation_grid o where o.party_organisation_id = b.id) = 1)
                        """);
            case CHAIN_INCOMPLETE -> grids("null::int", within, "not " + CHAIN_WHOLE);
            case GRID_SIZE ->
                grids(
                        "a.households",
                        within,
                        "coalesce(a.kind, 'BASIC') = 'BASIC' and a.households not between %d and %d"
                                .formatted(limits.gridMin(), limits.gridMax()));
            case GRID_WITHOUT_HEAD -> grids("null::int", within, withoutPost("HEAD", ""));
            case GRID_WITHOUT_WORKER ->
                grids("null::int", within, withoutPost("WORKER", "and h.employment = 'FULL_TIME'"));
            case WORKER_LOAD -> """
                    select a.id, a.name, up.name as place, null::text as detail,
                           ((a.residents + w.n - 1) / w.n)::int as value, a.code as sort
                      from area a left join area up on up.id = a.parent_id
                      join lateral (%s) w on w.n > 0
                     where a.level = 'GRID' and a.valid_to is null and %s and a.residents > w.n * %d
                    """.formatted(WORKERS, within, limits.residentsPerWorker());
            case BRANCH_GROUPS -> """
                    select p.id, p.name, up.name || ' · ' || a.name as place, null::text as detail, g.n as value,
                           a.code as sort
                      from party_organisation p
                      join area a on a.id = p.area_id
                      left join area up on up.id = a.parent_id
                      join lateral (select count(*)::int as n from party_organisation c where c.parent_id = p.id
                                       and c.level = 'BUILDING_GROUP' and c.valid_to is null) g on true
                     where p.level = 'GRID_BRANCH' and p.valid_to is null and %s and g.n not between %d and %d
                    """.formatted(within, limits.groupsMin(), limits.groupsMax());
            case MEMBER_HOUSEHOLD_SIZE -> """
                    select p.id, p.name, up.name || ' · ' || a.name as place, null::text as detail,
                           coalesce(p.households_covered, 0) as value, a.code as sort
                      from party_organisation p
                      join area a on a.id = p.area_id
                      left join area up on up.id = a.parent_id
                     where p.level = 'MEMBER_HOUSEHOLD' and p.valid_to is null and %s
                       and coalesce(p.households_covered, 0) not between %d and %d
                    """.formatted(within, limits.householdMin(), limits.householdMax());
            case POST_VACANT -> """
                    select t.id, coalesce(pl.name, pu.name, pp.name) as name, up.name as place, t.type as detail,
                           (t.required_number - coalesce(k.held, 0))::int as value, a.code || t.type as sort
                      from post t
                      left join (select h.post_id, count(distinct h.person_id) as held from post_holding h
                                  where not h.deputy and h.held_from <= :today
                                    and (h.held_to is null or h.held_to >= :today)
                                  group by h.post_id) k on k.post_id = t.id
                      left join area pl on pl.id = t.area_id
                      %s
                      left join area up on up.id = a.parent_id
                     where t.valid_to is null and a.valid_to is null and %s and coalesce(k.held, 0) < t.required_number
                    """.formatted(OrganisationAccess.PLACE_OF_POST, within);
            case UNIT_WITHOUT_PHONE -> """
                    select u.id, u.name, a.name as place, u.kind as detail, null::int as value, a.code || u.code as sort
                      from unit u join area a on a.id = u.area_id
                     where u.valid_to is null and u.kind <> 'GRID_TEAM' and u.duty_phone is null and %s
                    """.formatted(within);
        };
    }

    private static String grids(String value, String within, String condition) {
        return """
                select a.id, a.name, up.name as place, null::text as detail, %s as value, a.code as sort
                  from area a left join area up on up.id = a.parent_id
                 where a.level = 'GRID' and a.valid_to is null and %s and %s
                """.formatted(value, within, condition);
    }

    private static String withoutPost(String type, String more) {
        return """
                not exists (select 1 from post t join post_holding h on h.post_id = t.id
                             where t.area_id = a.id and t.type = '%s' and t.valid_to is null and not h.deputy %s
                               and h.held_from <= :today and (h.held_to is null or h.held_to >= :today))
                """.formatted(type, more);
    }
}
