package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.MediationReading;
import org.shaodao.casework.service.MediationSheet;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
class MediationTests {

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
    CaseSheets sheets;

    @Autowired
    MediationReading reading;

    @Autowired
    Categories categories;

    World world;
    Pages pages;
    Actor worker;
    Actor clerk;
    Actor stranger;
    Actor urban;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        stranger = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        urban = world.actor(Role.RESPONDER, "street1", "urban1");
    }

    @AfterEach
    void leave() {
        clock.reset();
    }

    @Test
    void onlyDisputesAreMediatedAndNoiseBecomesOneByItsParties() {
        CaseId litter = accepted("0105");
        assertThat(pages.get(clerk, "/cases/" + litter + "/mediations/new").status())
                .isEqualTo(403);
        assertThat(pages.post(clerk, "/cases/" + litter + "/mediations", parties("赵某", "钱某"))
                        .status())
                .isEqualTo(422);

        CaseId noise = accepted("0502");
        Pages.Answer alone = pages.post(clerk, "/cases/" + noise + "/mediations", parties("赵某", ""));
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.page().select(".error-summary").text()).contains("至少填写 2 方");
        assertThat(alone.page().select("input[name='parties[0].name']").val()).isEqualTo("赵某");
        assertThat(alone.page().select("input[name=mediator]").val()).isEqualTo("周调解");
        assertThat(pages.post(clerk, "/cases/" + noise + "/mediations", parties("赵某", "钱某"))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void namesAreSealedMaskedAndShownOnlyOnTheAgreementToBeSigned() {
        CaseId id = accepted("0901");
        MediationId made = open(id, "欧阳小明", "钱小红");
        assertThat(pages.get(clerk, page(id, made)).page().text())
                .contains("欧**", "钱**", "138****1234")
                .doesNotContain("欧阳小明", "钱小红", "13800001234");
        assertThat(pages.get(clerk, page(id, made) + "/agreement").status()).isEqualTo(404);

        Map<String, String> typed = new HashMap<>(Map.of("version", "0", "agreement", "双方同意恢复绿地"));
        typed.put("commitments[0].who", "赵家");
        typed.put("commitments[0].what", "拆除围栏");
        Pages.Answer incomplete = pages.post(clerk, page(id, made) + "/agree", typed);
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.page().select("textarea[name=agreement]").text()).isEqualTo("双方同意恢复绿地");
        assertThat(incomplete.page().select("input[name='commitments[0].what']").val())
                .isEqualTo("拆除围栏");
        typed.put("commitments[0].dueOn", "2026-03-10");
        assertThat(pages.post(clerk, page(id, made) + "/agree", typed).status()).isEqualTo(302);

        Pages.Answer printed = pages.get(clerk, page(id, made) + "/agreement");
        assertThat(printed.page().text()).contains("欧阳小明", "钱小红", "双方同意恢复绿地", "赵家：拆除围栏（2026-03-10 前）", "周调解");
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where subject_id = ? and action = 'casework.event.REVEAL'")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql(
                                "select count(*) from mediation_party where position(convert_to('小明', 'UTF8') in name_sealed) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFailedMediationIsFollowedByAJointMeetingWhoseGuestsMayReadTheCase() {
        CaseId id = accepted("0901");
        MediationId first = open(id, "赵某", "钱某");
        assertThat(pages.post(clerk, "/cases/" + id + "/mediations", parties("赵某", "钱某"))
                        .status())
                .isEqualTo(422);
        assertThat(pages.get(urban, "/cases/" + id).status()).isEqualTo(404);
        assertThat(pages.post(worker, page(id, first) + "/fail", Map.of("version", "0", "outcome", "一方不肯让步"))
                        .status())
                .isEqualTo(302);

        clock.set(Instant.parse("2026-03-02T03:00:00Z"));
        Map<String, String> joint = parties("赵某", "钱某");
        joint.put("kind", "JOINT_MEETING");
        pages.post(clerk, "/cases/" + id + "/mediations", joint);
        MediationId second = reading.of(clerk, id).mediations().get(1).id();
        Map<String, String> meeting = new HashMap<>(Map.of("place", "社区议事厅", "note", "物业出示绿化图"));
        meeting.put("units", world.unit("urban1").toString());
        assertThat(pages.post(clerk, page(id, second) + "/meetings", meeting).status())
                .as("a meeting without a time")
                .isEqualTo(422);
        meeting.put("when", "2026-03-03T15:00");
        assertThat(pages.post(clerk, page(id, second) + "/meetings", meeting).status())
                .isEqualTo(302);

        assertThat(pages.get(urban, "/cases/" + id).status()).isEqualTo(200);
        MediationSheet sheet = reading.sheet(clerk, id, second);
        assertThat(sheet.meetings()).singleElement().satisfies(one -> {
            assertThat(one.units()).isEqualTo("示例urban1");
            assertThat(one.at()).isEqualTo(Instant.parse("2026-03-03T07:00:00Z"));
        });
        assertThat(pages.post(clerk, page(id, first) + "/meetings", meeting).status())
                .as("a meeting after the end")
                .isEqualTo(422);
    }

    @Test
    void whoComesSecondIsToldAndPromisesAreKeptOnce() {
        CaseId id = accepted("0901");
        MediationId made = open(id, "赵某", "钱某");
        Map<String, String> typed = new HashMap<>(Map.of("version", "0", "agreement", "双方同意恢复绿地"));
        typed.put("commitments[0].who", "赵家");
        typed.put("commitments[0].what", "拆除围栏");
        typed.put("commitments[0].dueOn", "2026-03-10");
        pages.post(clerk, page(id, made) + "/agree", typed);

        assertThat(pages.post(worker, page(id, made) + "/fail", Map.of("version", "0", "outcome", "谈不拢"))
                        .status())
                .isEqualTo(409);
        var promise = reading.sheet(clerk, id, made).commitments().get(0);
        for (int times = 0; times < 2; times++) {
            assertThat(pages.post(clerk, page(id, made) + "/kept/" + promise.id(), Map.of())
                            .status())
                    .isEqualTo(302);
        }
        assertThat(reading.sheet(clerk, id, made).commitments().get(0).keptAt()).isNotNull();
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?"
                                + " and action = 'casework.event.MEDIATION_KEPT'")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nobodyOutsideTheAreaSeesAMediation() {
        CaseId id = accepted("0901");
        MediationId made = open(id, "赵某", "钱某");
        CaseId other = accepted("0902");

        assertThat(pages.get(stranger, page(id, made)).status()).isEqualTo(404);
        assertThat(pages.get(clerk, page(other, made)).status()).isEqualTo(404);
        assertThat(pages.post(stranger, page(id, made) + "/fail", Map.of("version", "0", "outcome", "谈不拢"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.post(clerk, page(other, made) + "/fail", Map.of("version", "0", "outcome", "谈不拢"))
                        .status())
                .isEqualTo(404);
    }

    private MediationId open(CaseId id, String one, String two) {
        Map<String, String> typed = parties(one, two);
        typed.put("parties[0].phone", "13800001234");
        Pages.Answer made = pages.post(clerk, "/cases/" + id + "/mediations", typed);
        assertThat(made.status()).isEqualTo(302);
        return reading.of(clerk, id).mediations().get(0).id();
    }

    private static Map<String, String> parties(String one, String two) {
        Map<String, String> typed = new HashMap<>();
        typed.put("kind", "MEDIATION");
        typed.put("mediator", "周调解");
        typed.put("parties[0].name", one);
        typed.put("parties[1].name", two);
        return typed;
    }

    private static String page(CaseId id, MediationId mediation) {
        return "/cases/" + id + "/mediations/" + mediation;
    }

    private CaseId accepted(String category) {
        CaseId id = reporting.report(
                worker,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PATROL,
                        null,
                        null,
                        null,
                        "两户为楼前绿地发生争执",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
        desk.accept(
                clerk,
                id,
                sheets.sheet(clerk, id).facts().version(),
                categories.byCode(category).orElseThrow().id(),
                false);
        return id;
    }
}
