package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.reading.Cursor;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Statements;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@FlowTests
class CasePagesTests {

    /** P5: the eight verbs of one handling. */
    private static final int STATEMENTS_OF_A_HANDLING = 56;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Categories categories;

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

    World world;
    Actor clerk;
    Actor neighbour;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        neighbour = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
    }

    @Test
    void losingARaceNamesWhoWhatAndWhenAndKeepsTheTypedText() throws Exception {
        CaseId id = reported("楼道堆放杂物堵塞通道");
        Actor colleague = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        desk.accept(colleague, id, version(id), category().id(), false);

        MockHttpServletResponse answer = send(
                clerk, post("/cases/{id}/escalate", id).param("version", "0").param("text", "我写了很久的说明文字"));

        Document page = page(answer);
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(page.text())
                .contains("测试COMMUNITY_DESK")
                .contains("已受理")
                .contains("2026-03-02 10:00")
                .contains("我写了很久的说明文字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "短", "\u202e\u200f\u0000", "𠮷𠮷𠮷𠮷"})
    void tooLittleTextIsSaidOnTheFormAndNothingTypedIsLost(String text) throws Exception {
        MockHttpServletResponse answer = send(
                clerk,
                post("/cases/new")
                        .param("clientId", CaseId.next().toString())
                        .param("place", world.area("grid1.1.1").toString())
                        .param("description", text)
                        .param("requesterName", "李示例")
                        .param("address", "幸福路１号😀"));

        Document page = page(answer);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(page.select(".error-summary").text()).contains("5");
        assertThat(page.select("[name=requesterName]").val()).isEqualTo("李示例");
        assertThat(page.select("[name=address]").val()).isEqualTo("幸福路１号😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "下水道😀堵塞了，污水外溢",
                "１２３全角文字ＡＢＣ下水道",
                "\u202eabc下水道堵塞文字\u202c",
                "第一行文字\r\n第二行\t文字\u0007",
                "<script>alert(1)</script>井盖"
            })
    void strangeTextIsTakenCleanedAndShownAsText(String text) throws Exception {
        CaseId id = CaseId.next();
        MockHttpServletResponse answer = send(
                clerk,
                post("/cases/new")
                        .param("clientId", id.toString())
                        .param("place", world.area("grid1.1.1").toString())
                        .param("description", text));

        assertThat(answer.getStatus()).isEqualTo(302);
        Document page = page(send(clerk, get("/cases/{id}", id)));
        assertThat(page.select("main script")).isEmpty();
        assertThat(page.text()).doesNotContain("\u202e").doesNotContain("\u0007");
        assertThat(page.select("main .prewrap").first().wholeText())
                .isEqualTo(org.shaodao.shared.PlainText.clean(text));
    }

    @Test
    void sevenThousandCharactersAreTakenAndElevenThousandRefusedKeepingThem() throws Exception {
        CaseId id = CaseId.next();
        String place = world.area("grid1.1.1").toString();
        assertThat(send(
                                clerk,
                                post("/cases/new")
                                        .param("clientId", id.toString())
                                        .param("place", place)
                                        .param("description", "堵".repeat(7000)))
                        .getStatus())
                .isEqualTo(302);

        MockHttpServletResponse refused = send(
                clerk,
                post("/cases/new")
                        .param("clientId", CaseId.next().toString())
                        .param("place", place)
                        .param("description", "堵".repeat(11000)));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(page(refused).select("[name=description]").val()).hasSize(11000);
    }

    @Test
    void theSameRefusalSpeaksEnglishToAnEnglishReader() throws Exception {
        MockHttpServletResponse answer = send(
                clerk,
                post("/cases/new")
                        .header("Accept-Language", "en")
                        .locale(Locale.ENGLISH)
                        .param("clientId", CaseId.next().toString())
                        .param("place", world.area("grid1.1.1").toString())
                        .param("requesterPhone", "not a phone")
                        .param("description", "something is broken"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(page(answer).select(".error-summary").text()).contains("phone");
    }

    @Test
    void anotherCommunityGetsNotFoundForThePageAndEveryVerb() throws Exception {
        CaseId id = reported("楼道堆放杂物堵塞通道");

        assertThat(send(neighbour, get("/cases/{id}", id)).getStatus()).isEqualTo(404);
        for (CaseAction action : List.of(CaseAction.ACCEPT, CaseAction.ESCALATE, CaseAction.WITHDRAW)) {
            MockHttpServletResponse answer = send(
                    neighbour,
                    post("/cases/{id}/" + action.slug(), id)
                            .param("version", "0")
                            .param("text", "xxxxxx")
                            .param("category", category().id().toString()));
            assertThat(answer.getStatus()).as(action.name()).isEqualTo(404);
        }
        assertThat(send(neighbour, post("/cases/{id}/reveal", id).param("reason", "ON_SITE_VISIT"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void theListPagesThroughEverythingOnceInDueOrder() throws Exception {
        for (int i = 0; i < CaseQueue.PAGE * 2 + 3; i++) {
            clock.set(Instant.parse("2026-03-02T02:00:00Z").plusSeconds(60L * (i % 7)));
            reported("第" + i + "件堆放杂物");
        }
        AreaScope scope = new AreaScope.HeldBy(clerk.units());
        java.util.List<String> numbers = new java.util.ArrayList<>();
        java.util.List<Instant> dues = new java.util.ArrayList<>();
        String after = null;
        do {
            var slice = queue.list(scope, CaseFilter.openOnes(), after);
            slice.rows().forEach(row -> {
                numbers.add(row.number());
                dues.add(row.clockDueAt());
            });
            after = slice.next();
        } while (after != null);

        assertThat(numbers).doesNotHaveDuplicates().hasSize(CaseQueue.PAGE * 2 + 3);
        assertThat(dues).isSorted();
        assertThat(queue.count(scope, CaseFilter.openOnes())).isEqualTo(numbers.size());
        assertThat(Statements.of(() -> queue.list(scope, CaseFilter.openOnes(), null)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-",
                "1.000000_------------------------------------",
                "-_01a214d7-1540-7fb8-9d4c",
                "9999999999999.000000_01a214d7-1540-7fb8-9d4c-6bbca2e0202e",
                "1.5_01a214d7-1540-7fb8-9d4c-6bbca2e0202e"
            })
    void anAddressThatWasTamperedWithIsTheFirstPage(String after) throws Exception {
        assertThat(new Pages(mvc).get(clerk, "/cases?after=" + after).status()).isEqualTo(200);
        assertThat(Cursor.of(after)).isEmpty();
    }

    @Test
    void oneHandlingOfEightVerbsStaysWithinItsStatements() throws Exception {
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        Actor other = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        CategoryId category = category().id();
        CaseId id = CaseId.next();
        ReportCase command = new ReportCase(
                id,
                CaseSource.PATROL,
                null,
                category,
                null,
                "楼道堆放杂物堵塞通道",
                null,
                false,
                false,
                world.area("grid1.1.1"),
                "李某",
                "13912345678",
                null);
        List<String> sent = Statements.of(() -> {
            reporting.report(worker, command);
            desk.accept(clerk, id, 0, category, false);
            desk.dispatch(clerk, new DispatchCase(id, 1, world.unit("team1.1.2"), java.util.Set.of(), null, null));
            handling.sign(other, id, 2, "王某", "13800000000");
            handling.resolve(other, id, 3, "已清理完毕并劝导", ResolutionKind.SOLVED, true);
            closing.passVerification(worker, id, 4, null);
            closing.close(clerk, id, 5, new CaseClosing.FollowUp(true, true, true, Satisfaction.SATISFIED, null));
        });

        assertThat(sheets.sheet(clerk, id).facts().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(sent).hasSizeLessThanOrEqualTo(STATEMENTS_OF_A_HANDLING);
        assertThat(Statements.of(() -> sheets.sheet(clerk, id))).hasSizeLessThanOrEqualTo(8);
    }

    private org.shaodao.catalogue.CategoryRef category() {
        return categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                .findFirst()
                .orElseThrow();
    }

    private CaseId reported(String text) {
        return reporting.report(
                clerk,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        text,
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
    }

    private long version(CaseId id) {
        return sheets.sheet(clerk, id).facts().version();
    }

    private MockHttpServletResponse send(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        SignedIn principal = new SignedIn(actor.account(), "test");
        return mvc.perform(request.with(csrf())
                        .with(authentication(
                                UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of()))))
                .andReturn()
                .getResponse();
    }

    private static Document page(MockHttpServletResponse response) throws Exception {
        return Jsoup.parse(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
