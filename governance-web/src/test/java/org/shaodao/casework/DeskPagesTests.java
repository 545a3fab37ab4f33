package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.service.BulkDesk;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DeskFigures;
import org.shaodao.casework.service.DeskSettings;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Statements;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The desk as a place to live in: views with their numbers, many at once, the way back and on, signs of change. */
@FlowTests
class DeskPagesTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Categories categories;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseQueue queue;

    @Autowired
    DeskFigures figures;

    @Autowired
    DeskSettings settings;

    @Autowired
    BulkDesk bulk;

    @Autowired
    PlatformTransactionManager transactions;

    Pages pages;
    World world;
    Actor clerk;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        pages = new Pages(mvc);
        world = new World(jdbc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
    }

    @Test
    void everyUsualViewShowsTheNumberItsListHas() {
        reported("楼道堆放杂物堵塞通道");
        CaseId accepted = reported("占道摆摊堵塞人行道路口");
        desk.accept(clerk, accepted, 0, anyCategory(), false);
        clock.set(Instant.parse("2026-03-09T02:00:00Z"));
        reported("路灯夜里不亮已有三天");

        Document page = pages.get(clerk, "/cases").page();
        Map<String, Integer> counts = new HashMap<>();
        page.select(".views .chips a").forEach(link -> {
            String shown = link.select(".chip-count").text();
            counts.put(link.select("span").first().text(), Integer.valueOf(shown));
            assertThat(pages.get(clerk, link.attr("href"))
                            .page()
                            .select(".list-head [role=status]")
                            .text())
                    .as(link.text())
                    .isEqualTo("共 " + shown + " 件");
        });

        assertThat(counts)
                .containsEntry("待我办", 3)
                .containsEntry("待受理", 2)
                .containsEntry("待派单", 1)
                .containsEntry("已超期", 2)
                .containsEntry("今日上报", 1)
                .containsEntry("被退回", 0);
    }

    @Test
    void aListSavedUnderANameComesBackWithItsFilterAndItsNumber() {
        reported("楼道堆放杂物堵塞通道");
        reported("路灯夜里不亮已有三天");
        Document list =
                pages.get(clerk, "/cases?view=area&q=" + "%E8%B7%AF%E7%81%AF").page();

        pages.submit(clerk, list, "form[action='/desk/views']", fields -> fields.put("name", "路灯"));

        Document again = pages.get(clerk, "/cases").page();
        var link = again.select(".views .chips a").last();
        assertThat(link.text()).isEqualTo("路灯 1");
        assertThat(pages.get(clerk, link.attr("href")).page().select("[data-case]"))
                .hasSize(1);
        assertThat(pages.get(clerk, link.attr("href"))
                        .page()
                        .select(".views [aria-current]")
                        .text())
                .contains("路灯");
    }

    @Test
    void aViewBelongsToItsOwnerAlone() {
        pages.post(clerk, "/desk/views", Map.of("name", "我的", "address", "view=todo"));
        String id = pages.get(clerk, "/desk/views")
                .page()
                .select("input[name=id]")
                .first()
                .val();
        Actor other = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");

        assertThat(pages.get(other, "/desk/views").page().text()).doesNotContain("我的 ");
        assertThat(pages.post(other, "/desk/views/rename", Map.of("id", id, "name", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.post(other, "/desk/views/delete", Map.of("id", id)).status())
                .isEqualTo(404);
        assertThat(pages.post(clerk, "/desk/views/rename", Map.of("id", id, "name", "早上先看"))
                        .status())
                .isEqualTo(302);
        assertThat(pages.get(clerk, "/cases").page().select(".views").text()).contains("早上先看 0");
        pages.post(clerk, "/desk/views/delete", Map.of("id", id));
        assertThat(pages.get(clerk, "/cases").page().select(".views").text()).doesNotContain("早上先看");
    }

    @Test
    void namesThatAreEmptyLongOrTakenAndTooManyViewsAreRefusedWithASentence() {
        for (int i = 0; i < 12; i++) {
            pages.post(clerk, "/desk/views", Map.of("name", "v" + i, "address", "view=todo"));
        }
        assertThat(saved()).isEqualTo(12);

        for (String name : List.of("", "  ", "长".repeat(21), "一个新的")) {
            assertThat(pages.post(clerk, "/desk/views", Map.of("name", name, "address", "view=todo"))
                            .status())
                    .isEqualTo(302);
        }
        assertThat(saved()).isEqualTo(12);

        pages.post(clerk, "/desk/views", Map.of("name", "v3", "address", "view=area"));
        assertThat(saved()).as("a name used before gets the new list").isEqualTo(12);
    }

    @Test
    void addressesFromOutsideAreReadAsFiltersOnly() {
        pages.post(
                clerk,
                "/desk/views",
                Map.of("name", "怪", "address", "view=todo&next=//evil.example&q=<b>&x={y}&light=PINK"));

        Document page = pages.get(clerk, "/cases").page();
        assertThat(page.select(".views .chips a").last().attr("href"))
                .isEqualTo("/cases?view=todo&open=true&q=%3Cb%3E");
        assertThat(pages.post(clerk, "/cases/bulk", Map.of("from", "//evil.example", "pick", "x"))
                        .location())
                .startsWith("/cases?view=todo");
    }

    @Test
    void allViewsAreCountedByOneStatement() throws Exception {
        List<DeskFigures.Question> questions = new ArrayList<>();
        AreaScope scope = new AreaScope.HeldBy(clerk.units());
        for (CaseStatus status : List.of(CaseStatus.REPORTED, CaseStatus.ACCEPTED, CaseStatus.CLOSED)) {
            questions.add(new DeskFigures.Question(
                    scope,
                    CaseFilter.everything()
                            .withStatuses(java.util.Set.of(status))
                            .withQuery("杂物")));
        }
        reported("楼道堆放杂物堵塞通道");

        List<String> sent =
                Statements.of(() -> assertThat(figures.counts(questions)).containsExactly(1, 0, 0));

        assertThat(sent).hasSize(1);
    }

    @Test
    void fiftyCasesAreAcceptedInOneGoAndTheRefusedOnesSayWhy() {
        List<CaseId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(reported("第" + i + "件楼道堆放杂物堵塞通道"));
        }
        CategoryId category = anyCategory();
        jdbc.sql("update governance_case set category_id = ? where holder_unit_id = ?")
                .params(category.value(), world.unit("desk:community1.1").value())
                .update();
        jdbc.sql("update governance_case set category_id = null, title = '无', description = '不知何事' where id in (?, ?)")
                .params(ids.get(3).value(), ids.get(4).value())
                .update();
        Document list = pages.get(clerk, "/cases?view=todo&status=REPORTED").page();

        Pages.Answer answer = pages.submit(clerk, list, "form#bulk", fields -> {
            fields.put("all", "true");
            fields.put("verb", "assign");
            fields.put("unit", world.unit("team1.1.1").toString());
        });

        assertThat(answer.location()).isEqualTo("/cases?view=todo&open=true&status=REPORTED");
        assertThat(dispatched(ids)).isEqualTo(48);
        assertThat(jdbc.sql(
                                "select count(*) from governance_case where id in (:ids) and status = 'REPORTED' and version = 0")
                        .param("ids", List.of(ids.get(3).value(), ids.get(4).value()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void eachRowHasItsOwnResultAndNothingIsHalfDone() {
        CaseId good = reported("楼道堆放杂物堵塞通道");
        CaseId moved = reported("楼道堆放杂物没有人来清理");
        CaseId unknown = reported("请来看看是什么情况吧");
        Actor neighbour = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        CaseId foreign = report(neighbour, "grid1.2.1", "楼道堆放杂物堵塞通道");
        jdbc.sql("update governance_case set category_id = ? where id in (?, ?)")
                .params(anyCategory().value(), good.value(), moved.value())
                .update();
        desk.requestInfo(world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1"), moved, 0, "请说明楼号");

        BulkDesk.Outcome outcome = bulk.assign(
                clerk,
                List.of(
                        new BulkDesk.Picked(good, 0),
                        new BulkDesk.Picked(moved, 0),
                        new BulkDesk.Picked(unknown, 0),
                        new BulkDesk.Picked(foreign, 0)),
                world.unit("team1.1.1"));

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(outcome.refused())
                .extracting(BulkDesk.Refused::key)
                .containsExactly("casework.bulk.moved", "casework.bulk.no-category", "casework.bulk.gone");
        assertThat(outcome.refused().get(2).number())
                .as("nothing is told of a foreign case")
                .isNull();
        assertThat(status(good)).isEqualTo(CaseStatus.DISPATCHED);
        assertThat(status(unknown)).isEqualTo(CaseStatus.REPORTED);
    }

    @Test
    void aRefusalInTheSecondHalfOfARowTakesTheFirstHalfBack() {
        CaseId id = reported("楼道堆放杂物堵塞通道");
        jdbc.sql("update governance_case set category_id = ? where id = ?")
                .params(anyCategory().value(), id.value())
                .update();

        BulkDesk.Outcome outcome = bulk.assign(clerk, List.of(new BulkDesk.Picked(id, 0)), world.unit("desk:street1"));

        assertThat(outcome.refused()).extracting(BulkDesk.Refused::key).containsExactly("casework.unit-out-of-reach");
        assertThat(status(id)).as("not accepted either").isEqualTo(CaseStatus.REPORTED);
    }

    @Test
    void manyAreRemindedOnceADayEach() {
        List<BulkDesk.Picked> picked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CaseId id = reported("第" + i + "件楼道堆放杂物");
            desk.acceptAndDispatch(
                    clerk,
                    anyCategory(),
                    false,
                    new org.shaodao.casework.service.DispatchCase(
                            id, 0, world.unit("team1.1.1"), java.util.Set.of(), null, null));
            picked.add(new BulkDesk.Picked(id, 2));
        }

        assertThat(bulk.remind(clerk, picked).done()).isEqualTo(3);
        BulkDesk.Outcome again = bulk.remind(clerk, picked);

        assertThat(again.done()).isZero();
        assertThat(again.refused()).extracting(BulkDesk.Refused::key).containsOnly("casework.reminded-today");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pick=x&verb=assign", "verb=assign"})
    void aBulkWithNothingTickedSaysSo(String fields) {
        Map<String, String> form = new HashMap<>();
        for (String pair : fields.split("&")) {
            if (pair.contains("=")) {
                form.put(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        assertThat(pages.post(clerk, "/cases/bulk", form).status()).isEqualTo(302);
    }

    @Test
    void theNextCaseOfTheListOpensWhenOneIsDone() {
        CaseId first = reported("第一件楼道堆放杂物");
        clock.set(Instant.parse("2026-03-02T03:00:00Z"));
        CaseId second = reported("第二件楼道堆放杂物");
        Document page = pages.get(clerk, "/cases/" + first + "?from=view%3Dtodo&do=decline")
                .page();

        Pages.Answer answer = pages.submit(clerk, page, "form[data-action]", fields -> {
            fields.put("text", "重复反映，已有工单");
            fields.put("declineReason", DeclineReason.values()[0].name());
        });

        assertThat(answer.location()).startsWith("/cases/" + second + "?from=view%3Dtodo");
        Document next = pages.get(clerk, answer.location()).page();
        assertThat(next.select(".page-back a").attr("href")).startsWith("/cases?view=todo&open=true#c-C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "STAY"})
    void whereToGoAfterwardsIsTheAccountsChoice(String choice) {
        CaseId first = reported("第一件楼道堆放杂物");
        reported("第二件楼道堆放杂物");
        pages.post(clerk, "/desk/settings", Map.of("afterDone", choice, "keys", "false"));
        Document page = pages.get(clerk, "/cases/" + first + "?from=view%3Dtodo&do=request-info")
                .page();
        assertThat(page.select("#keys-sheet").attr("data-keys")).isEqualTo("off");

        Pages.Answer answer = pages.submit(clerk, page, "form[data-action]", fields -> fields.put("text", "请说明是几号楼"));

        assertThat(answer.location())
                .startsWith(choice.equals("LIST") ? "/cases?view=todo" : "/cases/" + first + "?from=");
    }

    @Test
    void theLastCaseOfAListLeadsBackToIt() {
        CaseId only = reported("只有这一件楼道堆放杂物");
        Document page = pages.get(clerk, "/cases/" + only + "?from=view%3Dtodo%26status%3DREPORTED&do=request-info")
                .page();

        Pages.Answer answer = pages.submit(clerk, page, "form[data-action]", fields -> fields.put("text", "请说明是几号楼"));

        assertThat(answer.location()).isEqualTo("/cases?view=todo&open=true&status=REPORTED");
    }

    @Test
    void aRefusedFormStaysAPageWithOneHeadingAndKeepsTheWayBack() {
        CaseId id = reported("楼道堆放杂物堵塞通道");
        Pages.Answer refused = pages.post(
                clerk,
                "/cases/" + id + "/request-info",
                Map.of("version", "0", "text", "", "from", "view=todo", "pane", "true"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("h1")).hasSize(1);
        assertThat(refused.page().select("form[data-action] input[name=from]").val())
                .startsWith("view=todo");
        assertThat(refused.page().select("form[data-action] input[name=pane]").val())
                .isEqualTo("true");
    }

    @Test
    void whatOthersDidSinceThePageWasDrawnIsCountedOnce() {
        CaseId id = reported("楼道堆放杂物堵塞通道");
        AreaScope scope = new AreaScope.HeldBy(clerk.units());
        String mark = figures.mark();
        Actor colleague = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        assertThat(changed(scope, mark)).isZero();

        desk.requestInfo(colleague, id, 0, "请说明楼号");
        reporting.supplyInfo(clerk, id, 1, "三号楼二单元");
        report(colleague, "grid1.1.1", "又一件楼道堆放杂物");

        assertThat(changed(scope, mark)).as("two cases, one of them twice").isEqualTo(2);
        assertThat(changed(scope, figures.mark())).isZero();
        assertThat(changed(new AreaScope.HeldBy(java.util.Set.of(world.unit("desk:community1.2"))), mark))
                .isZero();
    }

    @Test
    void aTransactionStillOpenWhenThePageWasDrawnIsNotMissed() throws Exception {
        AreaScope scope = new AreaScope.HeldBy(clerk.units());
        Actor colleague = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch drawn = new CountDownLatch(1);
        var slow = Executors.newSingleThreadExecutor();
        try {
            var done = slow.submit(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                report(colleague, "grid1.1.1", "慢慢提交的一件杂物");
                reported.countDown();
                try {
                    drawn.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertThat(reported.await(20, TimeUnit.SECONDS)).isTrue();
            report(colleague, "grid1.1.1", "后开始先提交的一件杂物");
            String mark = figures.mark();
            assertThat(changed(scope, mark)).isZero();
            drawn.countDown();
            done.get(20, TimeUnit.SECONDS);

            assertThat(changed(scope, mark)).isEqualTo(1);
        } finally {
            slow.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1:2", "'; drop table unit; --", "1:2:3:4", "99999999999999999999:1:"})
    void anUnreadableMarkCountsNothing(String mark) {
        reported("楼道堆放杂物堵塞通道");

        assertThat(changed(new AreaScope.HeldBy(clerk.units()), mark)).isZero();
        assertThat(pages.get(
                                clerk,
                                "/cases/changes?view=todo&mark="
                                        + java.net.URLEncoder.encode(mark, java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    private int changed(AreaScope scope, String mark) {
        return figures.changed(scope, CaseFilter.openOnes(), mark, clerk.account());
    }

    private int saved() {
        return pages.get(clerk, "/desk/views").page().select("tbody tr").size();
    }

    private int dispatched(List<CaseId> ids) {
        return jdbc.sql("select count(*) from governance_case where id in (:ids) and status = 'DISPATCHED'")
                .param("ids", ids.stream().map(CaseId::value).toList())
                .query(Integer.class)
                .single();
    }

    private CaseStatus status(CaseId id) {
        return jdbc.sql("select status from governance_case where id = ?")
                .param(id.value())
                .query(CaseStatus.class)
                .single();
    }

    private CategoryId anyCategory() {
        return categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private CaseId reported(String text) {
        return report(clerk, "grid1.1.1", text);
    }

    private CaseId report(Actor actor, String place, String text) {
        return reporting.report(
                actor,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        text,
                        null,
                        false,
                        false,
                        world.area(place),
                        null,
                        null,
                        null));
    }
}
