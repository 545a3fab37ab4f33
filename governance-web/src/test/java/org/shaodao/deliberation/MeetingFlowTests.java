package org.shaodao.deliberation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Pages.Answer;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A joint meeting from its call to the cases its resolutions became, through the pages. */
@FlowTests
class MeetingFlowTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Inbox inbox;

    @Autowired
    MockMvc mvc;

    private World world;
    private Pages pages;
    private Actor clerk;
    private Actor officer;
    private UUID member;

    @BeforeEach
    void begin() {
        clock.set("2026-03-02T09:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        clerk = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        officer = world.actor(Role.RESPONDER, "district", "water");
        member = partTimer("street1");
    }

    @Test
    void aMeetingIsCalledHeldAndItsResolutionsBecomeCases() {
        String address = call();
        assertThat(inbox.list(officer.account(), true, null).rows())
                .extracting(Inbox.Row::key, Inbox.Row::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("deliberation.notice.invited", address));
        assertThat(pages.get(officer, address).page().text()).contains("供水协调会").doesNotContain("召集并通知");
        assertThat(pages.get(clerk, address).page().select("#attend")).isEmpty();

        clock.set("2026-03-03T15:30");
        Answer held = pages.submit(clerk, pages.get(clerk, address).page(), "#attend", fields -> {
            fields.put("chair", "李某");
            fields.put("units[" + world.unit("power") + "]", "ABSENT");
            fields.put("by[" + world.unit("water") + "]", "王某");
        });
        assertThat(held.status()).isEqualTo(302);
        assertThat(jdbc.sql("select attendance from meeting_member where person_id = ?")
                        .param(member)
                        .query(String.class)
                        .single())
                .isEqualTo("PRESENT");
        Answer early = pages.submit(clerk, pages.get(clerk, address).page(), "#resolve", fields -> {
            fields.put("text", "更换中心路老旧水管");
        });
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.page().select("textarea[name=text]").text()).isEqualTo("更换中心路老旧水管");
        pages.submit(clerk, early.page(), "#resolve", fields -> {
            fields.put("owner", world.unit("water").toString());
            fields.put("dueOn", "2026-03-20");
        });
        pages.submit(clerk, pages.get(clerk, address).page(), "#resolve", fields -> {
            fields.put("text", "恢复路面照明");
            fields.put("owner", world.unit("power").toString());
            fields.put("dueOn", "2026-03-25");
        });
        pages.submit(clerk, pages.get(clerk, address).page(), "#keep-minutes", fields -> {
            fields.put("minutes", "会议听取了情况,议定如下。");
            fields.put("recorder", "赵某");
        });
        assertThat(pages.submit(clerk, pages.get(clerk, address).page(), "form[action$=close]", fields -> {})
                        .status())
                .isEqualTo(302);

        UUID id = UUID.fromString(address.substring("/meetings/".length()));
        List<Map<String, Object>> cases = jdbc.sql("""
                        select c.id, c.source, c.status, c.description, c.holder_unit_id from governance_case c
                          join meeting_resolution r on r.id = c.id where r.meeting_id = ? order by r.sequence
                        """).param(id).query().listOfRows();
        assertThat(cases).hasSize(2);
        assertThat(cases.get(0))
                .containsEntry("source", "MEETING")
                .containsEntry("status", "REPORTED")
                .containsEntry("holder_unit_id", world.unit("desk:street1").value());
        assertThat(String.valueOf(cases.get(0).get("description")))
                .contains("更换中心路老旧水管", "示例water", "2026-03-20", "供水协调会");
        Answer closed = pages.get(clerk, address);
        assertThat(closed.page().select("a[href=/cases/" + cases.get(0).get("id") + "]"))
                .hasSize(1);
        assertThat(pages.get(clerk, "/cases/" + cases.get(0).get("id")).status())
                .isEqualTo(200);
        assertThat(inbox.list(officer.account(), true, null).rows())
                .extracting(Inbox.Row::key)
                .contains("deliberation.notice.closed");
        assertThat(jdbc.sql("select string_agg(a::text, ' ') from audit_entry a where subject_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .contains("deliberation.event.closed", "shared.event.matter-raised")
                .doesNotContain("水管");

        String paper = pages.get(officer, address + "/paper").page().text();
        assertThat(paper).contains("供水协调会纪要", "主持： 李某", "王某", "缺席： 示例power", "恢复路面照明", "2026-03-25");
    }

    @Test
    void aStalePageAnswersWithAConflictAndTheVerbIsDoneOnce() {
        String address = call();
        clock.set("2026-03-03T15:30");
        var stale = pages.get(clerk, address).page();
        pages.submit(clerk, stale, "#attend", fields -> fields.put("chair", "李某"));

        assertThat(pages.submit(clerk, stale, "#attend", fields -> fields.put("chair", "张某"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void othersSeeNothingAndGuestsChangeNothing() {
        String address = call();
        Actor stranger = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        Actor uninvited = world.actor(Role.RESPONDER, "street1", "urban1");

        assertThat(pages.get(stranger, address).status()).isEqualTo(404);
        assertThat(pages.get(uninvited, address).status()).isEqualTo(404);
        assertThat(pages.get(stranger, address + "/paper").status()).isEqualTo(404);
        assertThat(pages.post(officer, address + "/cancel", Map.of("version", "0", "reason", "不去"))
                        .status())
                .isEqualTo(403);
        assertThat(pages.get(officer, "/meetings/new").status()).isEqualTo(403);
        assertThat(pages.get(officer, "/meetings").page().text()).contains("供水协调会");
        assertThat(pages.get(stranger, "/meetings").page().text()).doesNotContain("供水协调会");
    }

    @Test
    void whatIsMissingIsSaidAndNothingTypedIsLost() {
        Answer wrong = pages.submit(clerk, pages.get(clerk, "/meetings/new").page(), "main form", fields -> {
            fields.put("title", "供水协调会");
            fields.put("agenda", "水管");
            fields.put("startsAt", "2026-03-03T15:00");
        });

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select("#title").val()).isEqualTo("供水协调会");
        assertThat(wrong.page().select("#startsAt").val()).startsWith("2026-03-03T15:00");
        assertThat(wrong.page().select("#place-error")).isNotEmpty();
    }

    @Test
    void aCalledOffMeetingTellsWhy() {
        String address = call();
        Answer none = pages.submit(clerk, pages.get(clerk, address).page(), "form[action$=cancel]", fields -> {});
        assertThat(none.status()).isEqualTo(422);
        pages.submit(clerk, pages.get(clerk, address).page(), "form[action$=cancel]", fields -> {
            fields.put("reason", "改为现场会");
        });

        assertThat(pages.get(officer, address).page().text()).contains("已取消", "改为现场会");
        assertThat(inbox.list(officer.account(), true, null).rows())
                .extracting(Inbox.Row::key)
                .contains("deliberation.notice.cancelled");
    }

    private String call() {
        Answer called = pages.submit(clerk, pages.get(clerk, "/meetings/new").page(), "main form", fields -> {
            fields.put("title", "供水协调会");
            fields.put("agenda", "水管\n照明");
            fields.put("place", "三楼会议室");
            fields.put("startsAt", "2026-03-03T15:00");
            fields.put("members", member.toString());
        });
        // the fields of one name that stand several times are sent by hand
        assertThat(called.status()).isEqualTo(422);
        return callWith(world.unit("water").toString(), world.unit("power").toString());
    }

    private String callWith(String... units) {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        fields.put("title", "供水协调会");
        fields.put("agenda", "水管\n照明");
        fields.put("place", "三楼会议室");
        fields.put("startsAt", "2026-03-03T15:00");
        fields.put("members", member.toString());
        for (int i = 0; i < units.length; i++) {
            fields.put("units[" + i + "]", units[i]);
        }
        Answer called = pages.post(clerk, "/meetings/new", fields);
        assertThat(called.status()).isEqualTo(302);
        return called.location();
    }

    private UUID partTimer(String street) {
        UUID person = Ids.next();
        UUID post = Ids.next();
        jdbc.sql("insert into person (id, name, version) values (?, '陈某', 0)")
                .param(person)
                .update();
        jdbc.sql(
                        "insert into post (id, type, area_id, required_number, version) values (?, 'LEADERSHIP_MEMBER', ?, 1, 0)")
                .params(post, world.area(street).value())
                .update();
        jdbc.sql("insert into post_holding (id, post_id, person_id, employment, held_from, version)"
                        + " values (?, ?, ?, 'PART_TIME', ?, 0)")
                .params(Ids.next(), post, person, LocalDate.of(2020, 1, 1))
                .update();
        return person;
    }
}
