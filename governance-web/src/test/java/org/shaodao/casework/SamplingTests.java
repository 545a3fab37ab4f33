package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSampling;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.ReportHandleSeparation;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Samples of on-the-spot settlements, and reporting apart from handling. */
@FlowTests
class SamplingTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseSampling sampling;

    @Autowired
    ReportHandleSeparation separation;

    @Autowired
    Categories categories;

    World world;
    Pages pages;
    Actor worker;
    Actor clerk;
    Actor other;
    Actor supervisor;
    CategoryId litter;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        other = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        litter = categories.byCode("0308").orElseThrow().id();
    }

    @AfterEach
    void leave() {
        separation.separate(supervisor, Set.of());
        clock.reset();
    }

    @Test
    void oneInTenIsPickedByItsIdAloneAndNobodyElseSeesIt() {
        for (int n = 0; n < 100; n++) {
            settle(withEnd(n));
        }
        CaseSampling.Sheet sheet = sampling.sheet(clerk);
        assertThat(sheet.rows()).hasSize(10);
        assertThat(sheet.failureRate()).isNull();
        assertThat(sampling.sheet(other).rows()).isEmpty();
        assertThat(pages.get(worker, "/samples").status()).isEqualTo(403);
    }

    @Test
    void aFailedSampleComesBackAsALinkedCaseAndCountsInTheRate() {
        CaseId good = settle(withEnd(3));
        CaseId bad = settle(withEnd(7));
        settle(withEnd(50));
        assertThat(pages.get(clerk, "/samples").page().select("form[data-sample]"))
                .hasSize(2);

        assertThat(pages.post(clerk, "/samples/" + good, Map.of("passed", "true"))
                        .status())
                .isEqualTo(302);
        Pages.Answer silent = pages.post(clerk, "/samples/" + bad, Map.of("passed", "false", "note", "没"));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.page().select("#note-" + bad).text()).isEqualTo("没");
        assertThat(pages.post(other, "/samples/" + bad, Map.of("passed", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.post(clerk, "/samples/" + bad, Map.of("passed", "false", "note", "现场垃圾仍在，照片为旧照"))
                        .status())
                .isEqualTo(302);
        assertThat(pages.post(clerk, "/samples/" + bad, Map.of("passed", "true"))
                        .status())
                .as("decided already")
                .isEqualTo(409);

        CaseSampling.Sheet sheet = sampling.sheet(clerk);
        assertThat(sheet.checked()).isEqualTo(2);
        assertThat(sheet.failureRate()).isEqualTo(50);
        CaseId again = sheet.rows().stream()
                .filter(row -> row.caseId().equals(bad))
                .findFirst()
                .orElseThrow()
                .redoneAs();
        assertThat(sheets.sheet(clerk, again).facts().status()).isEqualTo(CaseStatus.REPORTED);
        assertThat(sheets.sheet(clerk, again).facts().description()).contains("现场垃圾仍在");
        assertThat(jdbc.sql("select recurrence_of from governance_case where id = ?")
                        .param(again.value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(bad.value());
        assertThat(sheets.sheet(clerk, bad).facts().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void whoReportsDoesNotHandleWhereTheDistrictSaysSo() {
        assertThatThrownBy(() -> separation.separate(clerk, Set.of(litter))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> separation.separate(supervisor, Set.of(new CategoryId(UUID.randomUUID()))))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("casework.category-unknown");
        assertThat(pages.post(supervisor, "/separation", Map.of("categories", litter.toString()))
                        .status())
                .isEqualTo(302);
        assertThat(pages.get(supervisor, "/separation").page().select("input[checked]"))
                .hasSize(1);

        CaseId id = report(CaseId.next());
        assertThatThrownBy(() -> reporting.settleOnTheSpot(worker, id, version(id), "已经清理干净"))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("casework.separation.reporter");
        desk.accept(clerk, id, version(id), litter, false);
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null));
        assertThatThrownBy(() -> handling.sign(worker, id, version(id), "自己", "09350000001"))
                .hasMessage("casework.separation.reporter");
        Actor colleague = world.actor(Role.GRID_HEAD, "grid1.1.1", "team1.1.1");
        handling.sign(colleague, id, version(id), "同事", "09350000001");
        assertThatThrownBy(() -> handling.resolve(worker, id, version(id), "已经清理干净", ResolutionKind.SOLVED, false))
                .hasMessage("casework.separation.reporter");
        handling.resolve(colleague, id, version(id), "已经清理干净", ResolutionKind.SOLVED, false);
        assertThat(sheets.sheet(clerk, id).facts().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    /** An id whose last bits say whether it is picked. */
    private static CaseId withEnd(int end) {
        UUID fresh = CaseId.next().value();
        long low = fresh.getLeastSignificantBits();
        long rest = Math.floorMod(low, 100L);
        return new CaseId(new UUID(fresh.getMostSignificantBits(), low - rest + end));
    }

    private CaseId settle(CaseId id) {
        report(id);
        reporting.settleOnTheSpot(worker, id, version(id), "已经清理干净");
        return id;
    }

    private CaseId report(CaseId id) {
        return reporting.report(
                worker,
                new ReportCase(
                        id,
                        CaseSource.PATROL,
                        null,
                        litter,
                        null,
                        "路边有一堆垃圾没有清",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
    }

    private long version(CaseId id) {
        return sheets.sheet(clerk, id).facts().version();
    }
}
