package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.CaseSuspensions;
import org.shaodao.casework.service.ClockRecount;
import org.shaodao.casework.service.ClockSweep;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.SummonedCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.deadline.service.CalendarArrivals;
import org.shaodao.deadline.service.CalendarYears;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.deadline.service.OfficeHoursBook;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Zone;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.TestDatabase;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.test.web.servlet.MockMvc;

/** A calendar arrives (rulings 15): running clocks are counted again, never earlier, and every moved case says so. */
@FlowTests
class CalendarArrivalTests {

    private static final String YEAR_2027 =
            "日期,类型,节日名称\n2027-01-01,法定节假日,元旦\n2027-01-02,法定节假日,元旦\n2027-01-03,法定节假日,元旦\n";

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
    CaseExtensions extensions;

    @Autowired
    CaseReturns returns;

    @Autowired
    CaseSuspensions suspensions;

    @Autowired
    SummonedCases summoned;

    @Autowired
    CaseMerging merging;

    @Autowired
    TestDatabase database;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    @Autowired
    Calendars calendars;

    @Autowired
    CalendarYears years;

    @Autowired
    CalendarArrivals arrivals;

    @Autowired
    OfficeHoursBook hours;

    @Autowired
    ClockRecount recount;

    @Autowired
    ClockSweep sweep;

    World world;
    Actor clerk;
    Actor team;

    @BeforeEach
    void start() {
        // other tests' cases would be counted, too
        jdbc.sql("update governance_case set closed_at = reported_at, status = 'VOIDED' where closed_at is null")
                .update();
        clock.set("2026-12-28T10:00");
        world = new World(jdbc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        team = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
    }

    @AfterEach
    void takeAway() {
        jdbc.sql("delete from calendar_day where day >= date '2027-01-01'").update();
        jdbc.sql("delete from calendar_version where number > 1").update();
        jdbc.sql("delete from calendar_arrival").update();
        jdbc.sql("delete from office_hours where valid_from <> '01-01'").update();
        jdbc.sql("update calendar_day set hours = null where hours is not null").update();
        calendars.refresh();
    }

    @Test
    void runningClocksMoveWithTheirAlarmsAndOrdersAndSayWhy() {
        CaseId id = dispatched();
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-04T17:30"));
        assertThat(facts(id).dueProvisional()).isTrue();
        long version = facts(id).version();

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-05T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-05T17:30"));
        assertThat(facts(id).dueProvisional()).isFalse();
        assertThat(facts(id).dueCalendar()).isEqualTo(2);
        assertThat(facts(id).version()).as("nobody's form is refused for it").isEqualTo(version);
        assertThat(sheets.sheet(clerk, id).orders())
                .extracting(CaseSheet.Order::dueAt)
                .containsExactly(at("2027-01-05T17:30"));
        assertThat(notes(id)).containsExactly("2027-01-04 17:30 → 2027-01-05 17:30");
        assertThat(jdbc.sql("select due_at from clock_alarm where case_id = ? and kind = 'STAGE'")
                        .param(id.value())
                        .query(Instant.class)
                        .single())
                .isEqualTo(at("2027-01-05T17:30"));
        CalendarArrivals.Arrival arrival = arrivals.latest().orElseThrow();
        assertThat(arrival.checked()).isEqualTo(1);
        assertThat(arrival.moved()).isEqualTo(1);
        assertThat(arrival.endedAt()).isNotNull();
        Actor supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThat(new Pages(mvc)
                        .get(supervisor, "/calendar")
                        .page()
                        .select("[data-arrival]")
                        .text())
                .contains("日历版本 2", "1 件计时中的工单", "1 件时限推后");

        recount.run(2);
        assertThat(notes(id)).as("counted once").hasSize(1);
        handling.sign(team, id, version, "王某", "13800000000");
    }

    @Test
    void nothingMovesEarlierAndStoppedClocksStay() {
        CaseId running = dispatched();
        CaseId suspended = dispatched();
        jdbc.sql("update governance_case set status = 'SUSPENDED' where id = ?")
                .param(suspended.value())
                .update();
        CaseId closed = reported();
        reporting.withdraw(clerk, closed, 0, "登记错了");
        CaseId resolved = dispatched();
        handling.sign(team, resolved, facts(resolved).version(), "王某", "13800000000");
        handling.resolve(team, resolved, facts(resolved).version(), "已清理完毕", ResolutionKind.SOLVED, true);
        Instant verifyDue = facts(resolved).clockDueAt();

        arrive("日期,类型,节日名称\n2027-01-02,调休上班,元旦\n");
        assertThat(facts(running).dueAt())
                .as("2 January is worked: would end earlier")
                .isEqualTo(at("2027-01-04T17:30"));
        assertThat(notes(running)).isEmpty();

        arrive(YEAR_2027);
        assertThat(facts(running).dueAt()).isEqualTo(at("2027-01-05T17:30"));
        assertThat(facts(suspended).dueAt()).isEqualTo(at("2027-01-04T17:30"));
        assertThat(facts(resolved).dueAt()).as("the handling clock has stopped").isEqualTo(at("2027-01-04T17:30"));
        assertThat(facts(resolved).clockDueAt()).isEqualTo(verifyDue);
        assertThat(notes(suspended)).isEmpty();
        assertThat(notes(closed)).isEmpty();
    }

    @Test
    void whatHasFiredStaysFiredAndDoesNotFireAgain() {
        CaseId id = dispatched();
        clock.set("2027-01-04T18:00");
        sweep.sweep();
        assertThat(fired(id)).containsExactly("CONTACT", "SIGN", "SUPERVISE L1");

        arrive(YEAR_2027);
        clock.set("2027-01-06T09:00");
        sweep.sweep();
        assertThat(fired(id)).containsExactly("CONTACT", "SIGN", "SUPERVISE L1");
        clock.set("2027-01-07T17:30");
        sweep.sweep();
        assertThat(fired(id)).containsExactly("CONTACT", "SIGN", "SUPERVISE L1", "PROPOSE_SUPERVISION L2");
    }

    @Test
    void grantedExtensionsAreAppliedAgainInTheirOwnDays() {
        CaseId id = signed();
        extensions.request(team, id, facts(id).version(), 2, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-06T17:30"));

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).as("5 January and 2 days").isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-07T17:30"));
        Document page = new Pages(mvc).get(clerk, "/cases/" + id).page();
        assertThat(page.select("section[aria-labelledby=clock-book-h]").text()).contains("5 个工作日", "延期 2 天");
    }

    @Test
    void theExtensionOfAnOrderAfterAReturnIsNotLost() {
        CaseId id = signed();
        returns.request(team, id, facts(id).version(), ReturnReason.NOT_OUR_DUTY, world.unit("team1.1.1"), "三定方案不含此项");
        clock.set("2026-12-29T10:00");
        returns.approve(clerk, new DispatchCase(id, facts(id).version(), null, Set.of(), null, "改派"));
        Actor other = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        handling.sign(other, id, facts(id).version(), "李某", "13800000001");
        extensions.request(other, id, facts(id).version(), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        assertThat(facts(id).dueAt()).as("from the first order").isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-08T17:30"));

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-11T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-04T17:30"), at("2027-01-11T17:30"));
    }

    @Test
    void theTimeOfASuspensionIsNotLost() {
        CaseId id = signed();
        clock.set("2026-12-29T10:00");
        suspend(id);
        resume(id, "2026-12-31T10:00");
        assertThat(facts(id).dueAt()).as("two working days later").isEqualTo(at("2027-01-06T17:30"));

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-07T17:30"));
    }

    @Test
    void aCalendarThatArrivesWhileSuspendedTakesNothingOfTheRest() {
        CaseId id = signed();
        clock.set("2026-12-29T10:00");
        suspend(id);
        arrive(YEAR_2027);
        assertThat(facts(id).dueAt()).as("stands still").isEqualTo(at("2027-01-04T17:30"));

        resume(id, "2027-01-12T10:00");

        assertThat(facts(id).dueAt()).as("what was left of 5 January").isEqualTo(at("2027-01-18T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-18T17:30"));
    }

    @Test
    void whatASummonsGaveIsKeptUnderALaterExtension() {
        CaseId id = signed();
        summoned.takeOn(id, at("2026-12-31T10:00"), "S2026-0000001");
        assertThat(facts(id).dueAt()).as("never less than before").isEqualTo(at("2027-01-04T17:30"));
        clock.set("2026-12-28T11:00");
        summoned.takeOn(id, at("2027-01-07T10:00"), "S2026-0000002");
        clock.set("2026-12-28T15:00");
        extensions.request(team, id, facts(id).version(), 1, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T17:30"));

        arrive("日期,类型,节日名称\n2027-01-01,法定节假日,元旦\n2027-01-08,法定节假日,示例\n");

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-11T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-11T17:30"));
    }

    @Test
    void aSummonsMovesTheClockOfALaterOrderAlthoughTheCaseHasTime() {
        CaseId id = signed();
        extensions.request(team, id, facts(id).version(), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        passedOn(id, "2026-12-29T10:00");
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-05T17:30"));

        summoned.takeOn(id, at("2027-01-07T10:00"), "S2026-0000003");

        assertThat(facts(id).dueAt()).as("never less than before").isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-07T10:00"));
        assertThat(orderDue(id)).last().isEqualTo(at("2027-01-07T10:00"));
        arrive(YEAR_2027);
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T17:30"));
        assertThat(facts(id).clockDueAt()).as("as it was shown").isEqualTo(at("2027-01-07T10:00"));
        assertThat(orderDue(id)).last().isEqualTo(at("2027-01-07T10:00"));
    }

    @Test
    void aSummonsTakesNothingOfTheClockOfALaterOrder() {
        CaseId id = signed();
        Actor other = passedOn(id, "2026-12-29T10:00");
        extensions.request(other, id, facts(id).version(), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-08T17:30"));

        clock.set("2026-12-29T11:00");
        summoned.takeOn(id, at("2027-01-08T10:00"), "S2026-0000004");

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T10:00"));
        assertThat(facts(id).clockDueAt()).as("has more already").isEqualTo(at("2027-01-08T17:30"));
        assertThat(orderDue(id)).last().isEqualTo(at("2027-01-08T17:30"));
        arrive(YEAR_2027);
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-11T17:30"));
    }

    @Test
    void whatOneOrderWasGrantedIsNotTheNextOnes() {
        CaseId id = returnedAsItWasExtended();
        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-07T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-04T17:30"));

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-08T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-05T17:30"));
        assertThat(orderDue(id)).last().isEqualTo(at("2027-01-05T17:30"));
    }

    @Test
    void resumingGivesAnOrderWhatItHadItself() {
        CaseId id = returnedAsItWasExtended();
        clock.set("2026-12-29T10:00");
        suspend(id, world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1"));
        arrive(YEAR_2027);

        resume(id, "2027-01-12T10:00");

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-21T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-18T17:30"));
        assertThat(orderDue(id)).last().isEqualTo(at("2027-01-18T17:30"));
    }

    @Test
    void anOrderThatGoesOnHasItsOwnCalendarAgain() {
        clock.set("2026-12-21T10:00");
        CaseId id = reported();
        desk.accept(clerk, id, 0, category(), false);
        desk.handleSelf(clerk, id, 1, null, null);
        assertThat(provisional(id)).isFalse();
        clock.set("2026-12-28T10:00");
        desk.forward(clerk, new DispatchCase(id, facts(id).version(), world.unit("team1.1.2"), Set.of(), null, "请办理"));
        assertThat(provisional(id)).isTrue();

        returns.recall(clerk, id, facts(id).version(), "派错了");

        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-12-28T17:30"));
        assertThat(provisional(id)).as("2026 is known").isFalse();
    }

    @Test
    void aMergedCaseGetsTheRuleOfItsFirstOrderBackAfterMigration200() throws SQLException {
        CaseId kept = signed();
        CaseId child = signed();
        CaseId plain = signed();
        extensions.request(team, child, facts(child).version(), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, child, facts(child).version(), null);
        List<String> rules = rules(child);
        List<String> untouched = rules(plain);
        merging.merge(clerk, child, facts(child).version(), kept, facts(kept).version(), null);
        String longer = rules.get(0)
                .replaceFirst(":\\d+", ":" + (Integer.parseInt(rules.get(0).split(":")[1]) + 3));
        jdbc.sql("update governance_case set due_rule = :rule, clock_limit = :rule where id = :id")
                .param("rule", longer)
                .param("id", child.value())
                .update();

        try (Connection owner = database.connectAsOwner()) {
            ScriptUtils.executeSqlScript(
                    owner, new ClassPathResource("db/migration/V225__granted_time_of_merged_cases.sql"));
        }

        assertThat(rules(child)).isEqualTo(rules);
        assertThat(rules(plain)).isEqualTo(untouched);
    }

    private List<String> rules(CaseId id) {
        return jdbc.sql("select due_rule from governance_case where id = :id union all"
                        + " select clock_limit from governance_case where id = :id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    @Test
    void clocksWithoutAStoredLimitStayAndAreCounted() {
        CaseId id = dispatched();
        jdbc.sql("update governance_case set due_rule = null, clock_limit = null, contact_limit = null,"
                        + " sign_limit = null where id = ?")
                .param(id.value())
                .update();
        jdbc.sql("update dispatch_order set due_rule = null, sign_limit = null where case_id = ?")
                .param(id.value())
                .update();
        CaseId known = dispatched();

        arrive(YEAR_2027);

        assertThat(facts(id).dueAt()).isEqualTo(at("2027-01-04T17:30"));
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2027-01-04T17:30"));
        assertThat(orderDue(id)).containsExactly(at("2027-01-04T17:30"));
        assertThat(notes(id)).isEmpty();
        assertThat(facts(known).dueAt()).isEqualTo(at("2027-01-05T17:30"));
        CalendarArrivals.Arrival arrival = arrivals.latest().orElseThrow();
        assertThat(arrival.checked()).isEqualTo(2);
        assertThat(arrival.moved()).isEqualTo(1);
        assertThat(arrival.leftAlone()).isEqualTo(1);
        Actor supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThat(new Pages(mvc)
                        .get(supervisor, "/calendar")
                        .page()
                        .select("[data-arrival]")
                        .text())
                .contains("1 件有旧版本记下的计时");
    }

    @Test
    void newOfficeHoursAreACalendarToo() {
        CaseId id = reported();
        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-12-28T16:00"));

        hours.setDay(LocalDate.of(2026, 12, 28), "08:30-12:00", clerk.account().value());
        recount.run(calendars.current().version());

        assertThat(facts(id).clockDueAt()).isEqualTo(at("2026-12-29T10:30"));
        assertThat(facts(id).acceptDueAt()).isEqualTo(at("2026-12-29T10:30"));
        assertThat(notes(id)).containsExactly("2026-12-28 16:00 → 2026-12-29 10:30");
    }

    @Test
    void thePageExplainsEveryClock() {
        CaseId id = dispatched();
        arrive(YEAR_2027);

        Document page = new Pages(mvc).get(clerk, "/cases/" + id).page();

        assertThat(page.select("section[aria-labelledby=clock-book-h] details")).hasSize(3);
        assertThat(page.select("section[aria-labelledby=clock-book-h]").text())
                .contains("办理总时限", "一般", "5 个工作日", "2026-12-28 10:00", "版本 2", "2027-01-01–01-03 元旦", "签收时限", "首次联系时限");
    }

    private void arrive(String file) {
        calendars.refresh();
        years.read(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)), false, UUID.randomUUID());
        recount.run(calendars.current().version());
    }

    /** Returned and given to the team of the other grid, which signs for it. */
    private Actor passedOn(CaseId id, String when) {
        returns.request(team, id, facts(id).version(), ReturnReason.NOT_OUR_DUTY, world.unit("team1.1.1"), "三定方案不含此项");
        clock.set(when);
        returns.approve(clerk, new DispatchCase(id, facts(id).version(), null, Set.of(), null, "改派"));
        Actor other = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        handling.sign(other, id, facts(id).version(), "李某", "13800000001");
        return other;
    }

    /** The second order begins at the very instant at which the first one was extended. */
    private CaseId returnedAsItWasExtended() {
        clock.set("2026-12-28T09:00");
        CaseId id = signed();
        clock.set("2026-12-28T10:00");
        extensions.request(team, id, facts(id).version(), 3, "配件未到货", "到货就更换");
        extensions.approve(clerk, id, facts(id).version(), null);
        passedOn(id, "2026-12-28T10:00");
        return id;
    }

    private boolean provisional(CaseId id) {
        return jdbc.sql("select clock_provisional from governance_case where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    private void suspend(CaseId id) {
        suspend(id, team);
    }

    private void suspend(CaseId id, Actor who) {
        Actor leader = world.actor(Role.STREET_LEADER, "street1", null);
        suspensions.propose(
                who, id, facts(id).version(), SuspensionReason.WEATHER, "连日寒潮停工", LocalDate.of(2027, 1, 12));
        suspensions.approve(leader, id, facts(id).version(), null);
    }

    private void resume(CaseId id, String when) {
        clock.set(when);
        Actor street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        suspensions.resume(street, id, facts(id).version(), null);
    }

    private CaseId signed() {
        CaseId id = dispatched();
        handling.sign(team, id, facts(id).version(), "王某", "13800000000");
        return id;
    }

    private List<Instant> orderDue(CaseId id) {
        return jdbc.sql("select due_at from dispatch_order where case_id = ? order by sequence")
                .param(id.value())
                .query(Instant.class)
                .list();
    }

    private CaseId dispatched() {
        CaseId id = reported();
        desk.accept(clerk, id, 0, category(), false);
        desk.dispatch(clerk, new DispatchCase(id, 1, world.unit("team1.1.2"), Set.of(), null, null));
        return id;
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

    private CategoryId category() {
        return categories.selectable().stream()
                .filter(category -> !category.communityNeverLeads() && "GENERAL".equals(category.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> notes(CaseId id) {
        return jdbc.sql("select text from case_event where case_id = ? and action = 'MOVE_DUE' order by sequence")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private List<String> fired(CaseId id) {
        return jdbc.sql("""
                        select case action when 'REMIND' then facts else action || ' ' || facts end from case_event
                         where case_id = ? and action in ('REMIND', 'SUPERVISE', 'PROPOSE_SUPERVISION') order by sequence
                        """).param(id.value()).query(String.class).list();
    }

    private CaseSheet.Facts facts(CaseId id) {
        return sheets.sheet(Actor.system(), id).facts();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Zone.ID).toInstant();
    }
}
