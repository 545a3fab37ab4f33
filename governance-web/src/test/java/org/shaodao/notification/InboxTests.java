package org.shaodao.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of what, and the pages on which it is read. */
@FlowTests
class InboxTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Inbox inbox;

    @Autowired
    CaseReporting reporting;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvc mvc;

    @Autowired
    MessageSource messages;

    private World world;
    private Pages pages;

    @BeforeEach
    void begin() {
        clock.set("2026-03-02T09:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
    }

    @Test
    void aReportIsNewsForTheDeskAndNobodyElse() {
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", null);
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        Actor other = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        Actor leader = world.actor(Role.STREET_LEADER, "street1", null);

        CaseId id = report(worker);

        List<Inbox.Row> rows = inbox.list(clerk.account(), true, null).rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).key()).isEqualTo("casework.notice.reported");
        assertThat(rows.get(0).path()).isEqualTo("/cases/" + id);
        assertThat(inbox.unread(worker.account())).isZero();
        assertThat(inbox.unread(other.account())).isZero();
        assertThat(inbox.unread(leader.account())).isZero();
        assertThat(jdbc.sql("select string_agg(n::text, ' ') from notice n where subject_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single())
                .doesNotContain("路口井盖");
    }

    @Test
    void deputiesAreToldAndThoseWhoLeftOrAreDisabledAreNot() {
        Actor deputy = world.actor(Role.RESPONDER, "district", "water");
        Actor gone = world.actor(Role.RESPONDER, "district", "water");
        Actor disabled = world.actor(Role.RESPONDER, "district", "water");
        holding(deputy, "deputy = true");
        holding(gone, "held_to = date '2026-03-01'");
        jdbc.sql("update account set disabled = true where id = ?")
                .param(disabled.account().value())
                .update();

        tell(Notice.toUnits(
                "casework.notice.dispatched", Set.of(world.unit("water").value())));

        assertThat(inbox.unread(deputy.account())).isEqualTo(1);
        assertThat(inbox.unread(gone.account())).isZero();
        assertThat(inbox.unread(disabled.account())).isZero();
    }

    @Test
    void oneWhoHoldsTwoPostsIsToldOnceAndTheOneWhoDidItNotAtAll() {
        Actor clerk = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        Actor leader = world.actor(Role.STREET_LEADER, "street1", null);
        jdbc.sql("update post_holding set person_id = (select person_id from account where id = ?)"
                        + " where person_id = (select person_id from account where id = ?)")
                .params(clerk.account().value(), leader.account().value())
                .update();
        Notice notice = Notice.toUnits(
                "casework.notice.reported", Set.of(world.unit("desk:street1").value()));

        tell(notice);
        assertThat(inbox.unread(clerk.account())).isEqualTo(1);
        tellBy(clerk, notice);
        assertThat(inbox.unread(clerk.account())).isEqualTo(1);
    }

    @Test
    void theBellCountsOnEveryPageAndReadingLowersIt() {
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", null);
        CaseId first = report(worker);
        clock.advance(java.time.Duration.ofSeconds(1));
        report(worker);

        assertThat(pages.get(clerk, "/cases").page().select(".bell .count").text())
                .isEqualTo("2");
        var list = pages.get(clerk, "/notices").page();
        assertThat(list.select(".notice-row")).hasSize(2);
        String link = list.select(".notice-row a").last().attr("href");
        assertThat(pages.get(clerk, link).location()).isEqualTo("/cases/" + first);
        assertThat(pages.get(clerk, "/notices").page().select(".notice-row")).hasSize(1);
        pages.submit(clerk, pages.get(clerk, "/notices").page(), ".page-actions form", fields -> {});
        assertThat(pages.get(clerk, "/notices").page().select(".empty-state")).hasSize(1);
        assertThat(pages.get(clerk, "/notices?show=all").page().select(".notice-row"))
                .hasSize(2);
        assertThat(pages.get(clerk, "/cases").page().select(".bell .count")).isEmpty();
        assertThat(pages.get(worker, link).status()).isEqualTo(404);
    }

    @Test
    void whatCameAfterThePageWasDrawnStaysUnread() {
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", null);
        report(worker);
        var page = pages.get(clerk, "/notices").page();
        clock.advance(java.time.Duration.ofSeconds(5));
        report(worker);

        pages.submit(clerk, page, ".page-actions form", fields -> {});

        assertThat(inbox.unread(clerk.account())).isEqualTo(1);
    }

    @Test
    void longInboxesArePagedWithoutSkipping() {
        Actor officer = world.actor(Role.RESPONDER, "district", "water");
        for (int i = 0; i < 45; i++) {
            tell(Notice.toUnits(
                    "casework.notice.dispatched", Set.of(world.unit("water").value())));
        }
        java.util.Set<UUID> seen = new java.util.HashSet<>();
        String after = null;
        int turned = 0;
        do {
            var slice = inbox.list(officer.account(), false, after);
            slice.rows().forEach(row -> assertThat(seen.add(row.id())).isTrue());
            after = slice.next();
            turned++;
        } while (after != null);

        assertThat(turned).isEqualTo(3);
        assertThat(seen).hasSize(45);
    }

    @Test
    void theSupervisorSetsUpATargetAndNothingTypedIsLost() {
        Actor supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        String address = "/admin/notices/new?unit=" + world.unit("water");
        assertThat(pages.get(supervisor, "/admin/notices/new?q=water").page().select(".notices a"))
                .isNotEmpty();
        var page = pages.get(supervisor, address).page();

        var wrong = pages.submit(supervisor, page, "main form.card", fields -> {
            fields.put("channel", "WECOM");
            fields.put("name", "供水群");
            fields.put("address", "https://intranet.local/admin");
        });
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select("#address").val()).isEqualTo("https://intranet.local/admin");
        assertThat(wrong.page().select("#address-error").text()).contains("intranet.local");
        var saved = pages.submit(supervisor, wrong.page(), "main form.card", fields -> {
            fields.put("address", "http://127.0.0.1:1/cgi-bin/webhook/send?key=abcd1234");
        });
        assertThat(saved.status()).isEqualTo(302);
        var shown = pages.get(supervisor, saved.location()).page();
        assertThat(shown.text()).contains("127.0.0.1/…1234");
        assertThat(shown.html()).doesNotContain("abcd1234");
        assertThat(pages.submit(supervisor, shown, "form[action$=trial]", fields -> {})
                        .status())
                .isEqualTo(302);
        pages.submit(supervisor, shown, "form[action$=pause]", fields -> {});
        assertThat(pages.get(supervisor, saved.location()).page().text()).contains("已暂停");
        assertThat(pages.submit(supervisor, shown, "main form.card", fields -> fields.put("name", "旧页"))
                        .status())
                .isEqualTo(409);
        pages.submit(supervisor, shown, "form[action$=remove]", fields -> {});
        assertThat(pages.get(supervisor, saved.location()).status()).isEqualTo(404);
    }

    private CaseId report(Actor worker) {
        return reporting.report(
                worker,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PATROL,
                        null,
                        null,
                        null,
                        "路口井盖破损,需要维修",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
    }

    private void holding(Actor actor, String change) {
        jdbc.sql("update post_holding set " + change
                        + " where person_id = (select person_id from account where id = ?)")
                .param(actor.account().value())
                .update();
    }

    private void tell(Notice notice) {
        tellBy(null, notice);
    }

    private void tellBy(Actor actor, Notice notice) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Recorded(
                        "case",
                        Ids.next(),
                        actor == null ? null : actor.account().value(),
                        null,
                        null,
                        clock.instant(),
                        "casework.event.DISPATCH",
                        List.of(),
                        null)
                .telling("C2026-0000001", notice)));
    }

    @Test
    void theSentenceStandsInBothLanguages() {
        Actor clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        report(world.actor(Role.GRID_WORKER, "grid1.1.1", null));

        String key = inbox.list(clerk.account(), true, null).rows().get(0).key();
        assertThat(messages.getMessage(key, new Object[] {"C2026-0000001"}, Locale.ENGLISH))
                .isEqualTo("Case C2026-0000001 is waiting to be accepted");
    }
}
