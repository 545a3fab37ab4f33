package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseExclusions;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseRequestsReading;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.CaseSuspensions;
import org.shaodao.casework.service.ClockSweep;
import org.shaodao.casework.service.CoHandlers;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Returns, extensions, suspensions, exclusions and co-handling through services, database and pages. */
@FlowTests
class RequestFlowTests {

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseReturns returns;

    @Autowired
    CaseExtensions extensions;

    @Autowired
    CaseSuspensions suspensions;

    @Autowired
    CaseExclusions exclusions;

    @Autowired
    CoHandlers helpers;

    @Autowired
    CaseRequestsReading requests;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    @Autowired
    ClockSweep sweep;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvc mvc;

    World world;
    Pages pages;
    Actor clerk;
    Actor team;
    Actor leader;
    Actor street;
    Actor supervisor;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        team = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        leader = world.actor(Role.STREET_LEADER, "street1", null);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
    }

    @Test
    void aReturnIsApprovedAndRedispatchedInOneStepFromTheList() {
        CaseId id = dispatched();
        Instant due = facts(id).dueAt();
        ask(id, "team1.1.1");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.RETURN_PENDING);
        assertThat(facts(id).holder()).isEqualTo("示例desk:community1.1");
        assertThat(requests.count(clerk)).isEqualTo(1);
        assertThat(requests.count(leader)).isZero();
        assertThat(requests.count(street)).isZero();

        Pages.Answer list = pages.get(clerk, "/cases/decisions");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.page()
                        .select("nav.menu a[href=/cases/decisions] .count")
                        .text())
                .isEqualTo("1");
        Pages.Answer done = pages.submit(clerk, list.page(), "form[action$=approve-return]", fields -> {});

        assertThat(done.location()).isEqualTo("/cases/decisions");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.DISPATCHED);
        assertThat(facts(id).holder()).isEqualTo("示例team1.1.1");
        assertThat(facts(id).dueAt()).as("overall due time").isEqualTo(due);
        assertThat(jdbc.sql("select left_out from dispatch_order where case_id = ? order by sequence")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .containsExactly("RETURNED", null);
        assertThat(requests.count(clerk)).isZero();
    }

    @Test
    void afterOneWorkingDayOnlyTheLeaderDecidesAReturn() {
        CaseId id = dispatched();
        clock.set("2026-03-03T17:30");
        ask(id, "team1.1.1");
        assertThat(requests.waiting(clerk)).extracting("id").containsExactly(id);
        returns.refuse(clerk, id, version(id), "请先办理");

        clock.set("2026-03-03T17:31");
        ask(id, "urban1");
        assertThat(requests.waiting(clerk)).isEmpty();
        assertThatThrownBy(() -> returns.refuse(clerk, id, version(id), "不同意")).isInstanceOf(Forbidden.class);
        returns.approve(leader, new DispatchCase(id, version(id), null, Set.of(), null, "按职责改派"));

        assertThat(facts(id).holder()).isEqualTo("示例urban1");
    }

    @Test
    void theThirdReturnGoesToTheDistrictAndItsOrderCannotBeReturned() {
        CaseId id = dispatched();
        for (int n = 1; n <= 2; n++) {
            ask(id, "water");
            returns.refuse(clerk, id, version(id), "不同意退单");
        }
        ask(id, "water");
        assertThatThrownBy(() -> returns.refuse(clerk, id, version(id), "不同意")).isInstanceOf(Forbidden.class);
        assertThat(requests.waiting(supervisor))
                .extracting("kind")
                .containsExactly(CaseRequestsReading.RequestKind.RETURN);
        returns.approve(supervisor, new DispatchCase(id, version(id), world.unit("water"), Set.of(), null, "区级裁定"));

        Actor water = world.actor(Role.RESPONDER, "district", "water");
        assertRule(
                () -> returns.request(
                        water, id, version(id), ReturnReason.NOT_OUR_DUTY, world.unit("power"), "管线不属本公司"),
                "casework.return-final");
        handling.sign(water, id, version(id), "陈工", "0000-12345");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.IN_PROGRESS);
    }

    @Test
    void aReturnWithoutReasonOwnerOrBasisIsSaidOnTheFormAndNothingIsLost() {
        CaseId id = dispatched();
        Map<String, String> typed =
                Map.of("version", "" + version(id), "returnReason", "NOT_OUR_DUTY", "text", "管线由市政单位负责维护");
        Pages.Answer answer = pages.post(team, "/cases/" + id + "/request-return", typed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".error-summary").text()).contains("应由哪个单位办理");
        assertThat(answer.page().select("textarea[name=text]").text()).isEqualTo("管线由市政单位负责维护");
        assertThat(answer.page()
                        .select("select[name=returnReason] option[selected]")
                        .val())
                .isEqualTo("NOT_OUR_DUTY");

        Pages.Answer stale = pages.post(
                team,
                "/cases/" + id + "/request-return",
                Map.of("version", "0", "returnReason", "NO_SUCH", "text", "同时已经有人动过"));
        assertThat(stale.status()).as("409 before 422").isEqualTo(409);
    }

    @Test
    void recallBeforeSigningBringsItBackToTheDesk() {
        CaseId id = dispatched();
        Instant due = facts(id).dueAt();
        returns.recall(clerk, id, version(id), "派错网格");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.ACCEPTED);
        assertThat(facts(id).level()).isEqualTo(AreaLevel.COMMUNITY);
        assertThat(facts(id).dueAt()).isEqualTo(due);

        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.2"), Set.of(), null, null));
        handling.sign(team, id, version(id), "王某", "13800000000");
        assertRule(() -> returns.recall(clerk, id, version(id), "太晚了"), "casework.illegal-transition");
    }

    @Test
    void extensionsMoveTheDueTimesByWorkingDays() {
        CaseId id = signed();
        assertThat(facts(id).dueAt()).isEqualTo(at("2026-03-09T17:30"));
        extensions.request(team, id, version(id), 2, "配件未到货", "周三更换完毕");
        assertThat(sheets.sheet(clerk, id).actions()).contains(CaseAction.EXTEND, CaseAction.REFUSE_EXTENSION);
        assertThat(sheets.sheet(team, id).actions()).doesNotContain(CaseAction.EXTEND);
        extensions.approve(clerk, id, version(id), null);
        assertThat(facts(id).dueAt()).isEqualTo(at("2026-03-11T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-03-11T17:30"));
        assertThat(sheets.sheet(clerk, id).orders().get(0).dueAt()).isEqualTo(at("2026-03-11T17:30"));

        extensions.request(team, id, version(id), 3, "仍缺一个配件", "下周一更换");
        assertThatThrownBy(() -> extensions.approve(clerk, id, version(id), null))
                .isInstanceOf(Forbidden.class);
        Pages.Answer list = pages.get(leader, "/cases/decisions");
        pages.submit(leader, list.page(), "form[action$=/extend]", fields -> {});
        assertThat(facts(id).dueAt()).isEqualTo(at("2026-03-16T17:30"));
        assertRule(() -> extensions.request(team, id, version(id), 1, "还差一点点", "明天完成吧"), "casework.extension-twice");
    }

    /** What counts is what was granted (T18): neither the number nor the days of a refused one. */
    @Test
    void aRefusedExtensionTakesNothingOfTheLimit() {
        CaseId id = signed();
        for (int n = 0; n < 3; n++) {
            extensions.request(team, id, version(id), 5, "配件未到货", "到货就更换");
            extensions.refuse(clerk, id, version(id), "请先行抢修");
        }
        extensions.request(team, id, version(id), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, version(id), null);
        assertRule(() -> extensions.request(team, id, version(id), 3, "配件未到货", "到货就更换"), "casework.extension-too-long");
        extensions.request(team, id, version(id), 2, "配件未到货", "到货就更换");
        extensions.refuse(leader, id, version(id), "不再延期");
        extensions.request(team, id, version(id), 2, "配件未到货", "到货就更换");
        extensions.approve(leader, id, version(id), null);

        assertThat(facts(id).dueAt()).as("5 working days and 5 more").isEqualTo(at("2026-03-16T17:30"));
        assertRule(() -> extensions.request(team, id, version(id), 1, "还差一点点", "明天完成吧"), "casework.extension-twice");
    }

    @Test
    void aLateExtensionIsRefusedByTheSystemAndALongOneToo() {
        CaseId id = signed();
        assertRule(() -> extensions.request(team, id, version(id), 6, "配件未到货", "下周更换完"), "casework.extension-too-long");
        clock.set("2026-03-09T17:31");
        assertRule(() -> extensions.request(team, id, version(id), 1, "配件未到货", "下周更换完"), "casework.extension-late");
        Pages.Answer answer = pages.post(
                team,
                "/cases/" + id + "/request-extension",
                Map.of("version", "" + version(id), "days", "两天", "text", "配件没有到货", "plan", "到货就更换"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("[name=days]").val()).isEqualTo("两天");
        assertThat(answer.page().select("textarea[name=plan]").text()).isEqualTo("到货就更换");
    }

    @Test
    void aRequestLapsesWhenTheCaseIsFinished() {
        CaseId id = signed();
        extensions.request(team, id, version(id), 2, "配件未到货", "周三更换完毕");
        handling.resolve(team, id, version(id), "提前更换完毕", ResolutionKind.SOLVED, false);

        assertThat(requests.count(clerk)).isZero();
        assertThat(requests.of(clerk, id).requests()).extracting("state").containsExactly(RequestState.LAPSED);
    }

    @Test
    void aSuspendedCaseStandsStillUntilItIsResumed() {
        CaseId id = signed();
        clock.set("2026-03-04T10:00");
        LocalDate review = LocalDate.of(2026, 3, 20);
        suspensions.propose(team, id, version(id), SuspensionReason.FUNDING, "维修资金正在业主表决", review);
        assertThatThrownBy(() -> suspensions.approve(clerk, id, version(id), null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> suspensions.approve(street, id, version(id), null))
                .isInstanceOf(Forbidden.class);
        Pages.Answer list = pages.get(leader, "/cases/decisions");
        assertThat(list.page().text()).contains("资金").contains("2026-03-20");
        pages.submit(leader, list.page(), "form[action$=/suspend]", fields -> {});
        assertThat(facts(id).status()).isEqualTo(CaseStatus.SUSPENDED);
        assertThat(facts(id).clockDueAt()).isNull();
        assertThat(facts(id).holder()).isEqualTo("示例desk:street1");
        assertThat(jdbc.sql("select kind from clock_alarm where case_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .contains("REVIEW");
        clock.set("2026-03-19T10:00");
        sweep.sweep();
        assertThat(jdbc.sql("select kind from clock_alarm where case_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .as("clocks that were stopped are struck off when they would have rung")
                .containsExactly("REVIEW");
        assertThat(jdbc.sql("select count(*) from case_reminder where case_id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isZero();

        clock.set("2026-03-11T10:00");
        suspensions.resume(street, id, version(id), "资金到位");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.IN_PROGRESS);
        assertThat(facts(id).holder()).isEqualTo("示例team1.1.2");
        assertThat(facts(id).dueAt()).as("3 days and 5 hours were left").isEqualTo(at("2026-03-16T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-03-16T17:30"));
    }

    @Test
    void aHotlineOrderIsSuspendedByTheDistrictOnly() {
        CaseId id = signed(CaseSource.HOTLINE);
        suspensions.propose(team, id, version(id), SuspensionReason.PLANNING, "等待规划调整批复", LocalDate.of(2026, 3, 30));
        assertThatThrownBy(() -> suspensions.approve(leader, id, version(id), null))
                .isInstanceOf(Forbidden.class);
        suspensions.approve(supervisor, id, version(id), null);
        assertThat(facts(id).status()).isEqualTo(CaseStatus.SUSPENDED);
    }

    @Test
    void aReviewTooFarAwayIsRefused() {
        CaseId id = signed();
        assertRule(
                () -> suspensions.propose(
                        team, id, version(id), SuspensionReason.OTHER, "等待下一年度安排", LocalDate.of(2026, 4, 2)),
                "casework.suspension-review");
    }

    @Test
    void coUnitsAcceptRefuseAndFeedBackBeforeTheLeadFinishes() {
        CaseId id = accepted(CaseSource.PATROL);
        UnitId second = world.unit("team1.1.1");
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.2"), Set.of(second), null, null));
        handling.sign(team, id, version(id), "王某", "13800000000");
        Actor helper = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        assertThat(sheets.sheet(helper, id).actions()).contains(CaseAction.ACCEPT_HELP, CaseAction.REFUSE_HELP);
        assertRule(
                () -> handling.resolve(team, id, version(id), "已处理完毕了", ResolutionKind.SOLVED, false),
                "casework.co-units-missing");
        helpers.accept(helper, id, version(id));
        assertThat(sheets.sheet(helper, id).actions())
                .doesNotContain(CaseAction.ACCEPT_HELP)
                .contains(CaseAction.FEED_BACK);
        helpers.feedBack(helper, id, version(id), "已配合清运两车");

        helpers.add(team, id, version(id), world.unit("urban1"), "请配合劝离");
        Actor urban = world.actor(Role.RESPONDER, "street1", "urban1");
        helpers.refuse(urban, id, version(id), "夜间无人值守");
        handling.resolve(team, id, version(id), "已处理完毕了", ResolutionKind.SOLVED, false);

        assertThat(requests.of(clerk, id).helpers())
                .extracting("state")
                .containsExactlyInAnyOrder(CoHandlingState.DONE, CoHandlingState.REFUSED);
        assertThat(pages.get(clerk, "/cases/" + id).page().select("#requests").text())
                .contains("夜间无人值守")
                .contains("已配合清运两车");
    }

    @Test
    void theLeadMayFinishWithANoteWhenACoUnitIsMissing() {
        CaseId id = accepted(CaseSource.PATROL);
        desk.dispatch(
                clerk,
                new DispatchCase(
                        id, version(id), world.unit("team1.1.2"), Set.of(world.unit("team1.1.1")), null, null));
        handling.sign(team, id, version(id), "王某", "13800000000");
        Pages.Answer page = pages.get(team, "/cases/" + id + "?do=resolve");
        Pages.Answer done = pages.submit(team, page.page(), "form[data-action=resolve]", fields -> {
            fields.put("text", "路面已经修复平整");
            fields.put("missing", "协办网格两次联系未答复");
        });
        assertThat(done.status()).isEqualTo(302);
        assertThat(facts(id).resolution()).contains("路面已经修复平整").contains("两次联系未答复");
    }

    @Test
    void anExclusionIsAskedByTheUnitDecidedByTheDistrictAndShown() {
        CaseId id = signed();
        Actor head = world.actor(Role.GRID_HEAD, "grid1.1.2", "team1.1.2");
        exclusions.request(head, id, version(id), ExclusionReason.FORCE_MAJEURE, "连续暴雨无法施工");
        assertThatThrownBy(() -> exclusions.approve(leader, id, version(id), null))
                .isInstanceOf(Forbidden.class);
        Pages.Answer list = pages.get(supervisor, "/cases/decisions");
        pages.submit(supervisor, list.page(), "form[action$=/exclude]", fields -> {});

        assertThat(jdbc.sql("select excluded from governance_case where id = ?")
                        .param(id.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select left_out from dispatch_order where case_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single())
                .isEqualTo("EXCLUDED");
        assertThat(pages.get(team, "/cases/" + id).page().select("#requests").text())
                .contains("已剔除考核");
        assertRule(
                () -> exclusions.request(street, id, version(id), ExclusionReason.UNREASONABLE_REQUEST, "诉求并不合理"),
                "casework.excluded-already");
    }

    @Test
    void theListIsEmptyKindlyAndClosedToWhoDecidesNothing() {
        assertThat(pages.get(leader, "/cases/decisions").page().text()).contains("没有等您决定的申请");
        assertThat(pages.get(team, "/cases/decisions").status()).isIn(403, 404);
    }

    @Test
    void nobodyAgreesToHisOwnRequest() {
        CaseId id = accepted(CaseSource.PATROL);
        desk.escalate(clerk, id, version(id), "社区没有执法权");
        desk.dispatch(street, new DispatchCase(id, version(id), world.unit("desk:community1.1"), Set.of(), null, null));
        Actor both = new Actor(
                street.account(),
                street.name(),
                java.util.stream.Stream.concat(street.posts().stream(), clerk.posts().stream())
                        .toList());
        handling.sign(both, id, version(id), "王某", "13800000000");
        extensions.request(both, id, version(id), 1, "等待部门回函", "回函后即办理");

        assertRule(() -> extensions.approve(both, id, version(id), null), "casework.request-second-person");
        assertThat(requests.waiting(both)).extracting("mine").containsExactly(true);
    }

    private CaseId accepted(CaseSource source) {
        CaseId id = reporting.report(
                clerk,
                new ReportCase(
                        CaseId.next(),
                        source,
                        null,
                        null,
                        null,
                        "路面破损需要修补",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
        desk.accept(clerk, id, version(id), category(), false);
        return id;
    }

    private CaseId dispatched() {
        return dispatched(CaseSource.PATROL);
    }

    private CaseId dispatched(CaseSource source) {
        CaseId id = accepted(source);
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.2"), Set.of(), null, null));
        return id;
    }

    private CaseId signed() {
        return signed(CaseSource.PATROL);
    }

    private CaseId signed(CaseSource source) {
        CaseId id = dispatched(source);
        handling.sign(team, id, version(id), "王某", "13800000000");
        return id;
    }

    private void ask(CaseId id, String owner) {
        returns.request(team, id, version(id), ReturnReason.NOT_OUR_DUTY, world.unit(owner), "三定方案不含此项职责");
    }

    private CategoryId category() {
        return categories.selectable().stream()
                .filter(found -> !found.communityNeverLeads() && "GENERAL".equals(found.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local)
                .atZone(org.shaodao.shared.Zone.ID)
                .toInstant();
    }

    private static void assertRule(org.assertj.core.api.ThrowableAssert.ThrowingCallable verb, String key) {
        assertThatThrownBy(verb).isInstanceOf(RuleViolation.class).hasMessage(key);
    }

    private CaseSheet.Facts facts(CaseId id) {
        return sheets.sheet(supervisor, id).facts();
    }

    private long version(CaseId id) {
        return facts(id).version();
    }
}
