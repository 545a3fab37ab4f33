package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.deliberation.Attendance;
import org.shaodao.deliberation.MeetingId;
import org.shaodao.deliberation.MeetingPlan;
import org.shaodao.deliberation.service.MeetingBook;
import org.shaodao.deliberation.service.MeetingKeeping;
import org.shaodao.notification.Channel;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.notification.service.TargetKeeping;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;
import org.shaodao.support.TestClock;
import org.shaodao.support.WhistleYear;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Inbox, targets, joint meetings and whistle figures as people see them: wide and narrow, in both languages. */
class MeetingsAndNoticesBrowserTests extends BrowserFlow {

    private static WhistleYear year;

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    private Actors actors;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private TestClock clock;

    @Autowired
    private TargetKeeping targets;

    @Autowired
    private MeetingKeeping meetings;

    @Autowired
    private MeetingBook book;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void load() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN", "en"})
    void everyPageIsAccessibleAndNothingSticksOut(String language) {
        Actor clerk = actor("street1");
        Actor supervisor = actor("supervisor1");
        UnitId desk = clerk.units().iterator().next();
        for (int i = 0; i < 3; i++) {
            tell(
                    desk,
                    "casework.notice."
                            + List.of("escalated", "return-asked", "to-follow-up")
                                    .get(i),
                    i == 0);
        }
        NoticeTargetId target = targets.create(
                desk,
                new TargetKeeping.Wish(
                        Channel.WECOM,
                        "接办中心工作群",
                        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=9f3c",
                        null,
                        30),
                supervisor);
        MeetingId meeting = closedMeeting(clerk);

        Page page = open(DESK, language, true);
        signIn(page, "street1", password.value());
        walk(page, language, "inbox", "/notices");
        walk(page, language, "meetings", "/meetings");
        walk(page, language, "meeting-new", "/meetings/new");
        walk(page, language, "meeting-closed", "/meetings/" + meeting);
        walk(page, language, "meeting-held", "/meetings/" + heldMeeting(clerk));
        walk(page, language, "meeting-paper", "/meetings/" + meeting + "/paper");
        page.setViewportSize(DESK, 900);
        page.navigate("/meetings/" + meeting + "/paper");
        if (language.equals("zh-CN")) {
            page.pdf(new Page.PdfOptions()
                    .setPath(Path.of("target", "browser", "minutes.pdf"))
                    .setPreferCSSPageSize(true));
        }
        assertThat(page.locator(".paper table tbody tr").count()).isEqualTo(2);

        Page admin = open(DESK, language, true);
        signIn(admin, "supervisor1", password.value());
        walk(admin, language, "targets", "/admin/notices");
        walk(admin, language, "target-new", "/admin/notices/new");
        walk(admin, language, "target", "/admin/notices/" + target);

        if (year == null) {
            year = new WhistleYear(template, 171);
            jdbc.sql(
                            "update post set area_id = ? where type = 'SUPERVISOR' and id in (select post_id from post_holding h"
                                    + " join account a on a.person_id = h.person_id where a.id = ?)")
                    .params(year.district(0).value(), supervisor.account().value())
                    .update();
        }
        walk(admin, language, "whistle-figures", "/figures/whistles?from=2026-01-01&to=2026-12-31");
        walk(admin, language, "whistle-list", "/figures/whistles/list?of=W4&part=HITS&from=2026-05-01&to=2026-05-31");
        jdbc.sql("update post set area_id = (select district_id from area where id = ?) where type = 'SUPERVISOR'"
                        + " and area_id = ?")
                .params(clerk.posts().get(0).areaId().value(), year.district(0).value())
                .update();
        year = null;
    }

    private void walk(Page page, String language, String name, String path) {
        for (int width : List.of(DESK, PHONE)) {
            page.setViewportSize(width, 900);
            assertThat(page.navigate(path).status()).as(path).isEqualTo(200);
            picture(page, name + "-" + width + "-" + language);
            assertAccessible(page);
        }
    }

    private MeetingId heldMeeting(Actor clerk) {
        List<MeetingBook.Choice> choices = book.units(clerk);
        clock.set("2026-03-02T09:00");
        MeetingId id = meetings.call(
                new MeetingPlan(
                        "中心路供水与照明联席会",
                        "一、老旧水管更换\n二、路面照明恢复",
                        "街道三楼会议室",
                        clock.instant().plusSeconds(3600),
                        Set.of(unit(choices, 0), unit(choices, 1), unit(choices, 2)),
                        Set.of()),
                null,
                clerk);
        clock.set("2026-03-02T11:00");
        MeetingBook.Sheet sheet = book.sheet(id, clerk);
        Map<UnitId, MeetingKeeping.Came.Unit> came = new LinkedHashMap<>();
        sheet.units()
                .forEach(unit -> came.put(
                        new UnitId(unit.unitId()),
                        new MeetingKeeping.Came.Unit(
                                came.isEmpty() ? Attendance.EXCUSED : Attendance.PRESENT,
                                came.isEmpty() ? null : "王某")));
        meetings.recordAttendance(
                id, new MeetingKeeping.Came(came, Map.of(), "李某"), sheet.facts().version(), clerk);
        meetings.resolve(
                id, "更换中心路老旧水管,施工期间保证临时供水。", unit(choices, 0), LocalDate.of(2026, 3, 20), version(id, clerk), clerk);
        meetings.resolve(id, "恢复中心路路面照明。", unit(choices, 1), LocalDate.of(2026, 3, 12), version(id, clerk), clerk);
        clock.reset();
        return id;
    }

    private MeetingId closedMeeting(Actor clerk) {
        MeetingId id = heldMeeting(clerk);
        clock.set("2026-03-02T12:00");
        meetings.keepMinutes(
                id, "会议听取了社区关于中心路供水和照明情况的汇报,研究了施工期间的供水保障,形成以下意见。".repeat(3), "赵某", version(id, clerk), clerk);
        meetings.close(id, version(id, clerk), clerk);
        clock.reset();
        return id;
    }

    private long version(MeetingId id, Actor clerk) {
        return book.sheet(id, clerk).facts().version();
    }

    private static UnitId unit(List<MeetingBook.Choice> choices, int number) {
        return new UnitId(choices.get(number).id());
    }

    private void tell(UnitId unit, String key, boolean urgent) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Recorded(
                        "case", Ids.next(), null, null, null, clock.instant(), key, List.of(), null)
                .telling(
                        "C2026-0000" + (100 + (int) (Math.random() * 800)),
                        Notice.toUnits(key, Set.of(unit.value())).urgently(urgent))));
    }

    private Actor actor(String login) {
        UUID id = jdbc.sql("select id from account where login = ?")
                .param(login)
                .query(UUID.class)
                .single();
        return actors.actorOf(new AccountId(id)).orElseThrow();
    }
}
