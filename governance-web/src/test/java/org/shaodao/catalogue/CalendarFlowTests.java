package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.PostType;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
class CalendarFlowTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Calendars calendars;

    @Autowired
    TestClock clock;

    CataloguePages supervisor;

    @BeforeEach
    void start() {
        clock.set("2026-11-21T10:00");
        supervisor = new CataloguePages(mvc, jdbc, PostType.SUPERVISOR);
    }

    @AfterEach
    void takeAway() {
        clock.reset();
        jdbc.sql("delete from calendar_day where day >= date '2027-01-01'").update();
        jdbc.sql("delete from calendar_version where number > 1").update();
        jdbc.sql("delete from calendar_arrival").update();
        jdbc.sql("delete from office_hours where valid_from <> '01-01'").update();
        jdbc.sql("update calendar_day set hours = null where hours is not null").update();
        jdbc.sql(
                        "update limit_class set handling_mode = 'WORKING_DAYS_TO_CLOSE', handling_amount = 5 where code = 'GENERAL'")
                .update();
        calendars.refresh();
    }

    @Test
    void theDatabaseHoldsTheShippedCalendar() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/calendar/cn_days_2004_2026.csv")),
                StandardCharsets.UTF_8))) {
            List<String> shipped = in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cell -> cell[0] + " " + cell[2] + " " + cell[3] + " " + cell[4])
                    .toList();

            List<String> stored = jdbc.sql("""
                            select day || ' ' || case when working then 1 else 0 end || ' ' || kind || ' ' || coalesce(name, '')
                              from calendar_day where day < date '2027-01-01' order by day
                            """).query(String.class).list();

            assertThat(stored).isEqualTo(shipped);
        }
    }

    @Test
    void theLimitClassesAreThoseOfTheRulings() {
        assertThat(calendars.limitClasses().stream()
                        .collect(Collectors.toMap(
                                limits -> limits.code(),
                                limits -> limits.handling().toString())))
                .containsEntry("EMERGENCY", "NATURAL_HOURS:120")
                .containsEntry("UTILITY", "NATURAL_HOURS:1440")
                .containsEntry("ON_THE_SPOT", "WORKING_DAYS_TO_CLOSE:0")
                .containsEntry("SIMPLE", "WORKING_DAYS_TO_CLOSE:3")
                .containsEntry("GENERAL", "WORKING_DAYS_TO_CLOSE:5")
                .containsEntry("COMPLEX", "NATURAL_DAYS:15");
    }

    @Test
    void showsTheYearWithItsHolidaysAndWarnsOfTheNextOne() {
        Document page = supervisor.page("/calendar?year=2026");

        assertThat(page.select(".month")).hasSize(12);
        assertThat(page.select(".month").get(1).select(".day-holiday")).hasSize(9);
        assertThat(page.select(".month").get(1).select(".day-adjusted_workday")).hasSize(2);
        assertThat(page.select("main .notice-warn").text()).contains("2027 年的放假安排尚未导入");
        assertThat(page.select(".year-nav").text()).contains("全年 248 个工作日");
        assertThat(supervisor
                        .page("/calendar?year=2027")
                        .select("main .notice-warn")
                        .text())
                .contains("2027 年没有日历数据");
    }

    @Test
    void takesAYearFromItsHolidaysAlone() {
        String file = "日期,类型,节日名称\n2027-01-01,法定节假日,元旦\n2027/1/3,调休上班,元旦\n";

        Document tried = CataloguePages.parse(upload(file, true));
        assertThat(tried.select("main .notice").text()).contains("2027 年，节假日 1 天，调休上班 1 天，与现有日历相差 2 天");
        assertThat(calendars.current().knows(2027)).isFalse();

        assertThat(upload(file, false).getRedirectedUrl()).isEqualTo("/calendar");
        WorkingCalendar calendar = calendars.current();
        assertThat(calendar.knows(2027)).isTrue();
        assertThat(calendar.version()).isEqualTo(2);
        assertThat(calendar.isWorking(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(calendar.isWorking(LocalDate.of(2027, 1, 3))).isTrue();
        assertThat(supervisor.page("/calendar").select("main .notice-warn")).isEmpty();
    }

    @Test
    void takesBackItsOwnExport() {
        byte[] file = supervisor.get("/calendar/file?year=2026").getContentAsByteArray();

        Document tried = CataloguePages.parse(supervisor.upload("/calendar/import", "x.csv", file, true));

        assertThat(tried.select("main .notice").text()).contains("2026 年", "节假日 33 天", "调休上班 6 天", "相差 0 天");
    }

    @Test
    void refusesADamagedYearNamingTheRows() {
        MockHttpServletResponse refused = upload(
                "日期,类型,节日名称,当日办公时段\n2027-01-01,法定节假日,元旦,\n2027-13-01,法定节假日,,\n2027-01-05,调休上班,,\n"
                        + "2027-01-02,放假,,\n2028-01-01,法定节假日,,\n2027-01-01,法定节假日,,\n2027-01-09,调休上班,,8点\n",
                false);

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(CataloguePages.parse(refused).select("main tbody").text())
                .contains("日期看不懂：2027-13-01", "类型与星期不符", "看不懂“放假”", "一个文件只能写一年", "同一天出现两次", "办公时段看不懂");
        assertThat(calendars.current().knows(2027)).isFalse();
        assertThat(CataloguePages.parse(upload("日期,类型\n2027-01-04,工作日\n", false))
                        .select(".error-summary")
                        .text())
                .contains("缺少这一天");
        assertThat(CataloguePages.parse(upload("day,kind\n2027-01-04,workday\n", false))
                        .select(".error-summary")
                        .text())
                .contains("缺少这些列：日期");
    }

    @Test
    void changesTheLimitsOfAClass() {
        Map<String, String> form = CataloguePages.fields(supervisor.page("/calendar/limits/edit?code=GENERAL"));
        form.put("handlingMode", "NATURAL_DAYS");
        form.put("handlingAmount", "7");
        form.put("code", "GENERAL");

        assertThat(supervisor.post("/calendar/limits/edit", form).getRedirectedUrl())
                .isEqualTo("/calendar/limits");

        assertThat(calendars.limitClass("GENERAL").handling()).isEqualTo(new Limit(LimitMode.NATURAL_DAYS, 7));
        assertThat(supervisor.page("/calendar/limits").select("main tbody").text())
                .contains("7 个自然日");
        assertThat(supervisor.post("/calendar/limits/edit", form).getStatus()).isEqualTo(409);
        form.put("handlingAmount", "-1");
        assertThat(supervisor.post("/calendar/limits/edit", form).getStatus()).isEqualTo(422);
        assertThat(supervisor.get("/calendar/limits/edit?code=NONE").getStatus())
                .isEqualTo(404);
    }

    @Test
    void theHoursOfASeasonAndOfASingleDayAreNewVersionsOfTheCalendar() {
        Map<String, String> season = Map.of("from", "06-01", "hours", "08:00-12:00，15:00-18:00");
        assertThat(supervisor.post("/calendar/hours", season).getRedirectedUrl())
                .isEqualTo("/calendar/hours");
        Map<String, String> halfDay = Map.of("day", "2026-12-31", "hours", "08:30-12:00");
        assertThat(supervisor.post("/calendar/hours/day", halfDay).getRedirectedUrl())
                .isEqualTo("/calendar/hours");

        WorkingCalendar calendar = calendars.current();
        assertThat(calendar.version()).isEqualTo(3);
        assertThat(calendar.hours(LocalDate.of(2026, 7, 1))).hasToString("08:00-12:00,15:00-18:00");
        assertThat(calendar.hours(LocalDate.of(2026, 5, 29))).hasToString("08:30-12:00,14:00-17:30");
        assertThat(calendar.hours(LocalDate.of(2026, 12, 31))).hasToString("08:30-12:00");
        assertThat(supervisor.page("/calendar/hours").select("main tbody").text())
                .contains("06-01", "08:00-12:00,15:00-18:00", "2026-12-31");

        supervisor.post("/calendar/hours/remove", Map.of("from", "06-01"));
        supervisor.post("/calendar/hours/day", Map.of("day", "2026-12-31", "hours", ""));
        assertThat(calendars.current().hours(LocalDate.of(2026, 7, 1))).hasToString("08:30-12:00,14:00-17:30");
        assertThat(calendars.current().hours(LocalDate.of(2026, 12, 31))).hasToString("08:30-12:00,14:00-17:30");
    }

    @Test
    void hoursThatCannotBeAreRefusedKeepingWhatWasTyped() {
        for (Map<String, String> wrong : List.of(
                Map.of("from", "13-01", "hours", "08:30-12:00"),
                Map.of("from", "06-01", "hours", "8点到12点"),
                Map.of("from", "06-01", "hours", "12:00-08:30"))) {
            MockHttpServletResponse refused = supervisor.post("/calendar/hours", wrong);
            assertThat(refused.getStatus()).isEqualTo(422);
            Document page = CataloguePages.parse(refused);
            assertThat(page.select("#from").val()).isEqualTo(wrong.get("from"));
            assertThat(page.select("#hours").val()).isEqualTo(wrong.get("hours"));
            assertThat(page.select(".error-summary").text()).contains("看不懂");
        }
        assertThat(CataloguePages.parse(supervisor.post(
                                "/calendar/hours/day", Map.of("day", "2026-10-01", "hours", "08:30-12:00")))
                        .select(".error-summary")
                        .text())
                .contains("2026-10-01 不上班");
        assertThat(supervisor
                        .post("/calendar/hours/day", Map.of("day", "2031-01-06", "hours", "08:30-12:00"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(supervisor
                        .post("/calendar/hours/remove", Map.of("from", "01-01"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(calendars.current().version()).isEqualTo(1);
    }

    private MockHttpServletResponse upload(String file, boolean dryRun) {
        return supervisor.upload("/calendar/import", "x.csv", file.getBytes(StandardCharsets.UTF_8), dryRun);
    }
}
