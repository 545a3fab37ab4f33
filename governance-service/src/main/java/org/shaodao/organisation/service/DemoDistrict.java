package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.Zone;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The demonstration: the real Jinchuan district of Jinchang with made-up grids, branches, households, people, posts and
 * units, always the same ones, with a few gaps on purpose so that the coverage checks have something to show.
 */
@Service
@RequiredArgsConstructor
public class DemoDistrict {

    /** Code of the district. */
    public static final String DISTRICT = "620302000000";

    /** The demonstration accounts by login, in the order in which people meet them. */
    public static final List<String> LOGINS = List.of(
            "worker1",
            "head1",
            "building1",
            "rider1",
            "worker2",
            "community1",
            "community2",
            "street1",
            "street2",
            "leader1",
            "urban1",
            "power1",
            "district1",
            "supervisor1",
            "reviewer1",
            "city1",
            "sysadmin",
            "secadmin",
            "auditadmin");

    private static final int GRIDS = 4;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final DivisionImport divisions;
    private final Places places;
    private final PersonalDataVault vault;
    private final PasswordEncoder passwords;
    private final Clock clock;

    /** Whether nobody has an account yet. */
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return !jdbc.sql("select exists (select 1 from account)")
                .query(Boolean.class)
                .single();
    }

    /** Loads it unless it is there; answers whether it did. */
    @Transactional
    public boolean load(String password) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('demo-district'))")
                .query((row, n) -> 0)
                .list();
        if (jdbc.sql("select exists (select 1 from account where login = 'worker1')")
                .query(Boolean.class)
                .single()) {
            return false;
        }
        List<RowError> errors = new ArrayList<>();
        List<DivisionRow> rows =
                DivisionImport.read(new ClassPathResource("organisation/divisions_jinchang.tsv"), errors).stream()
                        .filter(row -> !row.level().isBelow(AreaLevel.CITY)
                                || row.code().startsWith("620302"))
                        .toList();
        divisions
                .prepare(rows, errors, "divisions_jinchang.tsv", Actor.system(), false)
                .take(done -> {});
        Instant now = clock.instant();
        new Making(now, passwords.encode(password)).make();
        return true;
    }

    /** Everything made up, gathered first and written in batches. */
    private final class Making {

        private final LocalDate since;
        private final RowBatches rows;
        private final DemoNames names = new DemoNames();
        private final String hash;
        private final Map<String, UUID> desks = new HashMap<>();
        private final Map<Speciality, UUID> bureaus = new HashMap<>();
        private int phones;
        private int gridNumber;

        Making(Instant now, String hash) {
            this.since = LocalDate.ofInstant(now, Zone.ID).minusYears(2).withDayOfYear(1);
            this.rows = new RowBatches(vault, now, since);
            this.hash = hash;
        }

        void make() {
            Place district = places.byCode(DISTRICT).orElseThrow();
            jdbc.sql("select a.code, u.id from unit u join area a on a.id = u.area_id")
                    .query((row, n) -> desks.put(row.getString(1), row.getObject(2, UUID.class)))
                    .list();
            district(district);
            List<Place> streets = places.below(district.id()).stream()
                    .filter(street -> isStreetOffice(street.id().value()))
                    .toList();
            for (int i = 0; i < streets.size(); i++) {
                street(streets.get(i), i);
            }
            rows.write(template);
            jdbc.sql("update unit set duty_phone = '09358200' || lpad((ascii(right(code, 2)) * 7 % 1000)::text, 3, '0')"
                            + " where duty_phone is null and kind in ('STREET_DESK','COMMUNITY_DESK','DISTRICT_DESK')")
                    .update();
        }

        private boolean isStreetOffice(UUID area) {
            return jdbc.sql("select kind = 'STREET_OFFICE' from area where id = ?")
                    .param(area)
                    .query(Boolean.class)
                    .single();
        }

        private void district(Place district) {
            UUID area = district.id().value();
            UUID desk = desk(district);
            clerk(PostType.DISTRICT_CLERK, desk, 2, "district1");
            account("supervisor1", hold(rows.areaPost(PostType.SUPERVISOR, area, 1), someone(true)));
            account("reviewer1", hold(rows.areaPost(PostType.REVIEWER, area, 1), someone(true)));
            UUID city = java.util.Objects.requireNonNull(district.cityId()).value();
            account("city1", hold(rows.areaPost(PostType.VIEWER, city, 1), someone(true)));
            rows.administrator(account("sysadmin", someone(false)), "SYSTEM_ADMINISTRATOR");
            rows.administrator(account("secadmin", someone(false)), "SECURITY_ADMINISTRATOR");
            rows.administrator(account("auditadmin", someone(false)), "AUDIT_ADMINISTRATOR");
            for (Bureau bureau : BUREAUS) {
                UUID unit = responder(
                        null,
                        UnitKind.DEPARTMENT,
                        bureau.speciality(),
                        "DEPT-" + bureau.speciality(),
                        bureau.name(),
                        area);
                bureaus.put(bureau.speciality(), unit);
            }
            for (Bureau enterprise : ENTERPRISES) {
                UUID unit = rows.unit(
                        null,
                        UnitKind.ENTERPRISE,
                        enterprise.speciality(),
                        "ENT-" + enterprise.speciality(),
                        enterprise.name(),
                        area,
                        phone());
                staff(unit, enterprise.speciality() == Speciality.POWER ? "power1" : null);
            }
        }

        private void street(Place street, int index) {
            UUID area = street.id().value();
            UUID committee = rows.party(
                    null,
                    PartyOrganisationLevel.STREET_WORKING_COMMITTEE,
                    PartyForm.WORKING_COMMITTEE,
                    street.name() + "党工委",
                    area,
                    null);
            clerk(PostType.STREET_CLERK, desk(street), 2, index == 0 ? "street1" : index == 1 ? "street2" : null);
            UUID secretary = hold(rows.areaPost(PostType.SECRETARY, area, 1), someone(true));
            if (index == 0) {
                account("leader1", secretary);
            }
            hold(rows.areaPost(PostType.DIRECTOR, area, 1), someone(true));
            for (Bureau office : OFFICES) {
                responder(
                        null,
                        UnitKind.STREET_OFFICE,
                        office.speciality(),
                        "OFF-" + street.code().substring(0, 9) + "-" + (OFFICES.indexOf(office) + 1),
                        street.name() + office.name(),
                        area);
            }
            for (Bureau agency : AGENCIES) {
                UUID unit = rows.unit(
                        bureaus.get(agency.speciality()),
                        UnitKind.BRANCH_AGENCY,
                        agency.speciality(),
                        "AG-" + street.code().substring(0, 9) + "-" + agency.speciality(),
                        street.name() + agency.name(),
                        area,
                        index == 3 && agency.speciality() == Speciality.JUSTICE ? null : phone());
                staff(unit, index == 0 && agency.speciality() == Speciality.URBAN_MANAGEMENT ? "urban1" : null);
            }
            List<Place> communities = places.below(street.id());
            for (int i = 0; i < communities.size(); i++) {
                community(communities.get(i), committee, index, i);
            }
        }

        private void community(Place community, UUID committee, int streetIndex, int index) {
            UUID area = community.id().value();
            boolean small = index % 4 == 3;
            UUID party = rows.party(
                    committee,
                    PartyOrganisationLevel.COMMUNITY_COMMITTEE,
                    small ? PartyForm.GENERAL_BRANCH : PartyForm.COMMITTEE,
                    community.name() + (small ? "党总支" : "党委"),
                    area,
                    null);
            clerk(
                    PostType.COMMUNITY_CLERK,
                    desk(community),
                    2,
                    streetIndex == 0 && index == 0
                            ? "community1"
                            : streetIndex == 0 && index == 1 ? "community2" : null);
            hold(rows.areaPost(PostType.COMMUNITY_SECRETARY, area, 1), someone(true));
            UUID property = rows.unit(
                    null,
                    UnitKind.PROPERTY_COMPANY,
                    Speciality.PROPERTY,
                    "PROP-" + community.code(),
                    community.name() + "示例物业",
                    area,
                    streetIndex == 2 && index == 0 ? null : phone());
            staff(property, null);
            UUID adviser = someone(false);
            UUID police = someone(true);
            List<UUID> branches = new ArrayList<>();
            for (int n = 1; n <= GRIDS; n++) {
                branches.add(grid(community, party, adviser, police, branches, streetIndex, index, n));
            }
        }

        private @Nullable UUID grid(
                Place community,
                UUID party,
                UUID adviser,
                UUID police,
                List<@Nullable UUID> branches,
                int streetIndex,
                int index,
                int n) {
            gridNumber++;
            boolean dedicated = index == 0 && n == GRIDS && streetIndex > 0;
            int households = dedicated ? 0 : names.between(205, 295);
            if (streetIndex == 1 && index == 1 && n == 2) {
                households = 352;
            } else if (streetIndex == 3 && index == 0 && n == 1) {
                households = 148;
            }
            String number = String.format("%02d", n);
            UUID grid = rows.grid(
                    community,
                    community.code() + "0" + number,
                    "示例" + number + "网格",
                    dedicated ? AreaKind.DEDICATED : AreaKind.BASIC,
                    dedicated ? GridUnitType.MARKET : n == 3 ? GridUnitType.LANE : GridUnitType.COMPOUND,
                    households,
                    households * 27 / 10,
                    Math.max(2, households / 24),
                    "示例路" + n + "段以东、示例巷以西");
            rows.unit(
                    null,
                    UnitKind.GRID_TEAM,
                    null,
                    "TEAM-" + community.code() + "0" + number,
                    community.name() + "示例" + number + "网格团队",
                    grid,
                    null);
            team(grid, adviser, police, streetIndex, index, n);
            if (streetIndex == 1 && index == 2 && n == GRIDS) {
                return null; // on purpose: a grid without a branch
            }
            UUID first = branches.isEmpty() ? null : branches.get(branches.size() - 1);
            if (streetIndex == 2 && index == 1 && n == GRIDS && first != null) {
                rows.serves(first, grid); // on purpose: one joint branch for two grids
                return first;
            }
            return branch(grid, party, number, households, streetIndex, index, n);
        }

        private UUID branch(UUID grid, UUID party, String number, int households, int streetIndex, int index, int n) {
            UUID branch = rows.party(
                    party, PartyOrganisationLevel.GRID_BRANCH, PartyForm.BRANCH, "示例" + number + "网格党支部", grid, null);
            hold(rows.partyPost(PostType.BRANCH_SECRETARY, branch, 1), someone(true));
            int groups = 2 + gridNumber % 2;
            if (streetIndex == 0 && index == 2 && n == 3) {
                groups = 4;
            } else if (streetIndex == 4 && index == 0 && n == 2) {
                groups = 1;
            }
            List<UUID> all = new ArrayList<>();
            for (int g = 1; g <= groups; g++) {
                all.add(rows.party(
                        branch,
                        PartyOrganisationLevel.BUILDING_GROUP,
                        PartyForm.GROUP,
                        "示例第" + g + "楼院党小组",
                        grid,
                        null));
            }
            if (streetIndex == 5 && index == 1 && n == 3) {
                return branch; // on purpose: a chain that ends at the groups
            }
            int count = Math.max(households, 40) / 40;
            for (int h = 1; h <= count; h++) {
                int covered = Math.max(households, 40) / count;
                if (streetIndex == 0 && index == 3 && n == 1 && h == 1) {
                    covered = 60;
                } else if (streetIndex == 4 && index == 1 && n == 1 && h == 2) {
                    covered = 22;
                }
                rows.party(
                        all.get(h % all.size()),
                        PartyOrganisationLevel.MEMBER_HOUSEHOLD,
                        PartyForm.HOUSEHOLD,
                        "示例" + String.format("%02d", h) + "号党员中心户",
                        grid,
                        covered);
            }
            return branch;
        }

        private void team(UUID grid, UUID adviser, UUID police, int streetIndex, int index, int n) {
            boolean first = streetIndex == 0 && index == 0 && n == 1;
            UUID head = rows.areaPost(PostType.HEAD, grid, 1);
            if (!(streetIndex == 2 && index == 0 && n == 2)) {
                UUID person = hold(head, someone(true));
                if (first) {
                    account("head1", person);
                }
            }
            UUID worker = rows.areaPost(PostType.WORKER, grid, 1);
            if (!(streetIndex == 1 && index == 0 && n == 3) && !(streetIndex == 5 && index == 0 && n == 1)) {
                UUID person = hold(worker, someone(names.chance(40)));
                if (first) {
                    account("worker1", person);
                } else if (streetIndex == 0 && index == 0 && n == 2) {
                    account("worker2", person);
                }
            }
            if (n == 1) {
                rows.holds(worker, someone(true), false, true, since.plusMonths(5));
            }
            UUID buildingHead = rows.areaPost(PostType.BUILDING_HEAD, grid, 2);
            UUID building = hold(buildingHead, someone(true));
            if (first) {
                account("building1", building);
            }
            hold(buildingHead, someone(names.chance(60)));
            UUID entrance = rows.areaPost(PostType.ENTRANCE_HEAD, grid, 2);
            hold(entrance, someone(names.chance(50)));
            if (n != 4) {
                hold(entrance, someone(names.chance(50)));
            }
            rows.holds(rows.areaPost(PostType.LEGAL_ADVISER, grid, 1), adviser, false, false, since.plusMonths(2));
            hold(rows.areaPost(PostType.HEALTH_WORKER, grid, 1), someone(false));
            rows.holds(rows.areaPost(PostType.POLICE, grid, 1), police, true, false, since);
            if (n == 1) {
                UUID rider = hold(rows.areaPost(PostType.MOBILE_WORKER, grid, 0), someone(false));
                if (first) {
                    account("rider1", rider);
                }
            }
        }

        private UUID responder(
                @Nullable UUID parent, UnitKind kind, Speciality speciality, String code, String name, UUID area) {
            UUID unit = rows.unit(parent, kind, speciality, code, name, area, phone());
            staff(unit, null);
            return unit;
        }

        private void staff(UUID unit, @Nullable String login) {
            hold(rows.unitPost(PostType.UNIT_HEAD, unit, 1), someone(true));
            UUID officer = hold(rows.unitPost(PostType.OFFICER, unit, 1), someone(names.chance(50)));
            if (login != null) {
                account(login, officer);
            }
        }

        private void clerk(PostType type, UUID desk, int required, @Nullable String login) {
            UUID post = rows.unitPost(type, desk, required);
            UUID person = hold(post, someone(true));
            hold(post, someone(names.chance(50)));
            if (login != null) {
                account(login, person);
            }
        }

        private UUID hold(UUID post, UUID person) {
            rows.holds(post, person, true, false, since.plusDays(names.between(0, 200)));
            return person;
        }

        private UUID account(String login, UUID person) {
            return rows.account(person, login, hash);
        }

        private UUID someone(boolean member) {
            return rows.person(names.next(), names.nextPhone(), member, member && names.chance(70));
        }

        private UUID desk(Place place) {
            return java.util.Objects.requireNonNull(desks.get(place.code()), place.code());
        }

        private String phone() {
            return String.format("0935820%04d", ++phones);
        }
    }

    private record Bureau(String name, Speciality speciality) {}

    private static final List<Bureau> BUREAUS = List.of(
            new Bureau("住房和城乡建设局", Speciality.HOUSING),
            new Bureau("城市管理局", Speciality.URBAN_MANAGEMENT),
            new Bureau("生态环境分局", Speciality.ENVIRONMENT),
            new Bureau("水务局", Speciality.WATER),
            new Bureau("交通运输局", Speciality.TRANSPORT),
            new Bureau("应急管理局", Speciality.EMERGENCY),
            new Bureau("卫生健康局", Speciality.HEALTH),
            new Bureau("教育局", Speciality.EDUCATION),
            new Bureau("人力资源和社会保障局", Speciality.HUMAN_RESOURCES),
            new Bureau("民政局", Speciality.CIVIL_AFFAIRS),
            new Bureau("市场监督管理局", Speciality.MARKET_SUPERVISION),
            new Bureau("公安分局", Speciality.POLICE),
            new Bureau("司法局", Speciality.JUSTICE));

    private static final List<Bureau> ENTERPRISES = List.of(
            new Bureau("示例供电公司", Speciality.POWER),
            new Bureau("示例供水公司", Speciality.WATER_SUPPLY),
            new Bureau("示例供热公司", Speciality.HEAT),
            new Bureau("示例燃气公司", Speciality.GAS),
            new Bureau("示例通信公司", Speciality.TELECOM));

    private static final List<Bureau> AGENCIES = List.of(
            new Bureau("城管执法中队", Speciality.URBAN_MANAGEMENT),
            new Bureau("市场监管所", Speciality.MARKET_SUPERVISION),
            new Bureau("司法所", Speciality.JUSTICE),
            new Bureau("派出所", Speciality.POLICE));

    /** Five offices, four centres, one team (feature A8.13). */
    private static final List<Bureau> OFFICES = List.of(
            new Bureau("党政综合办公室", Speciality.OFFICE),
            new Bureau("党建工作办公室", Speciality.OFFICE),
            new Bureau("公共服务办公室", Speciality.OFFICE),
            new Bureau("公共管理办公室", Speciality.OFFICE),
            new Bureau("公共安全办公室", Speciality.OFFICE),
            new Bureau("党群服务中心", Speciality.CENTRE),
            new Bureau("政务服务中心", Speciality.CENTRE),
            new Bureau("综治中心", Speciality.CENTRE),
            new Bureau("退役军人服务站", Speciality.CENTRE),
            new Bureau("综合行政执法队", Speciality.TEAM));
}
