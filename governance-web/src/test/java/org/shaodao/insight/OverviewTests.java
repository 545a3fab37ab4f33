package org.shaodao.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.ExclusionReason;
import org.shaodao.casework.service.CaseAddress;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseExclusions;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.Light;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;

@FlowTests
class OverviewTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseExclusions exclusions;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    World world;
    Pages pages;

    @BeforeEach
    void start() {
        clock.set("2026-02-27T09:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "COMMUNITY_DESK, community1.1, desk:community1.1",
        "STREET_DESK, street1, desk:street1",
        "STREET_LEADER, street1, desk:street1",
        "DISTRICT_DESK, district, desk:district",
        "DISTRICT_SUPERVISOR, district, ",
        "DISTRICT_REVIEWER, district, ",
        "CITY_VIEWER, city, "
    })
    void everyNumberEqualsTheRowsOfItsList(Role role, String area, String unit) {
        fill();
        Actor actor = world.actor(role, area, unit);

        Document page = pages.get(actor, "/overview").page();

        List<Element> figures = page.select("a[data-figure]");
        assertThat(figures).hasSizeGreaterThan(25);
        for (Element figure : figures) {
            assertThat(figure.text()).as(figure.outerHtml()).contains(figure.attr("data-figure"));
            assertThat(rows(actor, figure.attr("href")))
                    .as(figure.attr("href"))
                    .isEqualTo(Long.parseLong(figure.attr("data-figure")));
        }
    }

    @Test
    void countsOnlyTheOwnArea() {
        fill();
        long district = open(world.actor(Role.DISTRICT_DESK, "district", "desk:district"));
        long one = open(world.actor(Role.STREET_DESK, "street1", "desk:street1"));
        long two = open(world.actor(Role.STREET_DESK, "street2", "desk:street2"));

        assertThat(two).isEqualTo(2);
        assertThat(one).isGreaterThan(20);
        assertThat(district).isEqualTo(one + two + 1);
        assertThat(open(world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2")))
                .isEqualTo(1);
    }

    @Test
    void noDataIsNotZero() {
        Actor street = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        assertThat(pages.get(street, "/overview").page().select("[data-no-data]"))
                .hasSize(1);

        Actor worker = world.actor(Role.GRID_WORKER, "grid2.1.1", "team2.1.1");
        CaseId id = report(worker, "grid2.1.1", CaseSource.PATROL, "楼道堆放杂物", "0308");
        reporting.settleOnTheSpot(worker, id, sheets.sheet(worker, id).facts().version(), "已经当场清走");
        Document page = pages.get(street, "/overview").page();

        assertThat(page.select("[data-no-data]")).isEmpty();
        assertThat(page.select("tr[data-area=示例community2.1] a").first().text()).isEqualTo("0");
        assertThat(page.select("tr[data-area=示例community2.2] a")).isEmpty();
        assertThat(page.select("tr[data-area=示例community2.2]").text()).contains("尚无数据");
    }

    @Test
    void whatTheDistrictExcludedIsNotOverdueAndItsNumberStandsBeside() {
        fill();
        clock.set("2026-03-20T10:00");
        Actor street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        long overdue = figure(street, "总时限超期");
        assertThat(overdue).isEqualTo(4);
        assertThat(figure(street, "剔除考核")).isZero();
        Actor supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        CaseId one = new CaseId(jdbc.sql(
                        "select id from governance_case where street_id = ? and status = 'DISPATCHED' order by id limit 1")
                .param(world.area("street1").value())
                .query(UUID.class)
                .single());
        exclusions.request(street, one, version(one), ExclusionReason.FORCE_MAJEURE, "连续暴雨无法施工");
        assertThat(figure(street, "总时限超期")).as("asked is not decided").isEqualTo(overdue);

        exclusions.approve(supervisor, one, version(one), null);

        assertThat(figure(street, "总时限超期")).isEqualTo(overdue - 1);
        assertThat(figure(street, "剔除考核")).isEqualTo(1);
        Document page = pages.get(street, "/overview").page();
        for (Element figure : page.select("a[data-figure]")) {
            assertThat(rows(street, figure.attr("href")))
                    .as(figure.attr("href"))
                    .isEqualTo(Long.parseLong(figure.attr("data-figure")));
        }
    }

    @Test
    void aFilterIsReadFromItsOwnAddress() {
        AreaId area = world.area("community1.1");
        CaseFilter filter = CaseFilter.everything()
                .withOpen(false)
                .withStatuses(Set.of(org.shaodao.casework.CaseStatus.CLOSED))
                .withLight(Light.RED)
                .withCommunity(area)
                .withGrid(CaseFilter.UNKNOWN)
                .withSource(CaseSource.HOTLINE)
                .withTriage(true)
                .withExcluded(false)
                .withQuery("占道 & 经营")
                .withReportedFrom(clock.instant())
                .withClosedTo(clock.instant().plus(Duration.ofDays(1)));

        assertThat(CaseAddress.read(parameters(CaseAddress.of(filter)))).isEqualTo(filter);
        assertThat(CaseAddress.read(parameters(CaseAddress.of(CaseFilter.everything()))))
                .isEqualTo(CaseFilter.everything());
        assertThat(CaseAddress.read(java.util.Map.of())).isEqualTo(CaseFilter.openOnes());
        assertThat(CaseAddress.read(parameters("/cases?street=x&light=PINK&from=soon")))
                .isEqualTo(CaseFilter.openOnes());
    }

    @Test
    void gridWorkersHaveNoOverview() {
        Actor head = world.actor(Role.GRID_HEAD, "grid1.1.1", "team1.1.1");
        assertThat(pages.get(head, "/overview").status()).isEqualTo(403);
    }

    private void fill() {
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        Actor street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        for (int n = 0; n < 22; n++) {
            CaseId id = report(worker, "grid1.1.1", CaseSource.PATROL, "第" + n + "处楼道堆放杂物", "0308");
            long version = sheets.sheet(clerk, id).facts().version();
            if (n % 3 == 1) {
                desk.accept(clerk, id, version, category("0308"), n % 2 == 0);
            }
            if (n % 6 == 1) {
                desk.dispatch(
                        clerk,
                        new DispatchCase(
                                id,
                                sheets.sheet(clerk, id).facts().version(),
                                world.unit("team1.1.1"),
                                Set.of(),
                                null,
                                null));
            }
            if (n % 9 == 2) {
                reporting.settleOnTheSpot(worker, id, version, "已经当场清走");
            }
        }
        report(street, "street1", CaseSource.PHONE, "不知道在哪个社区的一件事", null);
        report(
                world.actor(Role.GRID_WORKER, "grid1.2.1", "team1.2.1"),
                "grid1.2.1",
                CaseSource.VISIT,
                "路灯夜里不亮",
                "0204");
        clock.set("2026-03-03T10:00");
        Actor second = world.actor(Role.GRID_WORKER, "grid2.1.1", "team2.1.1");
        report(second, "grid2.1.1", CaseSource.PATROL, "路口井盖破损", "0203");
        report(second, "grid2.1.1", CaseSource.PATROL, "不知道是什么类别的事", null);
        report(
                world.actor(Role.DISTRICT_DESK, "district", "desk:district"),
                "district",
                CaseSource.WINDOW,
                "不知道在哪条街道的一件事",
                null);
        CaseId settled = report(worker, "grid1.1.1", CaseSource.PATROL, "小区广场舞音响声音太大", "0502");
        reporting.settleOnTheSpot(
                worker, settled, sheets.sheet(worker, settled).facts().version(), "已经当面劝导");
    }

    private CaseId report(Actor actor, String place, CaseSource source, String text, String category) {
        return reporting.report(
                actor,
                new ReportCase(
                        CaseId.next(),
                        source,
                        null,
                        category == null ? null : category(category),
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

    private CategoryId category(String code) {
        return categories.byCode(code).orElseThrow().id();
    }

    private long version(CaseId id) {
        return sheets.sheet(Actor.system(), id).facts().version();
    }

    /** The key figure whose label contains this. */
    private long figure(Actor actor, String label) {
        return Long.parseLong(pages.get(actor, "/overview")
                .page()
                .select(".stats a[data-figure]:contains(" + label + ")")
                .first()
                .attr("data-figure"));
    }

    private long open(Actor actor) {
        return Long.parseLong(pages.get(actor, "/overview")
                .page()
                .select(".stats a[data-figure]")
                .first()
                .attr("data-figure"));
    }

    /** All rows of a list, page after page. */
    private long rows(Actor actor, String address) {
        long count = 0;
        String next = address;
        for (int page = 0; !next.isEmpty() && page < 20; page++) {
            Pages.Answer answer = pages.get(actor, next);
            assertThat(answer.status()).as(next).isEqualTo(200);
            count += answer.page().select("tbody[data-rows] > tr").size();
            next = answer.page().select(".pager a[rel=next]").attr("href");
        }
        return count;
    }

    private static java.util.Map<String, String[]> parameters(String address) {
        java.util.Map<String, String[]> parameters = new java.util.HashMap<>();
        UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .forEach((name, values) -> parameters.put(
                        name,
                        values.stream()
                                .map(value ->
                                        java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8))
                                .toArray(String[]::new)));
        return parameters;
    }
}
