package org.shaodao.organisation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.CoHandlers;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.PartyChanging;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.organisation.service.StructureChanging;
import org.shaodao.organisation.service.StructureChanging.Part;
import org.shaodao.organisation.service.StructureKeeping;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.organisation.service.StructureKeeping.NewParty;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** People, places and cases for changes of the structure, and how a test asks what they did. */
abstract class StructureFlow {

    static final Basis BASIS = new Basis(null, "街政发〔2026〕3号");

    @Autowired
    StructureChanging changing;

    @Autowired
    PartyChanging parties;

    @Autowired
    StructureChanges changes;

    @Autowired
    StructureKeeping keeping;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseExtensions extensions;

    @Autowired
    CaseReturns returns;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CaseClosing closing;

    @Autowired
    CaseMerging merging;

    @Autowired
    CoHandlers helpers;

    @Autowired
    Places places;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Actors actors;

    @Autowired
    Categories categories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvc mvc;

    World world;
    Pages pages;
    Actor supervisor;
    Actor clerk;
    Actor worker;
    Actor other;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        // as the platform makes areas: each carries its own id at its own level
        for (String level : List.of("district", "street", "community")) {
            jdbc.sql("update area set " + level
                            + "_id = id where upper(level) = upper(?) and (id = ? or district_id = ?)")
                    .params(
                            level,
                            world.area("district").value(),
                            world.area("district").value())
                    .update();
        }
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", null);
        other = world.actor(Role.GRID_WORKER, "grid1.1.2", null);
    }

    UUID split(String from, String code, Set<UUID> chosen) {
        AreaId area = world.area(from);
        return changing.split(
                supervisor, area, version("area", area.value()), new Part(code, "新设", 0, 0, 0), chosen, BASIS);
    }

    UUID assistance(String grid, String purpose) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into assistance_request (id, from_unit_id, requested_by, requested_at, district_id, street_id,
                                                        community_id, grid_id, desk_unit_id, category_id, purpose,
                                                        legal_basis, wanted_on, state, version)
                        select :id, :from, :by, :at, a.district_id, a.street_id, a.community_id, a.id, :desk, :category,
                               :purpose, '条例第三条', date '2026-03-20', 'REQUESTED', 0
                          from area a where a.id = :grid
                        """)
                .param("id", id)
                .param("from", world.unit("desk:street1").value())
                .param("by", supervisor.account().value())
                .param("at", Timestamp.from(clock.instant()))
                .param("desk", world.unit("desk:community1.1").value())
                .param("category", category().value())
                .param("purpose", purpose)
                .param("grid", world.area(grid).value())
                .update();
        return id;
    }

    /** A case that the desk of a street handles itself, with the help of a team. */
    CaseId selfHandled(Actor street, String grid, String team) {
        CaseId id = report(street, grid);
        desk.accept(street, id, version(id), category(), false);
        desk.handleSelf(street, id, version(id), null, null);
        helpers.add(street, id, version(id), world.unit(team), "请协助封路");
        return id;
    }

    UUID building(String grid, String name) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into building (id, grid_id, name, added_at, added_by) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        world.area(grid).value(),
                        name,
                        Timestamp.from(clock.instant()),
                        worker.account().value())
                .update();
        return id;
    }

    List<String> buildings(String grid) {
        return jdbc.sql("select name from building where grid_id = ? order by name")
                .param(world.area(grid).value())
                .query(String.class)
                .list();
    }

    long orphans() {
        return jdbc.sql("""
                        select count(*) from governance_case c
                          join unit h on h.id = c.holder_unit_id
                          left join area g on g.id = c.grid_id
                          left join area m on m.id = c.community_id
                         where c.closed_at is null and c.district_id = :district
                           and (h.valid_to is not null or g.valid_to is not null or m.valid_to is not null
                                or g.community_id is distinct from c.community_id
                                or m.street_id is distinct from c.street_id
                                or h.kind = 'STREET_DESK' and h.area_id <> c.street_id
                                or exists (select 1 from dispatch_order o
                                             left join dispatch_co_unit x on x.order_id = o.id
                                             join unit u on u.id in (o.unit_id, o.dispatcher_unit_id, x.unit_id)
                                            where o.case_id = c.id and o.ended_at is null and u.valid_to is not null))
                        """)
                .param("district", world.area("district").value())
                .query(Long.class)
                .single();
    }

    /** Every row of what a change may touch, without versions and the number of lines on the timeline. */
    Map<String, List<String>> tables() {
        Map<String, String> where = new TreeMap<>();
        where.put("area", "t.district_id = :d");
        where.put("area_alias", "t.area_id in (select id from area where district_id = :d)");
        where.put("unit", "t.area_id in (select id from area where district_id = :d)");
        where.put("party_organisation", "t.area_id in (select id from area where district_id = :d)");
        where.put("party_organisation_grid", "t.grid_id in (select id from area where district_id = :d)");
        String posts = "(select p.id from post p left join unit u on u.id = p.unit_id left join area a on a.id ="
                + " coalesce(p.area_id, u.area_id) where a.district_id = :d)";
        where.put("post", "t.id in " + posts);
        where.put("post_holding", "t.post_id in " + posts);
        where.put("governance_case", "t.district_id = :d");
        String cases = "(select id from governance_case where district_id = :d)";
        where.put("dispatch_order", "t.case_id in " + cases);
        where.put("dispatch_co_unit", "t.order_id in (select id from dispatch_order where case_id in " + cases + ")");
        where.put("case_participation", "t.case_id in " + cases);
        for (String table : List.of(
                "return_request",
                "extension_request",
                "suspension",
                "supervision_order",
                "co_handling",
                "case_file",
                "case_sample")) {
            where.put(table, "t.case_id in " + cases);
        }
        where.put("building", "t.grid_id in (select id from area where district_id = :d)");
        where.put("assistance_request", "t.district_id = :d");
        Map<String, List<String>> found = new TreeMap<>();
        where.forEach((table, condition) -> found.put(
                table,
                new ArrayList<>(jdbc.sql("select cast(to_jsonb(t) - 'version' - 'event_count' as text) from " + table
                                + " t where " + condition + " order by 1")
                        .param("d", world.area("district").value())
                        .query(String.class)
                        .list())));
        return found;
    }

    UUID merge(String from, String into) {
        AreaId source = world.area(from);
        return changing.merge(supervisor, source, version("area", source.value()), world.area(into), BASIS);
    }

    PartyOrganisationId branch(String grid, String name) {
        UUID community = id("select community_id from area where id = ?", world.area(grid));
        UUID committee = jdbc.sql(
                        "select id from party_organisation where area_id = ? and level = 'COMMUNITY_COMMITTEE'")
                .param(community)
                .query(UUID.class)
                .optional()
                .orElseGet(() -> keeping.create(
                                new NewParty(
                                        null,
                                        PartyOrganisationLevel.COMMUNITY_COMMITTEE,
                                        PartyForm.COMMITTEE,
                                        "社区党委",
                                        new AreaId(community),
                                        null),
                                BASIS,
                                supervisor)
                        .value());
        return keeping.create(
                new NewParty(
                        new PartyOrganisationId(committee),
                        PartyOrganisationLevel.GRID_BRANCH,
                        PartyForm.BRANCH,
                        name,
                        world.area(grid),
                        null),
                BASIS,
                supervisor);
    }

    CaseId report(String grid) {
        return report(clerk, grid);
    }

    CaseId report(Actor actor, String grid) {
        return reporting.report(
                actor,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        "路口井盖破损,车辆经过有响声",
                        null,
                        false,
                        false,
                        world.area(grid),
                        null,
                        null,
                        null));
    }

    CaseId dispatched(CaseId id, String team) {
        desk.accept(clerk, id, version(id), category(), false);
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit(team), Set.of(), null, null));
        return id;
    }

    CategoryId category() {
        return categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    long version(CaseId id) {
        return version("governance_case", id.value());
    }

    long version(String table, UUID id) {
        return jdbc.sql("select version from " + table + " where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    UUID id(String sql, Object key) {
        UUID value = key instanceof UUID raw ? raw : UUID.fromString(key.toString());
        return jdbc.sql(sql).param(value).query(UUID.class).single();
    }
}
