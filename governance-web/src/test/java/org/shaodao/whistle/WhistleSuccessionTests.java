package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.StructureChanges;
import org.shaodao.organisation.service.StructureChanging;
import org.shaodao.organisation.service.StructureKeeping.Basis;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.whistle.service.FileWhistle;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleForming;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Running whistles and joint meetings when a community merges into another one, and when that is undone. */
@FlowTests
class WhistleSuccessionTests {

    @Autowired
    ApplicationContext beans;

    @Autowired
    StructureChanging changing;

    @Autowired
    StructureChanges changes;

    @Autowired
    Actors actors;

    @Autowired
    WhistleForming forming;

    @Autowired
    WhistleDeciding deciding;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvc mvc;

    WhistleWorld w;
    WhistleId running;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        w = new WhistleWorld(beans);
        for (String level : List.of("district", "street", "community")) {
            jdbc.sql("update area set " + level
                            + "_id = id where upper(level) = upper(?) and (id = ? or district_id = ?)")
                    .params(
                            level,
                            w.world.area("district").value(),
                            w.world.area("district").value())
                    .update();
        }
        running = proposed();
    }

    @Test
    void aWhistleFollowsTheCommunityThatProposedItAndUndoGivesItBack() {
        List<String> before = rows();
        Pages.Answer look = new Pages(mvc)
                .get(
                        w.supervisor,
                        "/areas/" + w.world.area("community1.1") + "/merge?into=" + w.world.area("community1.2"));
        assertThat(look.page().select("dl.facts").text()).contains("进行中的哨 1 个");

        UUID change = merge("community1.1", "community1.2");

        assertThat(ofCall("community_id"))
                .isEqualTo(w.world.area("community1.2").value());
        assertThat(ofCall("proposed_by_unit_id"))
                .isEqualTo(w.world.unit("desk:community1.2").value());
        assertThat(jdbc.sql("select unit_id from whistle_participation where call_id = ?")
                        .param(running.value())
                        .query(UUID.class)
                        .list())
                .contains(
                        w.world.unit("desk:community1.1").value(),
                        w.world.unit("desk:community1.2").value());
        changes.undo(w.supervisor, change);
        assertThat(rows()).isEqualTo(before);

        merge("community1.1", "community1.2");
        Actor moved = actors.actorOf(w.community.account()).orElseThrow();
        assertThat(w.sheet(moved, running).facts().id()).isEqualTo(running);
    }

    @Test
    void anEndedWhistleStaysWhereItWas() {
        jdbc.sql("update whistle_call set state = 'CLOSED' where id = ?")
                .param(running.value())
                .update();
        List<String> before = rows();

        merge("community1.1", "community1.2");

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void invitationsAndUnconfirmedResolutionsFollowAndWhoWasThereStays() {
        UUID planned = meeting("PLANNED");
        UUID held = meeting("HELD");
        Pages.Answer look = new Pages(mvc)
                .get(
                        w.supervisor,
                        "/areas/" + w.world.area("community1.1") + "/merge?into=" + w.world.area("community1.2"));
        assertThat(look.page().select("dl.facts").text()).contains("未结束的联席会议 2 次");

        UUID change = merge("community1.1", "community1.2");

        UUID old = w.world.unit("desk:community1.1").value();
        UUID successor = w.world.unit("desk:community1.2").value();
        assertThat(invited(planned)).containsExactly(successor);
        assertThat(invited(held)).as("was there").containsExactly(old);
        assertThat(owner(held)).isEqualTo(successor);

        changes.undo(w.supervisor, change);
        assertThat(invited(planned)).containsExactly(old);
        assertThat(owner(held)).isEqualTo(old);
    }

    @Test
    void whatTheSuccessorAnsweredToAnInvitationStaysWhenTheMergeIsUndone() {
        UUID answered = meeting("PLANNED");
        UUID silent = meeting("PLANNED");
        UUID change = merge("community1.1", "community1.2");
        jdbc.sql("update meeting_invitation set attendance = 'EXCUSED', attended_by = '李某' where meeting_id = ?")
                .param(answered)
                .update();

        changes.undo(w.supervisor, change);

        assertThat(invited(answered))
                .containsExactly(w.world.unit("desk:community1.2").value());
        assertThat(jdbc.sql("select attendance from meeting_invitation where meeting_id = ?")
                        .param(answered)
                        .query(String.class)
                        .single())
                .isEqualTo("EXCUSED");
        assertThat(invited(silent))
                .containsExactly(w.world.unit("desk:community1.1").value());
    }

    private UUID meeting(String state) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into meeting (id, number, state, title, agenda, place, starts_at, district_id, street_id,
                                             host_unit_id, created_at, version)
                        values (:id, :number, :state, '供水协调会', '水管', '三楼会议室', :at, :district, :street, :host, :at, 0)
                        """)
                .param("id", id)
                .param("number", "T" + id)
                .param("state", state)
                .param("at", Timestamp.from(clock.instant()))
                .param("district", w.world.area("district").value())
                .param("street", w.world.area("street1").value())
                .param("host", w.world.unit("desk:street1").value())
                .update();
        UUID desk = w.world.unit("desk:community1.1").value();
        jdbc.sql("insert into meeting_invitation (meeting_id, unit_id, attendance) values (?, ?, ?)")
                .params(id, desk, state.equals("HELD") ? "PRESENT" : "OPEN")
                .update();
        if (state.equals("HELD")) {
            jdbc.sql("insert into meeting_resolution (meeting_id, id, sequence, text, owner_unit_id, due_on)"
                            + " values (?, gen_random_uuid(), 0, '更换水管', ?, ?)")
                    .params(id, desk, LocalDate.of(2026, 3, 20))
                    .update();
        }
        return id;
    }

    private List<UUID> invited(UUID meeting) {
        return jdbc.sql("select unit_id from meeting_invitation where meeting_id = ?")
                .param(meeting)
                .query(UUID.class)
                .list();
    }

    private UUID owner(UUID meeting) {
        return jdbc.sql("select owner_unit_id from meeting_resolution where meeting_id = ?")
                .param(meeting)
                .query(UUID.class)
                .single();
    }

    /** Proposed by the community, taken up by the street and approved. */
    private WhistleId proposed() {
        FileWhistle wish = w.wish(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE);
        WhistleId id = forming.propose(w.community, wish);
        forming.adopt(w.clerk, w.version(w.clerk, id), wish);
        deciding.approve(w.member, id, w.version(w.member, id), null);
        assertThat(w.sheet(w.clerk, id).facts().state()).isEqualTo(WhistleState.BLOWN);
        return id;
    }

    private UUID ofCall(String column) {
        return jdbc.sql("select " + column + " from whistle_call where id = ?")
                .param(running.value())
                .query(UUID.class)
                .single();
    }

    private List<String> rows() {
        return jdbc.sql("""
                        select cast(to_jsonb(c) - 'version' as text) from whistle_call c where c.id = :id
                        union all select cast(to_jsonb(r) - 'version' as text) from whistle_response r where r.call_id = :id
                        union all select cast(to_jsonb(p) as text) from whistle_participation p where p.call_id = :id
                        order by 1
                        """).param("id", running.value()).query(String.class).list();
    }

    private UUID merge(String from, String into) {
        UUID source = w.world.area(from).value();
        long version = jdbc.sql("select version from area where id = ?")
                .param(source)
                .query(Long.class)
                .single();
        return changing.merge(
                w.supervisor, w.world.area(from), version, w.world.area(into), new Basis(null, "区政发〔2026〕3号"));
    }
}
