package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTests
class CaseFlowTests {

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseClosing closing;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseQueue queue;

    @Autowired
    Categories categories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor worker;
    Actor clerk;
    Actor other;
    Actor street;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        other = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
    }

    @Test
    void walksFromReportToClosureThroughTheDesks() {
        CaseId id = reporting.report(worker, matter(CaseId.next(), "路口井盖破损,车辆经过有响声", "李某", "13912345678"));
        assertThat(facts(clerk, id).status()).isEqualTo(CaseStatus.REPORTED);
        assertThat(facts(clerk, id).requesterPhone()).isEqualTo("139****5678");

        desk.accept(clerk, id, version(clerk, id), anyCategory(), false);
        desk.dispatch(
                clerk, new DispatchCase(id, version(clerk, id), world.unit("team1.1.2"), Set.of(), null, "请尽快处理"));
        Actor neighbour = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        assertThatThrownBy(() -> handling.sign(other, id, 0, "x", "13800000000"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> handling.sign(clerk, id, version(clerk, id), "王", "13800000000"))
                .isInstanceOf(Forbidden.class);

        assertThat(queue.list(new AreaScope.OfUnits(neighbour.units()), CaseFilter.openOnes(), null)
                        .rows())
                .extracting("id")
                .containsExactly(id);
    }

    @Test
    void closesThroughStreetVerificationAndFollowUp() {
        CaseId id = reporting.report(worker, matter(CaseId.next(), "小区门口占道经营堵塞消防通道", "李某", "13912345678"));
        desk.accept(clerk, id, version(clerk, id), anyCategory(), false);
        desk.escalate(clerk, id, version(clerk, id), "社区没有执法权,已劝离两次");
        assertThat(facts(street, id).level()).isEqualTo(AreaLevel.STREET);

        desk.dispatch(street, new DispatchCase(id, version(street, id), world.unit("urban1"), Set.of(), null, null));
        Actor urban = world.actor(Role.RESPONDER, "street1", "urban1");
        handling.sign(urban, id, version(urban, id), "王队", "0935-8200000");
        handling.recordContact(urban, id, version(urban, id), true, "已说明处理安排");
        handling.resolve(urban, id, version(urban, id), "已清理摊点并张贴告示", ResolutionKind.SOLVED, true);
        assertThat(facts(worker, id).holder()).isEqualTo("示例team1.1.1");

        closing.failVerification(worker, id, version(worker, id), "晚上又摆出来了");
        assertThat(facts(urban, id).status()).isEqualTo(CaseStatus.IN_PROGRESS);
        handling.resolve(urban, id, version(urban, id), "安排夜间值守", ResolutionKind.SOLVED, true);
        closing.passVerification(worker, id, version(worker, id), "连续两晚未见摊点");
        assertThat(facts(street, id).status()).isEqualTo(CaseStatus.FOLLOW_UP);

        closing.close(
                street,
                id,
                version(street, id),
                new CaseClosing.FollowUp(true, true, true, Satisfaction.SATISFIED, "满意"));

        CaseSheet sheet = sheets.sheet(street, id);
        assertThat(sheet.facts().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(sheet.facts().solvedLevel()).isEqualTo(AreaLevel.STREET);
        assertThat(sheet.facts().reworkCount()).isEqualTo(1);
        assertThat(sheet.timeline()).extracting(CaseSheet.Step::sequence).isSorted();
        assertThat(sheet.timeline())
                .extracting(CaseSheet.Step::action)
                .containsExactly(
                        CaseAction.REPORT,
                        CaseAction.ACCEPT,
                        CaseAction.ESCALATE,
                        CaseAction.DISPATCH,
                        CaseAction.SIGN,
                        CaseAction.RECORD_CONTACT,
                        CaseAction.RESOLVE,
                        CaseAction.FAIL_VERIFICATION,
                        CaseAction.RESOLVE,
                        CaseAction.PASS_VERIFICATION,
                        CaseAction.CLOSE);
        assertThat(sheet.actions()).containsExactly(CaseAction.RECUR, CaseAction.REQUEST_EXCLUSION);
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(11);
    }

    @Test
    void theSameSubmissionTwiceIsOneCaseAndAnotherUnderItsIdIsAConflict() {
        CaseId id = CaseId.next();
        assertThat(reporting.report(worker, matter(id, "楼道堆放杂物", null, null))).isEqualTo(id);
        assertThat(reporting.report(worker, matter(id, "楼道堆放杂物", null, null))).isEqualTo(id);

        assertThatThrownBy(() -> reporting.report(worker, matter(id, "楼道堆放别的杂物", null, null)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> reporting.report(clerk, matter(id, "楼道堆放杂物", null, null)))
                .isInstanceOf(Conflict.class);
        assertThat(queue.count(new AreaScope.Own(worker.account()), CaseFilter.openOnes()))
                .isEqualTo(1);
    }

    @Test
    void aStaleVersionSaysWhoWasFasterBeforeAnyRule() {
        CaseId id = reporting.report(worker, matter(CaseId.next(), "楼道堆放杂物", null, null));
        long read = version(clerk, id);
        desk.accept(clerk, id, read, anyCategory(), false);

        assertThatThrownBy(() -> desk.accept(clerk, id, read, anyCategory(), false))
                .isInstanceOfSatisfying(Conflict.class, conflict -> {
                    assertThat(conflict.who()).isEqualTo("测试COMMUNITY_DESK");
                    assertThat(conflict.whatKey()).isEqualTo("casework.event.ACCEPT");
                    assertThat(conflict.when()).isEqualTo(clock.instant());
                });
    }

    private CategoryId anyCategory() {
        return categories.selectable().stream()
                .filter(category -> !category.communityNeverLeads() && "GENERAL".equals(category.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private ReportCase matter(CaseId id, String text, String name, String phone) {
        return new ReportCase(
                id,
                CaseSource.PATROL,
                null,
                null,
                null,
                text,
                null,
                false,
                false,
                world.area("grid1.1.1"),
                name,
                phone,
                null);
    }

    private CaseSheet.Facts facts(Actor actor, CaseId id) {
        return sheets.sheet(actor, id).facts();
    }

    private long version(Actor actor, CaseId id) {
        return facts(actor, id).version();
    }
}
