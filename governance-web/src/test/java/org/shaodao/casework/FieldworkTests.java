package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.AssistanceBook;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.VisitLog;
import org.shaodao.casework.service.WindowCases;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.shared.Ids;
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

/** Buildings, patrols and visits, requests for assistance, and the window for what cannot be got done. */
@FlowTests
class FieldworkTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Buildings buildings;

    @Autowired
    VisitLog visits;

    @Autowired
    AssistanceBook assistance;

    @Autowired
    WindowCases windows;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    World world;
    Pages pages;
    Actor worker;
    Actor neighbour;
    Actor clerk;
    Actor street;
    Actor leader;
    Actor urban;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        leader = world.actor(Role.STREET_LEADER, "street1", "desk:street1");
        urban = world.actor(Role.RESPONDER, "street1", "urban1");
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    @Test
    void aBuildingIsThreeNumbersAndItsDoorsFollow() {
        Map<String, String> typed = Map.of(
                "grid", world.area("grid1.1.1").toString(),
                "name", "3号楼",
                "entrances", "2",
                "floors", "3",
                "perFloor", "2");
        assertThat(pages.post(worker, "/buildings", typed).status()).isEqualTo(302);
        assertThat(pages.post(worker, "/buildings", typed).page().text()).contains("本网格已有“3号楼”");

        Buildings.Building made = buildings.of(buildings.grids(worker)).get(0);
        List<String> doors = buildings.doors(worker, made.id()).stream()
                .map(Buildings.Door::label)
                .toList();
        assertThat(doors).hasSize(12).startsWith("1单元101", "1单元102", "1单元201").endsWith("2单元302");
        assertThat(pages.get(neighbour, "/phone/visits/buildings/" + made.id()).status())
                .isEqualTo(404);
        assertThat(pages.get(clerk, "/buildings").page().text()).contains("3号楼");

        for (String wrong : List.of("99", "-1", "x")) {
            Map<String, String> bad = new HashMap<>(typed);
            bad.put("name", "4号楼");
            bad.put("floors", wrong);
            bad.put("perFloor", "99");
            Pages.Answer refused = pages.post(worker, "/buildings", bad);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.page().select("input[name=name]").val()).isEqualTo("4号楼");
        }
    }

    @Test
    void aVisitIsThreeTapsAndADoubleTapIsOneVisit() {
        Buildings.Door door = door();
        Pages.Answer home = pages.get(worker, "/phone/visits");
        String building = home.page().select("[data-buildings] a").attr("href");
        Pages.Answer doors = pages.get(worker, building);
        var form = doors.page().select("[data-doors] form").first();
        Map<String, String> tap = Map.of(
                "id", form.select("input[name=id]").val(),
                "household", form.select("input[name=household]").val());

        assertThat(pages.post(worker, "/phone/visits", tap).location()).isEqualTo(building);
        assertThat(pages.post(worker, "/phone/visits", tap).status()).isEqualTo(302);

        assertThat(visits.at(worker, door.id())).singleElement().satisfies(visit -> {
            assertThat(visit.kind()).isEqualTo(VisitKind.VISIT);
            assertThat(visit.finding()).isNull();
            assertThat(visit.at()).isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));
        });
        assertThat(pages.get(clerk, "/phone/visits").status()).isEqualTo(403);
    }

    @Test
    void aPatrolIsOneTapAndANoteNeedsWords() {
        String grid = world.area("grid1.1.1").toString();
        assertThat(pages.post(worker, "/phone/visits", Map.of("id", Ids.next().toString(), "grid", grid))
                        .status())
                .isEqualTo(302);
        Buildings.Door door = door();
        Pages.Answer empty = pages.post(
                worker,
                "/phone/visits",
                Map.of("id", Ids.next().toString(), "household", door.id().toString(), "finding", " "));
        assertThat(empty.status()).isEqualTo(422);
        pages.post(
                worker,
                "/phone/visits",
                Map.of("id", Ids.next().toString(), "household", door.id().toString(), "finding", "水管已修好，不再漏水"));

        assertThat(visits.recent(worker, 10))
                .extracting(VisitLog.Row::kind)
                .containsExactlyInAnyOrder(VisitKind.PATROL, VisitKind.VISIT);
        assertThat(visits.at(worker, door.id()).get(0).finding()).isEqualTo("水管已修好，不再漏水");
        for (Map<String, String> foreign : List.of(
                Map.of("id", Ids.next().toString(), "grid", grid),
                Map.of("id", Ids.next().toString(), "household", door.id().toString()))) {
            assertThat(pages.post(neighbour, "/phone/visits", foreign).status()).isEqualTo(404);
        }
    }

    @Test
    void aRequestAtADoorIsReportedWithNothingAskedThatIsKnown() {
        Buildings.Door door = door();
        Pages.Answer form = pages.get(worker, "/phone/report?household=" + door.id());
        assertThat(form.page().select("input[name=address]").val()).isEqualTo("3号楼1单元101");

        Pages.Answer sent = pages.submit(
                worker, form.page(), "form[action=/phone/report]", typed -> typed.put("description", "老人行动不便，想装楼道扶手"));

        assertThat(sent.status()).isEqualTo(302);
        assertThat(visits.at(worker, door.id())).singleElement().satisfies(visit -> {
            CaseId made = visit.caseId();
            assertThat(sheets.sheet(worker, made).facts().source()).isEqualTo(CaseSource.VISIT);
            assertThat(sheets.sheet(worker, made).facts().address()).isEqualTo("3号楼1单元101");
        });
        assertThat(pages.get(neighbour, "/phone/report?household=" + door.id()).status())
                .isEqualTo(404);
    }

    @Test
    void assistanceGoesFromTheOfficeThroughTheCommunityToTheGridAndEndsInAVisit() {
        Buildings.Door door = door();
        AssistanceId id = ask("1007");
        assertThat(pages.get(neighbour, "/assistance/" + id).status()).isEqualTo(404);
        assertThat(step(worker, id, 0, "ACCEPT", "").status())
                .as("before the community has decided")
                .isEqualTo(422);
        assertThat(step(worker, id, 0, "APPROVE", "").status()).isEqualTo(403);

        assertThat(step(clerk, id, 0, "APPROVE", "").status()).isEqualTo(302);
        assertThat(step(clerk, id, 0, "REFUSE", "晚了一步").status())
                .as("a stale page")
                .isEqualTo(409);
        assertThat(pages.get(worker, "/phone/visits").page().select("[data-requests] a"))
                .hasSize(1);
        assertThat(step(worker, id, 1, "ACCEPT", "").status()).isEqualTo(302);
        Actor colleague = world.actor(Role.GRID_HEAD, "grid1.1.1", "team1.1.1");
        assertThat(step(colleague, id, 2, "COMPLETE", "我替他去的").status())
                .as("somebody else than who accepted")
                .isEqualTo(422);
        Map<String, String> done = new HashMap<>(Map.of("version", "2", "step", "COMPLETE", "note", "已陪同入户，家庭情况已核实"));
        done.put("household", door.id().toString());
        assertThat(pages.post(worker, "/assistance/" + id, done).status()).isEqualTo(302);

        assertThat(assistance.find(street, id).state()).isEqualTo(AssistanceState.DONE);
        assertThat(visits.at(worker, door.id())).singleElement().satisfies(visit -> {
            assertThat(visit.assistanceId()).isEqualTo(id.value());
            assertThat(visit.finding()).isEqualTo("已陪同入户，家庭情况已核实");
        });
        assertThat(step(street, id, 3, "WITHDRAW", "").status()).isEqualTo(422);
    }

    @Test
    void whatIsNotAdmittedCannotBeAskedFor() {
        Map<String, String> typed = asking("0501");
        Pages.Answer refused = pages.post(street, "/assistance/new", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#category-error").text()).contains("不在社区、网格承担的准入清单内");
        assertThat(refused.page().select("textarea[name=purpose]").text()).contains("武装干事");

        for (Map.Entry<String, String> wrong : Map.of(
                        "wantedOn", "2026-03-01",
                        "legalBasis", "",
                        "purpose", "去",
                        "grid", world.area("grid2.1.1").toString())
                .entrySet()) {
            Map<String, String> bad = asking("1007");
            bad.put(wrong.getKey(), wrong.getValue());
            assertThat(pages.post(street, "/assistance/new", bad).status())
                    .as(wrong.getKey())
                    .isEqualTo(422);
        }
        assertThat(pages.get(worker, "/assistance/new").status()).isEqualTo(403);
        assertThat(pages.get(clerk, "/assistance/new").status()).isEqualTo(403);
        assertThat(assistance.list(street, false)).isEmpty();
    }

    @Test
    void theCommunityRefusesAndTheGridDeclinesWithAReason() {
        AssistanceId one = ask("1007");
        assertThat(step(clerk, one, 0, "REFUSE", "").status()).isEqualTo(422);
        assertThat(step(clerk, one, 0, "REFUSE", "与走访安排重复").status()).isEqualTo(302);
        assertThat(pages.get(street, "/assistance/" + one).page().text()).contains("与走访安排重复");
        AssistanceId other = ask("1007");
        step(clerk, other, 0, "APPROVE", "");
        assertThat(step(worker, other, 1, "DECLINE", "当天已有安排").status()).isEqualTo(302);
        assertThat(assistance.find(street, other).state()).isEqualTo(AssistanceState.DECLINED);
        assertThat(assistance.list(street, true)).isEmpty();
    }

    @Test
    void whatCouldNotBeGotDoneGoesToTheLeaderAndTakesFiveOrTenWorkingDays() {
        Map<String, String> typed = new HashMap<>(Map.of(
                "clientId", CaseId.next().toString(),
                "windowName", "示例街道便民服务中心3号窗口",
                "matter", "补办社保卡",
                "place", world.area("street1").toString(),
                "category", categories.byCode("1701").orElseThrow().id().toString()));
        Pages.Answer missing = pages.post(street, "/cases/window", typed);
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.page().select("input[name=windowName]").val()).isEqualTo("示例街道便民服务中心3号窗口");
        typed.put("why", "窗口说系统里查不到档案，跑了三次");
        Pages.Answer sent = pages.post(street, "/cases/window", typed);
        assertThat(sent.status()).isEqualTo(302);
        assertThat(pages.post(street, "/cases/window", typed).location()).isEqualTo(sent.location());
        CaseId id = CaseId.of(typed.get("clientId"));

        assertThat(sheets.sheet(leader, id).facts().source()).isEqualTo(CaseSource.CANNOT_BE_DONE_WINDOW);
        assertThat(pages.get(leader, "/cases/" + id).page().select("#window").text())
                .contains("待值班领导批示", "查不到档案");
        assertThat(pages.post(street, "/cases/" + id + "/instruct", Map.of("instruction", "我来批"))
                        .status())
                .isEqualTo(403);
        assertThat(pages.post(leader, "/cases/" + id + "/instruct", Map.of("instruction", ""))
                        .status())
                .isEqualTo(422);
        assertThat(pages.post(
                                leader,
                                "/cases/" + id + "/instruct",
                                Map.of("instruction", "请人社所两日内找到档案", "hard", "true"))
                        .status())
                .isEqualTo(302);
        desk.accept(
                street,
                id,
                sheets.sheet(street, id).facts().version(),
                categories.byCode("1701").orElseThrow().id(),
                false);
        desk.dispatch(
                street,
                new DispatchCase(
                        id,
                        sheets.sheet(street, id).facts().version(),
                        world.unit("urban1"),
                        java.util.Set.of(),
                        null,
                        null));

        assertThat(sheets.sheet(street, id).facts().dueLimit()).isEqualTo(WindowCases.COMPLEX);
        assertThat(LocalDate.ofInstant(sheets.sheet(street, id).facts().dueAt(), org.shaodao.shared.Zone.ID))
                .isEqualTo(LocalDate.of(2026, 3, 16));
        java.time.Instant due = sheets.sheet(street, id).facts().dueAt();
        assertThat(pages.get(leader, "/cases/" + id).page().select("#window").text())
                .contains("批示不改时限");
        assertThat(pages.post(leader, "/cases/" + id + "/instruct", Map.of("instruction", "请先电话答复本人"))
                        .status())
                .isEqualTo(302);
        assertThat(sheets.sheet(street, id).facts().dueAt())
                .as("moved by extension and suspension only")
                .isEqualTo(due);
        assertThat(pages.get(leader, "/cases/" + id).page().select("#window").text())
                .contains("请先电话答复本人", "办不成事（疑难）");
        assertThat(pages.get(clerk, "/cases/window").status()).isEqualTo(403);
        assertThat(pages.get(urban, "/cases/window").status()).isEqualTo(403);
    }

    @Test
    void anInstructionWaitsForTheDispatchThatSetsTheLimit() throws Exception {
        CaseId id = CaseId.next();
        Map<String, String> typed = Map.of(
                "clientId",
                id.toString(),
                "windowName",
                "示例街道便民服务中心3号窗口",
                "matter",
                "补办社保卡",
                "place",
                world.area("street1").toString(),
                "category",
                categories.byCode("1701").orElseThrow().id().toString(),
                "why",
                "窗口说系统里查不到档案，跑了三次");
        assertThat(pages.post(street, "/cases/window", typed).status()).isEqualTo(302);
        desk.accept(
                street,
                id,
                sheets.sheet(street, id).facts().version(),
                categories.byCode("1701").orElseThrow().id(),
                false);
        DispatchCase wanted = new DispatchCase(
                id, sheets.sheet(street, id).facts().version(), world.unit("urban1"), Set.of(), null, null);
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            var dispatching = pool.submit(() -> transactions.executeWithoutResult(status -> {
                desk.dispatch(street, wanted);
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            assertThatThrownBy(() -> windows.instruct(leader, id, "请人社所两日内找到档案", true))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("casework.window.limit-runs");
            dispatching.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(pages.get(leader, "/cases/" + id).page().select("#window").text())
                .doesNotContain("办不成事（疑难）");
    }

    private Buildings.Door door() {
        UUID building = buildings.add(worker, world.area("grid1.1.1"), "3号楼", 1, 1, 1);
        return buildings.doors(worker, building).get(0);
    }

    private AssistanceId ask(String category) {
        Pages.Answer asked = pages.post(street, "/assistance/new", asking(category));
        assertThat(asked.status()).isEqualTo(302);
        return AssistanceId.of(asked.location().substring("/assistance/".length()));
    }

    private Map<String, String> asking(String category) {
        Map<String, String> typed = new HashMap<>();
        typed.put("grid", world.area("grid1.1.1").toString());
        typed.put("category", categories.byCode(category).orElseThrow().id().toString());
        typed.put("purpose", "陪同武装干事到新兵家庭走访，约半小时");
        typed.put("legalBasis", "示例征兵工作安排〔2026〕1号");
        typed.put("wantedOn", "2026-03-03");
        return typed;
    }

    private Pages.Answer step(Actor actor, AssistanceId id, long version, String step, String note) {
        return pages.post(
                actor, "/assistance/" + id, Map.of("version", String.valueOf(version), "step", step, "note", note));
    }
}
