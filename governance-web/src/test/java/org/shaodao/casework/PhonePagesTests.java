package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
class PhonePagesTests {

    static final String FORM = "form[action=/phone/report]";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    CaseQueue queue;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseDesk desk;

    @Autowired
    Categories categories;

    World world;
    Pages pages;
    Actor worker;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MOBILE_WORKER", "BUILDING_HEAD", "GRID_WORKER", "GRID_HEAD"})
    void everybodyInTheFieldReportsWithTheTextAlone(Role role) {
        Actor actor = world.actor(role, "grid1.1.1", "team1.1.1");
        assertThat(pages.get(actor, "/phone").page().select("a[data-report]")).hasSize(1);

        Pages.Answer sent = pages.submit(
                actor,
                pages.get(actor, "/phone/report").page(),
                FORM,
                form -> form.put("description", "路口井盖破损，车辆经过有响声"));

        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.location()).startsWith("/phone/reported/");
        Pages.Answer done = pages.get(actor, sent.location());
        assertThat(done.page().text()).contains("C2026-").contains("示例desk:community1.1");
        assertThat(queue.list(own(actor), CaseFilter.openOnes(), null).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.category()).isEqualTo("井盖"));
        assertThat(pages.get(actor, "/phone/mine").page().select("ul[data-rows] > li"))
                .hasSize(1);
    }

    @Test
    void theSameFormSentTwiceIsOneCase() {
        var page = pages.get(worker, "/phone/report").page();

        Pages.Answer first = pages.submit(worker, page, FORM, form -> form.put("description", "楼道堆放杂物"));
        Pages.Answer second = pages.submit(worker, page, FORM, form -> form.put("description", "楼道堆放杂物"));
        Pages.Answer other = pages.submit(worker, page, FORM, form -> form.put("description", "完全不同的另一件事"));

        assertThat(second.location()).isEqualTo(first.location());
        assertThat(other.status()).isEqualTo(409);
        assertThat(queue.count(own(worker), CaseFilter.everything())).isEqualTo(1);
    }

    @Test
    void aRefusedFormKeepsEverythingTyped() {
        var page = pages.get(worker, "/phone/report").page();
        String id = page.select("input[name=id]").val();
        UUID noise = categories.byCode("0502").orElseThrow().id().value();

        Pages.Answer refused = pages.submit(worker, page, FORM, form -> {
            form.put("description", "太短");
            form.put("category", noise.toString());
            form.put("address", "3 号楼 2 单元");
            form.put("urgent", "true");
            form.put("requesterName", "李某");
            form.put("requesterPhone", "不是电话");
        });

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().title()).startsWith("有内容需要修改");
        assertThat(refused.page().select(".error-summary a[href=#description], .error-summary a[href=#requesterPhone]"))
                .hasSize(2);
        assertThat(refused.page().select("textarea[name=description]").text()).isEqualTo("太短");
        assertThat(refused.page().select("input[name=category][checked]").val()).isEqualTo(noise.toString());
        assertThat(refused.page().select("input[name=address]").val()).isEqualTo("3 号楼 2 单元");
        assertThat(refused.page().select("input[name=urgent][checked]")).hasSize(1);
        assertThat(refused.page().select("input[name=requesterName]").val()).isEqualTo("李某");
        assertThat(refused.page().select("input[name=requesterPhone]").val()).isEqualTo("不是电话");
        assertThat(refused.page().select("input[name=id]").val()).isEqualTo(id);
        assertThat(queue.count(own(worker), CaseFilter.everything())).isZero();
    }

    @Test
    void aGridWorkerReportsAndSettlesInOneGo() {
        var page = pages.get(worker, "/phone/report").page();

        Pages.Answer sent = pages.submit(worker, page, FORM, form -> {
            form.put("description", "小区广场舞音响声音太大");
            form.put("result", "现场劝导，调低音量并约定二十一点结束");
            form.put("action", "settle");
        });
        Pages.Answer again = pages.submit(worker, page, FORM, form -> {
            form.put("description", "小区广场舞音响声音太大");
            form.put("result", "现场劝导，调低音量并约定二十一点结束");
            form.put("action", "settle");
        });

        assertThat(sent.status()).isEqualTo(302);
        assertThat(again.location()).isEqualTo(sent.location());
        assertThat(queue.list(own(worker), CaseFilter.everything(), null).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.status()).isEqualTo(CaseStatus.CLOSED));
        CaseId id = CaseId.of(sent.location().substring("/phone/reported/".length()));
        assertThat(sheets.sheet(worker, id).facts().onTheSpot()).isTrue();
        assertThat(sheets.sheet(worker, id).facts().solvedLevel()).isEqualTo(org.shaodao.organisation.AreaLevel.GRID);
    }

    @Test
    void aHazardIsNotSettledOnTheSpotAndOthersMayNotSettleAtAll() {
        Pages.Answer hazard =
                pages.submit(worker, pages.get(worker, "/phone/report").page(), FORM, form -> {
                    form.put("description", "路口井盖破损");
                    form.put("result", "已经放了一块木板");
                    form.put("action", "settle");
                });
        Actor rider = world.actor(Role.MOBILE_WORKER, "grid1.1.1", "team1.1.1");
        var page = pages.get(rider, "/phone/report").page();

        assertThat(hazard.status()).isEqualTo(422);
        assertThat(hazard.page().select("#category-error")).hasSize(1);
        assertThat(page.select("[data-settle]")).isEmpty();
        Pages.Answer forced = pages.submit(rider, page, FORM, form -> {
            form.put("description", "小区广场舞音响声音太大");
            form.put("result", "已经当面劝导");
            form.put("action", "settle");
        });
        assertThat(forced.status()).isEqualTo(403);
        assertThat(queue.count(own(rider), CaseFilter.everything())).isZero();
        assertThat(queue.count(own(worker), CaseFilter.everything())).isZero();
    }

    @Test
    void aDraftWaitsUntilItIsSent() {
        Pages.Answer kept =
                pages.submit(worker, pages.get(worker, "/phone/report").page(), FORM, form -> {
                    form.put("description", "路");
                    form.put("requesterPhone", "13912345678");
                    form.put("action", "draft");
                });
        assertThat(kept.location()).isEqualTo("/phone/mine");
        var drafts = pages.get(worker, "/phone/mine").page().select("ul[data-drafts] a");
        assertThat(drafts).hasSize(1);

        var page = pages.get(worker, drafts.attr("href")).page();
        assertThat(page.select("textarea[name=description]").text()).isEqualTo("路");
        assertThat(page.select("input[name=requesterPhone]").val()).isEqualTo("13912345678");
        Pages.Answer sent = pages.submit(worker, page, FORM, form -> form.put("description", "路灯不亮，夜里看不清"));

        assertThat(sent.location()).startsWith("/phone/reported/");
        assertThat(pages.get(worker, "/phone/mine").page().select("ul[data-drafts] a"))
                .isEmpty();
        Actor other = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        assertThat(pages.get(other, drafts.attr("href")).status()).isEqualTo(404);
    }

    @Test
    void theHomePageShowsWhatTheTeamHolds() {
        assertThat(pages.get(worker, "/phone").page().select("[data-todo] li")).isEmpty();
        Pages.Answer sent = pages.submit(
                worker, pages.get(worker, "/phone/report").page(), FORM, form -> form.put("description", "楼道堆放杂物"));
        CaseId id = CaseId.of(sent.location().substring("/phone/reported/".length()));
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        desk.accept(
                clerk,
                id,
                version(clerk, id),
                categories.byCode("0308").orElseThrow().id(),
                true);
        desk.dispatch(clerk, new DispatchCase(id, version(clerk, id), world.unit("team1.1.1"), Set.of(), null, null));

        var home = pages.get(worker, "/phone").page();

        assertThat(home.select("h1").text()).isEqualTo("示例community1.1 示例grid1.1.1");
        assertThat(home.select("[data-todo] a[href=/cases/" + id + "]")).hasSize(1);
        assertThat(home.select("#todo-title").text()).contains("1");
        assertThat(home.select("a[href^=tel:]")).hasSize(1);
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        assertThat(pages.get(neighbour, "/phone").page().select("[data-todo] li"))
                .isEmpty();
    }

    @Test
    void aPlaceOfSomebodyElseIsRefused() {
        Pages.Answer refused =
                pages.submit(worker, pages.get(worker, "/phone/report").page(), FORM, form -> {
                    form.put("description", "别的网格的楼道堆放杂物");
                    form.put("place", world.area("grid1.2.1").toString());
                });

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#place-error")).hasSize(1);
    }

    @Test
    void withoutAGridThePageSaysWhomToCall() {
        Actor former = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        jdbc.sql("update post_holding set held_to = date '2025-01-01' where person_id ="
                        + " (select person_id from account where id = ?)")
                .param(former.account().value())
                .update();

        assertThat(pages.get(former, "/phone").page().text()).contains("请联系所在社区居委会");
        assertThat(pages.get(former, "/phone/report").status()).isEqualTo(403);
        assertThat(pages.post(former, "/phone/report", Map.of()).status()).isEqualTo(403);
    }

    private long version(Actor actor, CaseId id) {
        return sheets.sheet(actor, id).facts().version();
    }

    private static AreaScope own(Actor actor) {
        return new AreaScope.Own(actor.account());
    }
}
