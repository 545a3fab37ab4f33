package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.ReturnReason;
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
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.PartyChanging;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.organisation.service.StructureChanging;
import org.shaodao.organisation.service.StructureChanging.Part;
import org.shaodao.organisation.service.StructureKeeping;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.organisation.service.StructureKeeping.NewParty;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.LockWait;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTests
class StructureChangeTests {

    private static final Basis BASIS = new Basis(null, "街政发〔2026〕3号");

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

    @Test
    void openCasesPeopleAndBranchesFollowAMergedGridAndClosedCasesStay() {
        PartyOrganisationId branch = branch("grid1.1.1", "第一支部");
        CaseId open = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId closed = closed(report("grid1.1.1"), "team1.1.1");
        CaseId kept = report("grid1.1.2");
        CaseId child = report("grid1.1.1");
        merging.merge(clerk, child, 0, kept, 0, null);
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid1.1.2");

        UUID grid = world.area("grid1.1.2").value();
        assertThat(id("select grid_id from governance_case where id = ?", open)).isEqualTo(grid);
        assertThat(id("select holder_unit_id from governance_case where id = ?", open))
                .isEqualTo(world.unit("team1.1.2").value());
        assertThat(id("select unit_id from dispatch_order where case_id = ?", open))
                .isEqualTo(world.unit("team1.1.2").value());
        assertThat(id("select grid_id from governance_case where id = ?", closed))
                .as("closed cases stay")
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(id("select grid_id from governance_case where id = ?", child))
                .isEqualTo(grid);
        assertThat(id("select grid_id from party_organisation_grid where party_organisation_id = ?", branch))
                .isEqualTo(grid);
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(moved.posts()).singleElement().satisfies(post -> {
            assertThat(post.areaId()).isEqualTo(world.area("grid1.1.2"));
            assertThat(post.unitId()).isEqualTo(world.unit("team1.1.2"));
        });
        assertThat(sheets.sheet(moved, open).facts().status()).isEqualTo(CaseStatus.DISPATCHED);
        assertThatThrownBy(() -> sheets.sheet(moved, closed)).isInstanceOf(NotFound.class);
        handling.sign(moved, open, version(open), "王某", "13800000000");
        merging.unmerge(clerk, child, version(child), null);
        assertThat(sheets.sheet(moved, child).facts().status()).isEqualTo(CaseStatus.REPORTED);
        merging.merge(clerk, child, version(child), kept, version(kept), null);
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1"))
                        .page()
                        .text())
                .contains("并入")
                .contains("街政发〔2026〕3号");

        changes.undo(supervisor, change);

        Map<String, List<String>> after = tables();
        after.keySet().removeIf(table -> table.equals("governance_case") || table.equals("dispatch_order"));
        before.keySet().removeIf(table -> table.equals("governance_case") || table.equals("dispatch_order"));
        assertThat(after).isEqualTo(before);
        assertThat(id("select holder_unit_id from governance_case where id = ?", open))
                .as("signed meanwhile, and back with its team")
                .isEqualTo(world.unit("team1.1.1").value());
        assertThat(sheets.sheet(actors.actorOf(worker.account()).orElseThrow(), open)
                        .facts()
                        .status())
                .isEqualTo(CaseStatus.IN_PROGRESS);
    }

    @Test
    void whatWaitsAndWhoHelpsFollowsAndEachCaseSaysSo() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        Actor member = actors.actorOf(worker.account()).orElseThrow();
        CaseId own = dispatched(report("grid1.1.1"), "team1.1.1");
        handling.sign(member, own, version(own), "王某", "13800000000");
        extensions.request(member, own, version(own), 1, "配件未到货", "到货就更换");
        jdbc.sql("insert into case_file (id, case_id, kind, name, media_type, size, original_hash, added_at, added_by,"
                        + " unit_id) values (gen_random_uuid(), ?, 'EVIDENCE', 'a', 'image/png', 1, '\\x00', ?, ?, ?)")
                .params(
                        own.value(),
                        Timestamp.from(clock.instant()),
                        member.account().value(),
                        world.unit("team1.1.1").value())
                .update();
        CaseId helped = report("grid1.1.2");
        desk.accept(clerk, helped, version(helped), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        helped, version(helped), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, helped, version(helped), "李某", "13800000001");
        CaseId given = dispatched(report("grid1.1.2"), "team1.1.2");
        handling.sign(neighbour, given, version(given), "李某", "13800000001");
        returns.request(
                neighbour, given, version(given), ReturnReason.NOT_OUR_AREA, world.unit("team1.1.1"), "位于一号网格界内");
        jdbc.sql(
                        "insert into building (id, grid_id, name, added_at, added_by) values (gen_random_uuid(), ?, '一号楼', ?, ?)")
                .params(
                        world.area("grid1.1.1").value(),
                        Timestamp.from(clock.instant()),
                        member.account().value())
                .update();
        Map<String, List<String>> before = tables();
        int lines = lines(own).size();

        var look =
                pages.get(supervisor, "/areas/" + world.area("grid1.1.1") + "/merge?into=" + world.area("grid1.2.1"));
        assertThat(look.page().select("dl.facts").text()).contains("未结工单 3 件", "楼栋 1 栋", "进行中的哨 0 个", "未结束的联席会议 0 次");
        UUID change = merge("grid1.1.1", "grid1.2.1");

        UUID successor = world.unit("team1.2.1").value();
        assertThat(id("select asked_unit_id from extension_request where case_id = ?", own))
                .isEqualTo(successor);
        assertThat(id("select unit_id from case_file where case_id = ?", own)).isEqualTo(successor);
        assertThat(id(
                        "select x.unit_id from dispatch_co_unit x join dispatch_order o on o.id = x.order_id where o.case_id = ?",
                        helped))
                .isEqualTo(successor);
        assertThat(id("select next_owner_id from return_request where case_id = ?", given))
                .isEqualTo(successor);
        assertThat(jdbc.sql("select count(*) from building where grid_id = ?")
                        .param(world.area("grid1.2.1").value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(lines(own)).hasSize(lines + 1).last().asString().endsWith("→ 示例grid1.2.1");
        assertThat(pages.get(supervisor, "/cases/" + own).page().text()).contains("区域合并或拆分 · 工单随之转入");
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(sheets.sheet(moved, helped).actions()).contains(CaseAction.ACCEPT_HELP);
        assertThatThrownBy(() -> extensions.approve(clerk, own, version(own), null))
                .isInstanceOf(Forbidden.class);
        extensions.approve(nextCommunity(), own, version(own), null);
        clock.advance(Duration.ofSeconds(1));

        changes.undo(supervisor, change);

        Map<String, List<String>> after = tables();
        for (String table : List.of("dispatch_co_unit", "case_file", "building", "co_handling", "return_request")) {
            assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
        }
        assertThat(lines(own)).last().asString().endsWith("→ 示例grid1.1.1");
        assertThat(jdbc.sql("select count(*) from case_event e join governance_case c on c.id = e.case_id"
                                + " where c.id = ? and e.sequence >= c.event_count")
                        .param(own.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        extensions.request(moved(worker), own, version(own), 1, "配件仍未到货", "到货就更换");
    }

    @Test
    void aTeamThatMergesIntoTheOneItHelpsHelpsNoMore() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        CaseId helped = report("grid1.1.2");
        desk.accept(clerk, helped, version(helped), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        helped, version(helped), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, helped, version(helped), "李某", "13800000001");

        merge("grid1.1.1", "grid1.1.2");

        handling.resolve(neighbour, helped, version(helped), "已更换井盖", ResolutionKind.SOLVED, false);
        assertThat(sheets.sheet(clerk, helped).facts().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void aReportIntoAnAreaThatEndedMeanwhileIsSentToItsSuccessor() throws Exception {
        UUID source = world.area("grid1.1.1").value();
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("grid1.1.1", "grid1.1.2");
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            var filing = pool.submit(() -> report("grid1.1.1"));
            merging.get();
            assertThatThrownBy(filing::get)
                    .hasRootCauseInstanceOf(RuleViolation.class)
                    .hasRootCauseMessage("casework.place-merged");
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from governance_case where grid_id = ?")
                        .param(source)
                        .query(Integer.class)
                        .single())
                .isZero();
        Pages.Answer answer = pages.post(
                clerk,
                "/cases/new",
                Map.of(
                        "clientId",
                        UUID.randomUUID().toString(),
                        "source",
                        "PHONE",
                        "place",
                        source.toString(),
                        "description",
                        "路口井盖破损,车辆经过有响声"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".error-summary").text()).contains("已并入示例grid1.1.2");
        assertThat(answer.page().select("textarea[name=description]").text()).contains("井盖破损");
    }

    /** Communities that change their street take a report along that was begun before. */
    @Test
    void aReportDuringTheMergeOfItsCommunityLiesWhereTheGridLiesThen() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Actor street = world.actor(Role.DISTRICT_DESK, "district", "desk:district");
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("community1.1", "community2.1");
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            var filing = pool.submit(() -> report(street, "grid1.1.1"));
            merging.get();
            CaseId id = filing.get();
            assertThat(id("select community_id from governance_case where id = ?", id))
                    .isEqualTo(world.area("community2.1").value());
            assertThat(id("select street_id from governance_case where id = ?", id))
                    .isEqualTo(world.area("street2").value());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatTheStreetsDeskHeldGoesToTheDeskOfTheOtherStreet() {
        Actor here = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        Actor there = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        CaseId held = report(here, "grid1.1.1");
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street1").value());

        UUID change = merge("community1.1", "community2.1");

        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street2").value());
        assertThat(orphans()).isZero();
        changes.undo(supervisor, change);
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(world.unit("desk:street1").value());
        assertThatThrownBy(() -> sheets.sheet(there, held)).isInstanceOf(NotFound.class);

        merge("community1.1", "community2.1");
        desk.accept(there, held, version(held), category(), false);
    }

    @Test
    void whatTheCommunitysDeskHeldGoesToTheDeskOfTheOtherCommunity() {
        Actor there = world.actor(Role.COMMUNITY_DESK, "community2.1", "desk:community2.1");
        CaseId held = report("grid1.1.1");
        UUID request = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.2", "协助宣传");
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid2.1.1");

        UUID next = world.unit("desk:community2.1").value();
        assertThat(id("select holder_unit_id from governance_case where id = ?", held))
                .isEqualTo(next);
        assertThat(id("select desk_unit_id from assistance_request where id = ?", request))
                .isEqualTo(next);
        assertThat(id("select desk_unit_id from assistance_request where id = ?", stays))
                .isEqualTo(world.unit("desk:community1.1").value());
        assertThat(orphans()).isZero();
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);

        merge("grid1.1.1", "grid2.1.1");
        desk.accept(there, held, version(held), category(), false);
    }

    @Test
    void aCaseElsewhereStaysWithTheDeskOfItsOwnStreet() {
        Actor here = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        Actor there = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        CaseId elsewhere = selfHandled(here, "grid1.1.2", "team1.1.1");
        CaseId inside = selfHandled(here, "grid1.1.1", "team1.1.2");
        jdbc.sql("insert into supervision_order (id, case_id, level, state, unit_id, due_at, made_at, version)"
                        + " values (gen_random_uuid(), ?, 'L2', 'PROPOSED', ?, ?, ?, 0)")
                .params(
                        inside.value(),
                        world.unit("desk:street1").value(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()))
                .update();
        CaseId given = dispatched(report("grid1.1.1"), "team1.1.1");
        handling.sign(moved(worker), given, version(given), "王某", "13800000000");
        returns.request(
                moved(worker), given, version(given), ReturnReason.NOT_OUR_DUTY, world.unit("desk:street1"), "属街道职责");
        Map<String, List<String>> before = tables();

        UUID change = merge("grid1.1.1", "grid2.1.1");

        UUID street = world.unit("desk:street2").value();
        assertThat(id("select holder_unit_id from governance_case where id = ?", elsewhere))
                .isEqualTo(world.unit("desk:street1").value());
        assertThat(id("select unit_id from dispatch_order where case_id = ?", elsewhere))
                .isEqualTo(world.unit("desk:street1").value());
        assertThat(helping(elsewhere)).containsExactly(world.unit("team2.1.1").value());
        assertThat(id("select street_id from governance_case where id = ?", elsewhere))
                .isEqualTo(world.area("street1").value());
        assertThat(jdbc.sql("select count(*) from case_participation where case_id = ? and unit_id = ?")
                        .params(elsewhere.value(), street)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> sheets.sheet(there, elsewhere)).isInstanceOf(NotFound.class);
        assertThat(id("select holder_unit_id from governance_case where id = ?", inside))
                .isEqualTo(street);
        assertThat(id("select unit_id from supervision_order where case_id = ?", inside))
                .isEqualTo(street);
        assertThat(id("select next_owner_id from return_request where case_id = ?", given))
                .isEqualTo(street);
        assertThat(orphans()).isZero();

        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void buildingsOfTheSameNameStayApart() {
        building("grid1.1.1", "一号楼");
        building("grid1.1.1", "二号楼");
        building("grid1.1.1", "三号楼");
        building("grid1.1.2", "一号楼");
        building("grid1.1.2", "二号楼");
        building("grid1.1.2", "二号楼（示例grid1.1.1）");
        Map<String, List<String>> before = tables();
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1") + "/merge?into=" + world.area("grid1.1.2"))
                        .page()
                        .select("dl.facts")
                        .text())
                .contains("楼栋 3 栋");

        UUID change = merge("grid1.1.1", "grid1.1.2");

        assertThat(buildings("grid1.1.1")).isEmpty();
        assertThat(buildings("grid1.1.2"))
                .containsExactlyInAnyOrder(
                        "一号楼",
                        "二号楼",
                        "二号楼（示例grid1.1.1）",
                        "三号楼",
                        "一号楼（示例grid1.1.1）",
                        "二号楼（示例grid1.1.1 " + world.code("grid1.1.1") + "）");
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void whatTheSuccessorAnsweredStaysWhenTheMergeIsUndone() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        Actor successor = world.actor(Role.GRID_WORKER, "grid1.2.1", "team1.2.1");
        CaseId answered = helped(neighbour);
        CaseId silent = helped(neighbour);
        UUID change = merge("grid1.1.1", "grid1.2.1");
        helpers.accept(successor, answered, version(answered));

        changes.undo(supervisor, change);

        assertThat(helping(answered)).containsExactly(world.unit("team1.2.1").value());
        assertThat(helping(silent)).containsExactly(world.unit("team1.1.1").value());
        assertThat(sheets.sheet(successor, answered).actions()).contains(CaseAction.FEED_BACK);
        assertThatThrownBy(() -> sheets.sheet(successor, silent)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        handling.resolve(neighbour, answered, version(answered), "已更换井盖", ResolutionKind.SOLVED, false))
                .as("its help is still to come")
                .isInstanceOf(RuleViolation.class);
        helpers.feedBack(successor, answered, version(answered), "已协助封路");
        handling.resolve(neighbour, answered, version(answered), "已更换井盖", ResolutionKind.SOLVED, false);
    }

    @Test
    void onlyWhatMovedIsToldToHaveMovedAndOnlyWhatCameBackToHaveComeBack() {
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        CaseId own = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId finished = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId child = report("grid1.1.1");
        merging.merge(clerk, child, 0, own, version(own), null);
        CaseId helped = helped(neighbour);
        CaseId answered = helped(neighbour);
        CaseId fresh = report("grid1.1.2");

        UUID change = merge("grid1.1.1", "grid1.2.1");
        Actor moved = moved(worker);
        handling.sign(moved, finished, version(finished), "王某", "13800000000");
        handling.resolve(moved, finished, version(finished), "已更换井盖", ResolutionKind.SOLVED, false);
        closing.passVerification(nextCommunity(), finished, version(finished), null);
        helpers.accept(moved, answered, version(answered));
        assertThat(told(own)).containsExactly("示例grid1.1.1 → 示例grid1.2.1");
        assertThat(told(child)).hasSize(1);
        assertThat(told(helped)).containsExactly("PART 示例grid1.1.1 → 示例grid1.2.1");
        assertThat(told(fresh)).isEmpty();
        assertThat(pages.get(neighbour, "/cases/" + helped).page().text())
                .contains("工单仍在原处")
                .doesNotContain("工单随之转入");
        clock.advance(Duration.ofSeconds(1));

        changes.undo(supervisor, change);

        assertThat(told(own)).hasSize(2).last().isEqualTo("示例grid1.2.1 → 示例grid1.1.1");
        assertThat(told(child)).hasSize(2);
        assertThat(told(helped)).hasSize(2).last().isEqualTo("PART 示例grid1.2.1 → 示例grid1.1.1");
        assertThat(told(answered)).as("nothing came back").hasSize(1);
        assertThat(told(finished)).as("closed meanwhile").hasSize(1);
        assertThat(told(fresh)).isEmpty();
    }

    @Test
    void aDispatchToATeamThatIsBeingMergedIsRefused() throws Exception {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        DispatchCase wanted = new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("grid1.1.1", "grid1.2.1");
                held.countDown();
                await(tried);
            }));
            held.await();
            assertThatThrownBy(() -> desk.dispatch(clerk, wanted))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("organisation.unit-changing");
            tried.countDown();
            merging.get();
        } finally {
            tried.countDown();
            pool.shutdownNow();
        }
        assertThat(sheets.sheet(clerk, id).facts().status()).isEqualTo(CaseStatus.ACCEPTED);
        assertThatThrownBy(() -> desk.dispatch(clerk, wanted)).hasMessage("casework.unit-closed");
    }

    @Test
    void aMergeTakesAlongWhatWasBeingDispatchedToItsTeam() throws Exception {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            var dispatching = pool.submit(() -> transactions.executeWithoutResult(status -> {
                desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null));
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            merge("grid1.1.1", "grid1.2.1");
            dispatching.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(id("select unit_id from dispatch_order where case_id = ?", id))
                .isEqualTo(world.unit("team1.2.1").value());
        assertThat(id("select holder_unit_id from governance_case where id = ?", id))
                .isEqualTo(world.unit("team1.2.1").value());
    }

    @Test
    void theSuccessorIsTheOneThatLives() {
        merge("grid1.1.1", "grid1.1.2");
        UUID second = merge("grid1.1.2", "grid1.2.1");

        assertThat(places.successor(world.area("grid1.1.1"))).contains("示例grid1.2.1");
        assertThat(places.successor(world.area("grid1.2.1"))).isEmpty();
        changes.undo(supervisor, second);
        assertThat(places.successor(world.area("grid1.1.1"))).contains("示例grid1.1.2");
    }

    @Test
    void aMergedCommunityBringsItsGridsToTheOtherStreet() {
        CaseId open = report("grid1.1.1");
        UUID change = merge("community1.1", "community2.1");

        assertThat(id("select community_id from governance_case where id = ?", open))
                .isEqualTo(world.area("community2.1").value());
        assertThat(id("select street_id from governance_case where id = ?", open))
                .isEqualTo(world.area("street2").value());
        assertThat(id("select grid_id from governance_case where id = ?", open))
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(id("select street_id from area where id = ?", world.area("grid1.1.1")))
                .isEqualTo(world.area("street2").value());
        Actor moved = actors.actorOf(clerk.account()).orElseThrow();
        desk.accept(moved, open, version(open), category(), false);
        assertThatThrownBy(() -> sheets.sheet(world.actor(Role.STREET_DESK, "street1", "desk:street1"), open))
                .isInstanceOf(NotFound.class);

        changes.undo(supervisor, change);
        assertThat(sheets.sheet(clerk, open).facts().status()).isEqualTo(CaseStatus.ACCEPTED);
    }

    @Test
    void aSplitGridTakesOnlyWhatWasChosen() {
        CaseId goes = dispatched(report("grid1.1.1"), "team1.1.1");
        CaseId stays = report("grid1.1.1");
        UUID holding = id(
                "select h.id from post_holding h join account a on a.person_id = h.person_id where a.id = ?",
                worker.account());
        jdbc.sql("update area set households = 500 where id = ?")
                .param(world.area("grid1.1.1").value())
                .update();
        PartyOrganisationId branch = branch("grid1.1.1", "第一支部");
        Map<String, List<String>> before = tables();

        UUID change = changing.split(
                supervisor,
                world.area("grid1.1.1"),
                version("area", world.area("grid1.1.1").value()),
                new Part(world.code("community1.1") + "009", "第九网格", 200, 0, 0),
                Set.of(goes.value(), holding),
                BASIS);

        UUID part = jdbc.sql("select target_id from structure_change where id = ?")
                .param(change)
                .query(UUID.class)
                .single();
        assertThat(id("select grid_id from governance_case where id = ?", goes)).isEqualTo(part);
        assertThat(id("select grid_id from governance_case where id = ?", stays))
                .isEqualTo(world.area("grid1.1.1").value());
        assertThat(jdbc.sql("select households from area where id in (?, ?) order by households")
                        .params(part, world.area("grid1.1.1").value())
                        .query(Integer.class)
                        .list())
                .containsExactly(200, 300);
        assertThat(jdbc.sql("select count(*) from party_organisation_grid where party_organisation_id = ?")
                        .param(branch.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        Actor moved = actors.actorOf(worker.account()).orElseThrow();
        assertThat(moved.posts()).extracting(PostGrant::areaId).containsExactly(new AreaId(part));
        handling.sign(moved, goes, version(goes), "王某", "13800000000");
        assertThatThrownBy(() -> changes.undo(supervisor, change))
                .as("its team has acted")
                .hasMessage("organisation.undo.in-use");

        UUID back = changing.merge(supervisor, new AreaId(part), version("area", part), world.area("grid1.1.1"), BASIS);
        assertThat(sheets.sheet(actors.actorOf(worker.account()).orElseThrow(), goes)
                        .facts()
                        .status())
                .isEqualTo(CaseStatus.IN_PROGRESS);
        assertThatThrownBy(() -> changes.undo(supervisor, change)).hasMessage("organisation.undo.later-first");
        changes.undo(supervisor, back);
        assertThat(before).isNotEmpty();
    }

    @Test
    void buildingsAndRequestsGoWhereTheSplitOfAGridSays() {
        building("grid1.1.1", "一号楼");
        building("grid1.1.1", "二号楼");
        UUID goes = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.1", "协助宣传");
        UUID house = building("grid1.1.1", "三号楼");
        AreaId grid = world.area("grid1.1.1");
        Map<String, List<String>> before = tables();
        assertThat(changing.choices(supervisor, grid))
                .extracting(AreaFollower.Choice::name)
                .contains("一号楼", "二号楼", "三号楼", "协助登记", "协助宣传");
        assertThat(changing.previewSplit(supervisor, grid, Set.of(house, goes)))
                .filteredOn(line -> line.count() > 0)
                .extracting(AreaFollower.Following::key)
                .containsExactlyInAnyOrder("casework.following.buildings", "casework.following.assistance");

        UUID change = split("grid1.1.1", world.code("community1.1") + "009", Set.of(house, goes));

        UUID part = target(change);
        assertThat(buildings("grid1.1.1")).containsExactlyInAnyOrder("一号楼", "二号楼");
        assertThat(id("select grid_id from building where id = ?", house)).isEqualTo(part);
        assertThat(id("select grid_id from assistance_request where id = ?", goes))
                .isEqualTo(part);
        assertThat(id("select grid_id from assistance_request where id = ?", stays))
                .isEqualTo(grid.value());
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void requestsGoWithTheirGridIntoTheNewCommunityAndSamplesStay() {
        UUID goes = assistance("grid1.1.1", "协助登记");
        UUID stays = assistance("grid1.1.2", "协助宣传");
        CaseId sampled = report("grid1.1.1");
        jdbc.sql("insert into case_sample (case_id, desk_unit_id, picked_at) values (?, ?, ?)")
                .params(sampled.value(), world.unit("desk:community1.1").value(), Timestamp.from(clock.instant()))
                .update();
        Map<String, List<String>> before = tables();
        Set<UUID> chosen = Set.of(world.area("grid1.1.1").value());
        assertThat(changing.previewSplit(supervisor, world.area("community1.1"), chosen))
                .contains(new AreaFollower.Following("casework.following.assistance", 1, List.of("协助登记")))
                .anyMatch(line -> line.key().equals("casework.following.samples-stay") && line.count() == 1);

        UUID change = split("community1.1", world.code("street1").substring(0, 9) + "099", chosen);

        assertThat(id("select community_id from assistance_request where id = ?", goes))
                .isEqualTo(target(change));
        assertThat(id(
                        "select area_id from unit where id = (select desk_unit_id from assistance_request where id = ?)",
                        goes))
                .isEqualTo(target(change));
        assertThat(id("select desk_unit_id from assistance_request where id = ?", stays))
                .isEqualTo(world.unit("desk:community1.1").value());
        assertThat(id("select desk_unit_id from case_sample where case_id = ?", sampled))
                .isEqualTo(world.unit("desk:community1.1").value());
        changes.undo(supervisor, change);
        assertThat(tables()).isEqualTo(before);
    }

    private UUID split(String from, String code, Set<UUID> chosen) {
        AreaId area = world.area(from);
        return changing.split(
                supervisor, area, version("area", area.value()), new Part(code, "新设", 0, 0, 0), chosen, BASIS);
    }

    private UUID target(UUID change) {
        return id("select target_id from structure_change where id = ?", change);
    }

    private UUID assistance(String grid, String purpose) {
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

    @Test
    void partyOrganisationsMergeAndSplitWithWhatHangsBelow() {
        PartyOrganisationId one = branch("grid1.1.1", "第一支部");
        PartyOrganisationId two = branch("grid1.1.2", "第二支部");
        PartyOrganisationId group = keeping.create(
                new NewParty(
                        one,
                        PartyOrganisationLevel.BUILDING_GROUP,
                        PartyForm.GROUP,
                        "一号楼党小组",
                        world.area("grid1.1.1"),
                        null),
                BASIS,
                supervisor);
        Map<String, List<String>> before = tables();

        UUID merged = parties.merge(supervisor, one, version("party_organisation", one.value()), two, BASIS);
        assertThat(id("select parent_id from party_organisation where id = ?", group))
                .isEqualTo(two.value());
        assertThat(jdbc.sql("select count(*) from party_organisation_grid where party_organisation_id = ?")
                        .param(two.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        UUID split = parties.split(
                supervisor,
                two,
                version("party_organisation", two.value()),
                "第三支部",
                PartyForm.BRANCH,
                Set.of(group.value(), world.area("grid1.1.1").value()),
                BASIS);
        UUID third = id("select target_id from structure_change where id = ?", split);
        assertThat(id("select parent_id from party_organisation where id = ?", group))
                .isEqualTo(third);
        assertThat(id("select grid_id from party_organisation_grid where party_organisation_id = ?", third))
                .isEqualTo(world.area("grid1.1.1").value());

        changes.undo(supervisor, split);
        changes.undo(supervisor, merged);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void refusesWhatCannotBe() {
        AreaId grid = world.area("grid1.1.1");
        long version = version("area", grid.value());
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version, grid, BASIS))
                .hasMessage("organisation.merge-itself");
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version, world.area("community1.1"), BASIS))
                .hasMessage("organisation.merge-not-alike");
        assertThatThrownBy(
                        () -> changing.merge(supervisor, grid, version, world.area("grid1.1.2"), new Basis(null, " ")))
                .hasMessage("organisation.document-missing");
        assertThatThrownBy(() -> changing.merge(
                        supervisor, grid, version, world.area("grid1.1.2"), new Basis(LocalDate.of(2026, 3, 3), "x")))
                .hasMessage("organisation.effective-in-future");
        assertThatThrownBy(() -> changing.merge(supervisor, grid, version + 1, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> changing.merge(clerk, grid, version, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(org.shaodao.shared.Forbidden.class);
        Actor stranger = new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThatThrownBy(() -> changing.merge(stranger, grid, version, world.area("grid1.1.2"), BASIS))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> changing.split(
                        supervisor,
                        grid,
                        version,
                        new Part(world.code("community1.1") + "009", "第九网格", 1, 0, 0),
                        Set.of(),
                        BASIS))
                .hasMessage("organisation.part-larger-than-whole");

        UUID done = merge("grid1.1.1", "grid1.1.2");
        assertThatThrownBy(() -> changes.undo(stranger, done)).isInstanceOf(NotFound.class);
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> changes.undo(supervisor, done)).hasMessage("organisation.undo.too-late");
    }

    @Test
    void thePagesShowTheEffectsBeforeAnythingIsDone() {
        CaseId open = report("grid1.1.1");
        String path = "/areas/" + world.area("grid1.1.1");
        assertThat(pages.post(
                                supervisor,
                                path + "/change",
                                Map.of(
                                        "what",
                                        "ABOLISH",
                                        "version",
                                        String.valueOf(version(
                                                "area", world.area("grid1.1.1").value()))))
                        .page()
                        .text())
                .contains("合并与拆分");
        assertThat(pages.get(supervisor, path + "/change")
                        .page()
                        .select("#succession a")
                        .eachAttr("href"))
                .containsExactly(path + "/merge", path + "/split");

        var look = pages.get(supervisor, path + "/merge?into=" + world.area("grid1.1.2"));
        assertThat(look.page().select("dl.facts").text()).contains("未结工单 1 件").contains("任职人员 1 人");
        var missing = pages.submit(supervisor, look.page(), "form[data-do]", fields -> {});
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.page().select(".error-summary").text()).contains("文号");
        var done = pages.submit(
                supervisor, missing.page(), "form[data-do]", fields -> fields.put("documentNo", "街政发〔2026〕3号"));
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).startsWith("/changes/");
        var change = pages.get(supervisor, done.location());
        assertThat(change.page().text()).contains("未结工单").contains("撤销这次变更");
        assertThat(pages.post(supervisor, done.location() + "/undo", Map.of()).status())
                .isEqualTo(302);
        assertThat(pages.post(supervisor, done.location() + "/undo", Map.of()).status())
                .isEqualTo(422);
        assertThat(id("select grid_id from governance_case where id = ?", open))
                .isEqualTo(world.area("grid1.1.1").value());

        var split = pages.get(supervisor, path + "/split");
        assertThat(split.page().select("input[name=chosen]")).hasSize(2);
        var effects = pages.submit(supervisor, split.page(), "form[data-split]", fields -> {
            fields.put("name", "第九网格");
            fields.put("chosen", open.toString());
            fields.put("documentNo", "街政发〔2026〕4号");
        });
        assertThat(effects.status()).isEqualTo(200);
        assertThat(effects.page().select("dl.facts").text()).contains("未结工单 1 件");
        var made = pages.submit(supervisor, effects.page(), "form[data-split]", fields -> {
            fields.put("chosen", open.toString());
            fields.put("confirmed", "true");
        });
        assertThat(made.page().select(".error-summary").text()).isEmpty();
        assertThat(made.location()).startsWith("/changes/");
        assertThat(pages.get(supervisor, "/areas/" + world.area("grid1.1.1"))
                        .page()
                        .text())
                .contains("分出")
                .contains("第九网格");
    }

    /** Random merges and splits, undone in reverse: every table is as it was. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void undoingRestoresEveryRow(long seed) {
        Random random = new Random(seed);
        List<String> grids = List.of("grid1.1.1", "grid1.1.2", "grid1.2.1", "grid1.2.2", "grid2.1.1", "grid2.2.2");
        for (String grid : grids) {
            world.actor(Role.GRID_WORKER, grid, null);
            branch(grid, "支部" + grid);
        }
        Actor streetDesk = street("1");
        street("2");
        for (int i = 0; i < 6; i++) {
            String community = "1." + (1 + random.nextInt(2));
            selfHandled(
                    streetDesk,
                    "grid" + community + "." + (1 + random.nextInt(2)),
                    "team" + community + "." + (1 + random.nextInt(2)));
        }
        for (String grid : grids) {
            building(grid, "一号楼");
            building(grid, "二号楼");
        }
        for (int i = 0; i < 12; i++) {
            String community = random.nextBoolean() ? "1.1" : "1.2";
            String grid = community + "." + (1 + random.nextInt(2));
            Actor clerkThere = world.actor(Role.COMMUNITY_DESK, "community" + community, "desk:community" + community);
            CaseId id = report(clerkThere, "grid" + grid);
            if (random.nextBoolean()) {
                desk.accept(clerkThere, id, version(id), category(), false);
                desk.dispatch(
                        clerkThere, new DispatchCase(id, version(id), world.unit("team" + grid), Set.of(), null, null));
            }
        }
        Map<String, List<String>> before = tables();
        Deque<UUID> done = new ArrayDeque<>();
        int part = 100;
        for (int step = 0; step < 8; step++) {
            clock.advance(Duration.ofSeconds(1));
            boolean community = random.nextInt(3) == 0;
            List<UUID> live = live(community ? AreaLevel.COMMUNITY : AreaLevel.GRID);
            UUID from = live.get(random.nextInt(live.size()));
            UUID into = live.get(random.nextInt(live.size()));
            if (random.nextBoolean() && !from.equals(into)) {
                done.push(changing.merge(supervisor, new AreaId(from), version("area", from), new AreaId(into), BASIS));
            } else {
                Set<UUID> chosen = new HashSet<>();
                changing.choices(supervisor, new AreaId(from)).forEach(choice -> {
                    if (random.nextBoolean()) {
                        chosen.add(choice.id());
                    }
                });
                String code = community ? world.code("street1").substring(0, 9) + part++ : parentCode(from) + part++;
                done.push(changing.split(
                        supervisor,
                        new AreaId(from),
                        version("area", from),
                        new Part(code, "新" + step, 0, 0, 0),
                        chosen,
                        BASIS));
            }
            assertThat(orphans())
                    .as("open cases in ended places or with ended units")
                    .isZero();
        }
        assertThat(tables()).isNotEqualTo(before);
        while (!done.isEmpty()) {
            changes.undo(supervisor, done.pop());
        }

        assertThat(tables()).isEqualTo(before);
    }

    private Actor nextCommunity() {
        return world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
    }

    private Actor moved(Actor actor) {
        return actors.actorOf(actor.account()).orElseThrow();
    }

    private List<String> lines(CaseId id) {
        return jdbc.sql(
                        "select action || ' ' || coalesce(text, '') from case_event where case_id = ? order by sequence")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private Actor street(String number) {
        return world.actor(Role.STREET_DESK, "street" + number, "desk:street" + number);
    }

    /** A case that the desk of a street handles itself, with the help of a team. */
    private CaseId selfHandled(Actor street, String grid, String team) {
        CaseId id = report(street, grid);
        desk.accept(street, id, version(id), category(), false);
        desk.handleSelf(street, id, version(id), null, null);
        helpers.add(street, id, version(id), world.unit(team), "请协助封路");
        return id;
    }

    /** A case of the grid beside, with the help of team1.1.1. */
    private CaseId helped(Actor neighbour) {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        id, version(id), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(neighbour, id, version(id), "李某", "13800000001");
        return id;
    }

    private List<UUID> helping(CaseId id) {
        return jdbc.sql("select x.unit_id from dispatch_co_unit x join dispatch_order o on o.id = x.order_id"
                        + " where o.case_id = ?")
                .param(id.value())
                .query(UUID.class)
                .list();
    }

    private UUID building(String grid, String name) {
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

    private List<String> buildings(String grid) {
        return jdbc.sql("select name from building where grid_id = ? order by name")
                .param(world.area(grid).value())
                .query(String.class)
                .list();
    }

    private List<String> told(CaseId id) {
        return jdbc.sql("select concat_ws(' ', facts, text) from case_event where case_id = ?"
                        + " and action = 'FOLLOW_AREA' order by sequence")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long orphans() {
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

    private List<UUID> live(AreaLevel level) {
        return jdbc.sql(
                        "select id from area where district_id = ? and level = ? and valid_to is null order by code, id")
                .params(world.area("district").value(), level.name())
                .query(UUID.class)
                .list();
    }

    private String parentCode(UUID area) {
        return jdbc.sql("select p.code from area a join area p on p.id = a.parent_id where a.id = ?")
                .param(area)
                .query(String.class)
                .single();
    }

    /** Every row of what a change may touch, without versions and the number of lines on the timeline. */
    private Map<String, List<String>> tables() {
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

    private UUID merge(String from, String into) {
        AreaId source = world.area(from);
        return changing.merge(supervisor, source, version("area", source.value()), world.area(into), BASIS);
    }

    private PartyOrganisationId branch(String grid, String name) {
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

    private CaseId report(String grid) {
        return report(clerk, grid);
    }

    private CaseId report(Actor actor, String grid) {
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

    private CaseId dispatched(CaseId id, String team) {
        desk.accept(clerk, id, version(id), category(), false);
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit(team), Set.of(), null, null));
        return id;
    }

    private CaseId closed(CaseId id, String team) {
        dispatched(id, team);
        Actor member = actors.actorOf(worker.account()).orElseThrow();
        handling.sign(member, id, version(id), "王某", "13800000000");
        handling.resolve(member, id, version(id), "已更换井盖", ResolutionKind.SOLVED, false);
        closing.passVerification(clerk, id, version(id), null);
        return id;
    }

    private CategoryId category() {
        return categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long version(CaseId id) {
        return version("governance_case", id.value());
    }

    private long version(String table, UUID id) {
        return jdbc.sql("select version from " + table + " where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private UUID id(String sql, Object key) {
        UUID value = key instanceof UUID raw ? raw : UUID.fromString(key.toString());
        return jdbc.sql(sql).param(value).query(UUID.class).single();
    }
}
