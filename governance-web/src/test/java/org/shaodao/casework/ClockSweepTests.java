package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.CaseSupervision;
import org.shaodao.casework.service.ClockAlarms;
import org.shaodao.casework.service.ClockSweep;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.SupervisionBoard;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Alarms, reminders and supervision (rulings 6, 12; lifecycle 6.4.5): what rings, when, once, and what never does. */
@FlowTests
class ClockSweepTests {

    private static final int MANY = 5_000;

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
    CaseHandling handling;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseSupervision supervision;

    @Autowired
    SupervisionBoard board;

    @Autowired
    ClockAlarms alarms;

    @Autowired
    ClockSweep sweep;

    @Autowired
    Categories categories;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    DataSource dataSource;

    @Autowired
    RecurringTask<Void> clockSweepTask;

    @Autowired
    Inbox inbox;

    World world;
    Actor worker;
    Actor clerk;
    Actor street;
    Actor leader;
    Actor district;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        leader = world.actor(Role.STREET_LEADER, "street1", "desk:street1");
        district = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
    }

    @Test
    void warnsAtYellowSupervisesAtRedAndProposesTwoAndFiveWorkingDaysLaterEachOnce() {
        CaseId id = reported();
        long version = facts(id).version();
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-03-02T16:00"));

        sweepAt("2026-03-02T14:59");
        assertThat(steps(id)).isEmpty();
        sweepAt("2026-03-02T15:00");
        sweepAt("2026-03-02T15:30");
        assertThat(steps(id)).containsExactly("REMIND YELLOW");
        sweepAt("2026-03-02T16:00");
        assertThat(steps(id)).as("to the due instant itself still in time").hasSize(1);
        sweepAt("2026-03-02T16:01");
        sweepAt("2026-03-04T15:59");
        assertThat(steps(id)).containsExactly("REMIND YELLOW", "SUPERVISE L1");
        sweepAt("2026-03-04T16:00");
        sweepAt("2026-03-09T15:59");
        assertThat(steps(id)).containsExactly("REMIND YELLOW", "SUPERVISE L1", "PROPOSE_SUPERVISION L2");
        sweepAt("2026-03-09T16:00");
        sweepAt("2026-06-01T10:00");

        assertThat(steps(id))
                .containsExactly("REMIND YELLOW", "SUPERVISE L1", "PROPOSE_SUPERVISION L2", "PROPOSE_SUPERVISION L3");
        assertThat(told(leader)).contains("casework.notice.proposed-l2").doesNotContain("casework.notice.proposed-l3");
        assertThat(told(district)).containsExactly("casework.notice.proposed-l3");
        assertThat(alarms(id)).as("nothing left to say").isEmpty();
        assertThat(facts(id).version()).as("notes do not move the version").isEqualTo(version);
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        desk.accept(clerk, id, version, category(), false);
        assertThat(sheets.sheet(clerk, id).timeline())
                .extracting(CaseSheet.Step::sequence)
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aSweepThatComesLateDoesNotWarnOfWhatIsOverAlready() {
        CaseId id = reported();

        sweepAt("2026-03-16T10:00");

        assertThat(steps(id)).containsExactly("SUPERVISE L1", "PROPOSE_SUPERVISION L2", "PROPOSE_SUPERVISION L3");
    }

    @Test
    void aVerbInTimeMovesTheAlarmToTheNextStageAndClosingTakesItAway() {
        CaseId id = reported();
        clock.set("2026-03-02T14:30");
        desk.accept(clerk, id, 0, category(), false);

        sweepAt("2026-03-02T16:30");
        assertThat(steps(id)).isEmpty();
        assertThat(alarms(id)).containsExactly("STAGE YELLOW");

        desk.decline(clerk, reported(), 0, DeclineReason.OUTSIDE_AREA, "请找供电公司");
        desk.dispatch(clerk, dispatch(id));
        assertThat(alarms(id)).containsExactly("CONTACT DUE", "SIGN DUE", "STAGE YELLOW");
        sweepAt("2026-03-04T09:00");
        assertThat(steps(id)).containsExactly("REMIND CONTACT", "REMIND SIGN");
        assertThat(alarms(id)).containsExactly("STAGE YELLOW");
    }

    @Test
    void endedCasesNeverRing() {
        CaseId id = reported();
        reporting.withdraw(clerk, id, 0, "登记错了");

        sweepAt("2026-04-01T10:00");

        assertThat(alarms(id)).isEmpty();
        assertThat(steps(id)).isEmpty();
    }

    @Test
    void waitingForAnAnswerPausesOnlyTheAcceptClockAndTellsTheDeskAfterThreeWorkingDays() {
        CaseId id = reported();
        desk.requestInfo(clerk, id, 0, "具体在几号楼");
        assertThat(alarms(id)).contains("INFO DUE");

        sweepAt("2026-03-05T17:30");
        assertThat(steps(id)).isEmpty();
        sweepAt("2026-03-05T17:31");
        sweepAt("2026-03-20T10:00");
        assertThat(steps(id)).containsExactly("REMIND INFO");
        assertThat(facts(id).status()).isEqualTo(CaseStatus.PENDING_INFO);

        clock.set("2026-03-20T10:00");
        reporting.supplyInfo(clerk, id, facts(id).version(), "三号楼");
        assertThat(alarms(id)).containsExactly("STAGE YELLOW");
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-03-20T16:00"));
        sweepAt("2026-03-20T15:10");
        assertThat(steps(id)).containsExactly("REMIND INFO", "REMIND YELLOW");
    }

    @Test
    void aSuspendedCaseIsSilentButForItsReviewDate() {
        CaseId id = reported();
        jdbc.sql("update governance_case set status = 'SUSPENDED' where id = ?")
                .param(id.value())
                .update();
        transactions.executeWithoutResult(status -> alarms.watch(id, ClockKind.REVIEW, at("2026-03-20T09:00")));

        sweepAt("2026-03-19T10:00");
        assertThat(steps(id)).isEmpty();
        sweepAt("2026-03-20T09:00");
        sweepAt("2026-03-21T09:00");

        assertThat(steps(id)).containsExactly("REMIND REVIEW");
        assertThat(alarms(id)).isEmpty();
    }

    @Test
    void theStreetLeaderIssuesLevelTwoTheDistrictLevelThreeAndNobodyElse() {
        CaseId id = reported();
        sweepAt("2026-03-10T10:00");
        SupervisionOrderId second = proposal(id, SupervisionLevel.L2);
        SupervisionOrderId third = proposal(id, SupervisionLevel.L3);
        Actor stranger = world.actor(Role.STREET_LEADER, "street2", "desk:street2");

        assertThatThrownBy(() -> supervision.issue(stranger, second, "请立即受理")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> supervision.issue(leader, third, "请立即受理")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> supervision.issue(district, second, "请立即受理")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> supervision.issue(street, second, "请立即受理")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> supervision.dismiss(leader, second, " ")).isInstanceOf(RuleViolation.class);

        supervision.issue(leader, second, "请今日内受理并回复");
        supervision.dismiss(district, third, "街道已督办，先看二级督办结果");

        assertThat(steps(id)).endsWith("SUPERVISE L2", "DISMISS_SUPERVISION L3");
        Actor colleague = world.actor(Role.STREET_LEADER, "street1", "desk:street1");
        assertThatThrownBy(() -> supervision.dismiss(colleague, second, "不必督办"))
                .isInstanceOfSatisfying(Conflict.class, conflict -> {
                    assertThat(conflict.who()).isEqualTo("测试STREET_LEADER");
                    assertThat(conflict.whatKey()).isEqualTo("casework.event.SUPERVISE");
                });
        assertThat(orders(SupervisionBoard.Shelf.ISSUED)).containsExactlyInAnyOrder("L1 ISSUED", "L2 ISSUED");
        assertThat(orders(SupervisionBoard.Shelf.HISTORY)).containsExactly("L3 DISMISSED");
    }

    @Test
    void aProposalLapsesWhenItsClockStops() {
        CaseId id = reported();
        sweepAt("2026-03-05T10:00");
        SupervisionOrderId second = proposal(id, SupervisionLevel.L2);
        desk.accept(clerk, id, facts(id).version(), category(), false);

        assertThatThrownBy(() -> supervision.issue(leader, second, "请立即受理"))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("casework.supervision-lapsed");
        assertThat(orders(SupervisionBoard.Shelf.PROPOSALS)).isEmpty();
        assertThat(board.ofCase(id))
                .filteredOn(row -> row.level() == SupervisionLevel.L2)
                .extracting(SupervisionBoard.OrderRow::standingKey)
                .containsExactly("casework.supervision.lapsed");
    }

    @Test
    void aPersonRemindsAUnitOnceAWorkingDay() {
        CaseId id = reported();
        long version = facts(id).version();

        supervision.remind(street, id, "请尽快受理");
        clock.set("2026-03-02T17:00");
        assertThatThrownBy(() -> supervision.remind(leader, id, null))
                .isInstanceOfSatisfying(RuleViolation.class, rule -> {
                    assertThat(rule.key()).isEqualTo("casework.reminded-today");
                    assertThat(rule.getArguments()).containsExactly("2026-03-02 10:00");
                });
        clock.set("2026-03-03T08:00");
        supervision.remind(leader, id, null);
        clock.set("2026-03-07T10:00");
        supervision.remind(street, id, null);
        clock.set("2026-03-09T10:00");
        assertThatThrownBy(() -> supervision.remind(street, id, null))
                .as("Saturday counted as this Monday")
                .hasMessage("casework.reminded-today");

        assertThat(facts(id).version()).as("notes do not move the version").isEqualTo(version);
        assertThatThrownBy(() -> supervision.remind(clerk, id, null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> supervision.remind(world.actor(Role.STREET_DESK, "street2", "desk:street2"), id, null))
                .isInstanceOf(NotFound.class);
        desk.escalate(clerk, id, version, "社区没有执法权");
        assertThatThrownBy(() -> supervision.remind(street, id, null)).hasMessage("casework.remind-self");
    }

    @Test
    void twoNodesAndManySweepersRingFiveThousandOverdueCasesExactlyOnce() throws Exception {
        make(MANY);
        clock.set("2026-03-20T10:00");
        Scheduler one = node("node-one");
        Scheduler two = node("node-two");
        ExecutorService sweepers = Executors.newFixedThreadPool(3);
        try {
            one.start();
            two.start();
            List<Future<ClockSweep.Swept>> done = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                done.add(sweepers.submit(sweep::sweep));
            }
            for (Future<ClockSweep.Swept> each : done) {
                each.get();
            }
            one.triggerCheckForDueExecutions();
            two.triggerCheckForDueExecutions();
        } finally {
            sweepers.shutdown();
            one.stop();
            two.stop();
        }
        sweep.sweep();

        String mine = " where case_id in (select id from governance_case where street_id = ?)";
        assertThat(counts("select level || ' ' || state || ' ' || count(*) || ' ' || count(distinct case_id)"
                        + " from supervision_order" + mine + " group by level, state order by 1"))
                .containsExactly("L1 ISSUED 5000 5000", "L2 PROPOSED 5000 5000", "L3 PROPOSED 5000 5000");
        assertThat(counts("select kind || ' ' || count(*) || ' ' || count(distinct case_id) from case_reminder" + mine
                        + " group by kind order by 1"))
                .containsExactly("CONTACT 5000 5000");
        assertThat(counts("select action || ' ' || count(*) from case_event" + mine + " group by action order by 1"))
                .containsExactly("PROPOSE_SUPERVISION 10000", "REMIND 5000", "SUPERVISE 5000");
        assertThat(counts("select distinct event_count::text from governance_case where street_id = ?"))
                .as("1 before and 4 of the clocks")
                .containsExactly("5");
        assertThat(counts("select count(*)::text from clock_alarm" + mine)).containsExactly("0");
    }

    @Test
    void thePageShowsWhatIsLateAndLetsTheLeaderDecide() {
        CaseId id = reported();
        clock.set("2026-03-05T10:00");
        sweep.sweep();
        Pages pages = new Pages(mvc);

        Document late = pages.get(leader, "/supervision").page();
        assertThat(late.select(".stat-number").eachText()).containsExactly("1", "0", "1", "1");
        assertThat(late.select("tbody tr")).hasSize(1);
        assertThat(late.select("tbody tr").text()).contains("超期", "一级督办", "示例desk:community1.1");
        assertThat(pages.get(leader, "/supervision?light=yellow").page().select(".empty-state"))
                .hasSize(1);
        Pages.Answer reminded = pages.submit(leader, late, "form[action*=remind]", typed -> {});
        assertThat(reminded.status()).isEqualTo(302);
        Pages.Answer again = pages.submit(leader, late, "form[action*=remind]", typed -> {});
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.page().select(".error-summary").text()).contains("2026-03-05 10:00");

        Document proposals = pages.get(leader, "/supervision?tab=proposals").page();
        Pages.Answer empty = pages.submit(leader, proposals, "form[action*=issue]", typed -> typed.put("text", "x"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.page().select("textarea[name=text]").val()).isEqualTo("x");
        assertThat(pages.get(street, "/supervision?tab=proposals").page().select("form[action*=issue]"))
                .isEmpty();
        Pages.Answer issued =
                pages.submit(leader, proposals, "form[action*=issue]", typed -> typed.put("text", "请今日受理"));
        assertThat(issued.location()).isEqualTo("/supervision?tab=proposals");

        Document page = pages.get(clerk, "/cases/" + id).page();
        assertThat(page.select("#supervision-h").text()).isEqualTo("督办");
        assertThat(page.select(".timeline").text())
                .contains("督办 · 二级督办", "请今日受理", "系统建议督办 · 二级督办", "催办 · 人工催办", "督办 · 一级督办");
        assertThat(pages.get(clerk, "/supervision").status()).isEqualTo(403);
        assertThat(pages.get(district, "/supervision?tab=issued").page().select("tbody tr"))
                .hasSize(2);
    }

    private Scheduler node(String name) {
        return Scheduler.create(dataSource)
                .schedulerName(new com.github.kagkarlsson.scheduler.SchedulerName.Fixed(name))
                .startTasks(clockSweepTask)
                .pollingInterval(Duration.ofMillis(100))
                .threads(2)
                .build();
    }

    /** Overdue cases of the first street, one event each, handling and contact clock long over. */
    private void make(int count) {
        Timestamp due = Timestamp.from(at("2026-03-06T17:30"));
        jdbc.sql("""
                        insert into governance_case (id, number, status, level, source, title, description, district_id,
                               street_id, holder_unit_id, accepting_unit_id, reported_at, due_at, yellow_at, clock_due_at,
                               clock_yellow_at, contact_due_at, state_changed_at, event_count, version)
                        select gen_random_uuid(), 'S' || :tag || '-' || i, 'IN_PROGRESS', 'STREET', 'HOTLINE', '示例', '示例',
                               :district, :street, :desk, :desk, :due, :due, :due, :due, :due, :due, :due, 1, 0
                          from generate_series(1, :count) i
                        """)
                .param("tag", UUID.randomUUID().toString())
                .param("district", world.area("district").value())
                .param("street", world.area("street2").value())
                .param("desk", world.unit("desk:street2").value())
                .param("due", due)
                .param("count", count)
                .update();
        jdbc.sql("""
                        insert into clock_alarm (case_id, kind, due_at, step, fire_at)
                        select c.id, k.kind, c.due_at, k.step, c.due_at
                          from governance_case c
                          join (values ('STAGE', 'YELLOW'), ('CONTACT', 'DUE')) k (kind, step) on true
                         where c.street_id = ?
                        """).param(world.area("street2").value()).update();
    }

    private List<String> counts(String sql) {
        return jdbc.sql(sql)
                .param(world.area("street2").value())
                .query(String.class)
                .list();
    }

    private CaseId reported() {
        return reporting.report(
                clerk,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        "楼道堆放杂物堵塞通道",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        "李某",
                        "13912345678",
                        null));
    }

    private DispatchCase dispatch(CaseId id) {
        return new DispatchCase(id, facts(id).version(), world.unit("team1.1.2"), Set.of(), null, null);
    }

    private CategoryId category() {
        return categories.selectable().stream()
                .filter(category -> !category.communityNeverLeads() && "GENERAL".equals(category.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void sweepAt(String local) {
        clock.set(local);
        sweep.sweep();
    }

    /** The notes of the timeline, as action and detail. */
    private List<String> told(Actor reader) {
        return inbox.list(reader.account(), true, null).rows().stream()
                .map(Inbox.Row::key)
                .toList();
    }

    private List<String> steps(CaseId id) {
        return jdbc.sql("""
                        select action || ' ' || facts from case_event
                         where case_id = ? and action in ('REMIND', 'SUPERVISE', 'PROPOSE_SUPERVISION', 'DISMISS_SUPERVISION')
                         order by sequence
                        """).param(id.value()).query(String.class).list();
    }

    private List<String> alarms(CaseId id) {
        return jdbc.sql("select kind || ' ' || step from clock_alarm where case_id = ? order by 1")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private SupervisionOrderId proposal(CaseId id, SupervisionLevel level) {
        return board.ofCase(id).stream()
                .filter(row -> row.level() == level)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> orders(SupervisionBoard.Shelf shelf) {
        AreaScope scope = new AreaScope.InAreas(AreaLevel.STREET, Set.of(world.area("street1")));
        return board.orders(scope, shelf, null).rows().stream()
                .map(row -> row.level() + " " + row.state())
                .toList();
    }

    private CaseSheet.Facts facts(CaseId id) {
        return sheets.sheet(Actor.system(), id).facts();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Zone.ID).toInstant();
    }
}
