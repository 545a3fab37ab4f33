package org.shaodao.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.IncomingFile;
import org.shaodao.guidance.service.DutyBook;
import org.shaodao.guidance.service.PolicyLibrary;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.CoverageBoard;
import org.shaodao.organisation.service.CoverageCheck;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Pages.Answer;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Duty lists by post, the library of policy documents, and the load of grid workers (features A2.32 to A2.34). */
@FlowTests
class GuidanceTests {

    private static final byte[] PDF = "%PDF-1.4\n示例文件".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Autowired
    MockMvc mvc;

    @Autowired
    DutyBook book;

    @Autowired
    PolicyLibrary library;

    @Autowired
    Actors actors;

    @Autowired
    CoverageBoard coverage;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Pages pages;
    Actor supervisor;
    Actor worker;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", null);
    }

    @Test
    void aWorkerReadsTheDutiesOfTheOwnPostsAsTheyStandToday() {
        assertThat(pages.get(worker, "/my-duties").page().text()).contains("还没有发布职责清单");
        publish("每日巡查一次\n上报发现的问题", 0, "示例发〔2026〕1号", "");
        publish("每日巡查两次", 1, "示例发〔2026〕2号", "2026-04-01");

        String page = pages.get(worker, "/my-duties").page().select("main").text();
        assertThat(page).contains("网格员", "示例grid1.1.1", "每日巡查一次", "上报发现的问题", "第 1 版", "示例发〔2026〕1号");
        assertThat(page).doesNotContain("每日巡查两次");

        clock.set("2026-04-01T00:00");
        page = pages.get(worker, "/my-duties").page().select("main").text();
        assertThat(page).contains("每日巡查两次", "第 2 版").doesNotContain("每日巡查一次");
    }

    @Test
    void oldEditionsStayReadableAndSayThatTheyAreOld() {
        publish("每日巡查一次", 0, "", "");
        publish("每日巡查两次", 1, "", "");
        DutyBook.Sheet sheet = book.sheet(worker, world.area("district"), PostType.WORKER);
        assertThat(sheet.editions()).extracting(DutyBook.Row::edition).containsExactly(2, 1);

        Answer old =
                pages.get(worker, "/duties/edition/" + sheet.editions().get(1).id());

        assertThat(old.page().select("main").text()).contains("每日巡查一次", "这是以前的版本，现行的是第 2 版");
        Actor elsewhere = new World(jdbc).actor(Role.GRID_WORKER, "grid1.1.1", null);
        assertThat(pages.get(
                                elsewhere,
                                "/duties/edition/" + sheet.editions().get(1).id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyWhoKeepsTheListsPublishesAndNobodyOverwritesAnothersEdition() {
        assertThat(pages.post(worker, "/duties/post", Map.of("post", "WORKER", "duties", "x"))
                        .status())
                .isEqualTo(403);
        publish("每日巡查一次", 0, "", "");

        assertThatThrownBy(
                        () -> book.publish(supervisor, world.area("district"), PostType.WORKER, 0, null, null, "晚到的一版"))
                .isInstanceOf(Conflict.class);
        Answer empty = pages.post(supervisor, "/duties/post", Map.of("post", "WORKER", "duties", " \n ", "seen", "1"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.page().select(".error-summary").text()).contains("请至少写一条职责");
        Answer longLine = pages.post(
                supervisor, "/duties/post", Map.of("post", "WORKER", "duties", "好\n" + "长".repeat(301), "seen", "1"));
        assertThat(longLine.page().select(".error-summary").text()).contains("最多 300 个字");
        assertThat(longLine.page().select("#duties").text()).contains("长长");
    }

    @Test
    void aCorrectionOfTodayDoesNotTakeThePlaceOfWhatIsPlanned() {
        publish("每日巡查一次", 0, "", "");
        publish("每日巡查两次", 1, "", "2026-04-01");
        publish("每日巡查一次，有记录", 2, "", "");

        assertThat(pages.get(worker, "/my-duties").page().select("main").text()).contains("第 3 版", "有记录");
        clock.set("2026-04-01T00:00");

        assertThat(pages.get(worker, "/my-duties").page().select("main").text()).contains("第 2 版", "每日巡查两次");
        DutyBook.Sheet sheet = book.sheet(worker, world.area("district"), PostType.WORKER);
        assertThat(sheet.current().edition()).isEqualTo(2);
        assertThat(sheet.last()).isEqualTo(3);
        assertThat(pages.get(
                                worker,
                                "/duties/edition/" + sheet.editions().get(0).id())
                        .page()
                        .select("main")
                        .text())
                .contains("这是以前的版本，现行的是第 2 版");
        assertThat(pages.get(worker, "/duties/edition/" + sheet.current().id())
                        .page()
                        .select("main")
                        .text())
                .doesNotContain("这是以前的版本");
    }

    @Test
    void whatIsTooLongStandsAtItsField() {
        Answer duties = pages.post(
                supervisor, "/duties/post", Map.of("post", "WORKER", "duties", "长\n".repeat(9_100), "seen", "0"));
        assertThat(duties.status()).isEqualTo(422);
        assertThat(duties.page().select("#duties-error")).hasSize(1);
        assertThat(duties.page().select("#documentNumber-error")).isEmpty();

        Answer number = pages.post(
                supervisor,
                "/duties/post",
                Map.of("post", "WORKER", "duties", "每日巡查一次", "documentNumber", "号".repeat(61), "seen", "0"));
        assertThat(number.page().select("#documentNumber-error")).hasSize(1);
        assertThat(number.page().select("#duties-error")).isEmpty();
    }

    @Test
    void aSupervisorWithAnotherPostElsewhereKeepsOnlyTheOwnDistrict() {
        World other = new World(jdbc);
        Actor there = other.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        Actor neighbour = other.actor(Role.GRID_WORKER, "grid1.1.1", null);
        var facts = new PolicyDocument.Facts("示例发〔2026〕9号", "邻区的文件", "示例区委", LocalDate.of(2026, 1, 15));
        IncomingFile file = new IncomingFile("文件.pdf", PDF);
        PolicyDocumentId foreign = library.add(there, other.area("district"), facts, file);
        alsoHolds(supervisor, neighbour);
        Actor both = actors.actorOf(supervisor.account()).orElseThrow();

        assertThatThrownBy(() -> book.publish(both, other.area("district"), PostType.WORKER, 0, null, null, "不该能写"))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> library.add(both, other.area("district"), facts, file))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> library.correct(both, foreign, 0, facts)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> library.withdraw(both, foreign, 0, "不该能改")).isInstanceOf(Forbidden.class);
        String elsewhere = "&district=" + other.area("district");
        assertThat(pages.get(supervisor, "/duties/post?post=WORKER" + elsewhere)
                        .page()
                        .select("#duties"))
                .isEmpty();
        assertThat(pages.get(supervisor, "/policies?words=" + elsewhere).page().select("a[href^=/policies/new]"))
                .isEmpty();
        assertThat(pages.get(supervisor, "/policies/" + foreign).page().select("form[action$=/withdraw]"))
                .isEmpty();
        assertThat(pages.get(supervisor, "/policies/new?words=" + elsewhere).status())
                .isEqualTo(403);

        assertThat(pages.get(supervisor, "/duties/post?post=WORKER&district=" + world.area("district"))
                        .page()
                        .select("#duties"))
                .hasSize(1);
        book.publish(both, world.area("district"), PostType.WORKER, 0, null, null, "每日巡查一次");
        library.add(both, world.area("district"), facts, file);
    }

    private void alsoHolds(Actor actor, Actor other) {
        jdbc.sql("insert into post_holding (id, post_id, person_id, held_from, version)"
                        + " select ?, h.post_id, me.person_id, h.held_from, 0"
                        + " from post_holding h join account them on them.person_id = h.person_id, account me"
                        + " where them.id = ? and me.id = ?")
                .params(Ids.next(), other.account().value(), actor.account().value())
                .update();
    }

    @Test
    void aHandedOverFileIsSavedAndMayDoNothing() throws Exception {
        PolicyDocumentId id = added("示例发〔2026〕12号", "示例实施意见");

        MockHttpServletResponse file = mvc.perform(MockMvcRequestBuilders.get("/policies/" + id + "/file")
                        .with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                                new SignedIn(worker.account(), worker.name()), null, List.of()))))
                .andReturn()
                .getResponse();

        assertThat(file.getContentAsByteArray()).isEqualTo(PDF);
        assertThat(file.getContentType()).isEqualTo("application/pdf");
        assertThat(file.getHeader("Content-Disposition")).startsWith("attachment;");
        assertThat(file.getHeaders("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(file.getHeaders("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(file.getHeaders("Cache-Control")).containsExactly("private, no-store");
    }

    @Test
    void theSystemAdministratorKeepsTheListsOfEveryDistrict() {
        Actor administrator = administrator();

        book.publish(administrator, world.area("district"), PostType.HEAD, 0, null, null, "牵头网格工作");

        assertThat(pages.get(supervisor, "/duties").page().text()).contains("网格长", "楼栋长");
        assertThat(book.sheet(supervisor, world.area("district"), PostType.HEAD)
                        .current()
                        .lines())
                .containsExactly("牵头网格工作");
    }

    @Test
    void aDocumentIsAddedFoundByWordsReadAndWithdrawn() {
        PolicyDocumentId id = added("示例发〔2026〕12号", "关于加强楼栋长队伍建设的实施意见");
        added("示例办〔2026〕3号", "关于网格巡查的通知");

        assertThat(titles(worker, "")).hasSize(2);
        assertThat(titles(worker, "楼栋长 示例发")).containsExactly("关于加强楼栋长队伍建设的实施意见");
        assertThat(titles(worker, "楼栋长 示例办")).isEmpty();
        assertThat(pages.get(worker, "/policies?words=%E6%B2%A1%E6%9C%89")
                        .page()
                        .text())
                .contains("清除");
        PolicyLibrary.Opened opened = library.open(worker, id);
        assertThat(opened.mediaType()).isEqualTo("application/pdf");
        assertThat(opened.content()).isEqualTo(PDF);
        assertThat(pages.get(worker, "/policies/" + id + "/file").status()).isEqualTo(200);
        assertThat(pages.get(worker, "/policies/" + id).page().select("form[action$=/withdraw]"))
                .isEmpty();

        Answer without = pages.post(supervisor, "/policies/" + id + "/withdraw", Map.of("version", "0", "reason", ""));
        assertThat(without.status()).isEqualTo(422);
        assertThat(pages.post(supervisor, "/policies/" + id + "/withdraw", Map.of("version", "0", "reason", "已被新文件代替"))
                        .status())
                .isEqualTo(302);
        assertThat(pages.get(worker, "/policies").page().text()).contains("已废止");
        assertThat(pages.get(worker, "/policies/" + id).page().text()).contains("已被新文件代替");
        assertThat(library.open(worker, id).content()).isEqualTo(PDF);
        added("示例发〔2026〕12号", "同一文号的新文件");
    }

    @Test
    void aFileIsTakenByItsContentAndANumberOnce() {
        added("示例发〔2026〕12号", "示例实施意见");

        assertThat(add("示例发〔2026〕12号", "又一份文件", PDF)
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("已经在库里");
        Answer script = add("示例发〔2026〕13号", "不是文件", "<script>".getBytes());
        assertThat(script.status()).isEqualTo(422);
        assertThat(script.page().select("#title").val()).isEqualTo("不是文件");
        assertThat(add("示例发〔2026〕13号", "没有文件", new byte[0])
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("请选择文件");
        assertThat(titles(worker, "")).hasSize(1);
    }

    @Test
    void particularsAreCorrectedByWhoKeepsThemAndStaleFormsConflict() {
        PolicyDocumentId id = added("示例发〔2026〕12号", "示例实施意见");
        Map<String, String> fields = new java.util.HashMap<>(Map.of(
                "number",
                "示例发〔2026〕21号",
                "title",
                "示例实施意见",
                "issuer",
                "示例区委",
                "issuedOn",
                "2026-02-01",
                "version",
                "0"));

        assertThat(pages.post(worker, "/policies/" + id + "/edit", fields).status())
                .isEqualTo(403);
        assertThat(pages.post(supervisor, "/policies/" + id + "/edit", fields).status())
                .isEqualTo(302);
        assertThat(library.row(worker, id).number()).isEqualTo("示例发〔2026〕21号");
        assertThat(pages.post(supervisor, "/policies/" + id + "/edit", fields).status())
                .isEqualTo(409);
    }

    @Test
    void documentsOfAnotherDistrictAreNotFound() {
        PolicyDocumentId id = added("示例发〔2026〕12号", "示例实施意见");
        World elsewhere = new World(jdbc);
        Actor stranger = elsewhere.actor(Role.DISTRICT_SUPERVISOR, "district", null);

        assertThatThrownBy(() -> library.row(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> library.list(stranger, world.area("district"), null, null))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> library.withdraw(stranger, id, 0, "不该能改")).isInstanceOf(NotFound.class);
        assertThat(pages.get(stranger, "/policies/" + id + "/file").status()).isEqualTo(404);
    }

    @Test
    void aLongLibraryIsReadPageByPage() {
        for (int n = 1; n <= 25; n++) {
            added("示例发〔2026〕" + n + "号", "示例文件第" + n + "份");
        }

        var first = library.list(worker, world.area("district"), null, null);
        var second = library.list(worker, world.area("district"), null, first.next());

        assertThat(first.rows()).hasSize(20);
        assertThat(second.rows()).hasSize(5);
        assertThat(second.next()).isNull();
        assertThat(first.rows()).doesNotContainAnyElementsOf(second.rows());
    }

    @Test
    void theLoadCountsResidentsForEachWorkerAndListsGridsAboveTheLimit() {
        world.actor(Role.GRID_WORKER, "grid1.1.2", null);
        world.actor(Role.GRID_WORKER, "grid1.1.2", null);
        jdbc.sql("update area set residents = 1001 where id in (?, ?, ?)")
                .params(
                        world.area("grid1.1.1").value(),
                        world.area("grid1.1.2").value(),
                        world.area("grid1.2.1").value())
                .update();

        String page = pages.get(supervisor, "/coverage").page().select("#load").text();
        Answer list = pages.get(supervisor, "/coverage/" + CoverageCheck.WORKER_LOAD.slug());

        assertThat(page).contains("3003 / 3", "1001 人/员");
        assertThat(list.page().select("#gaps tbody tr")).hasSize(1);
        assertThat(list.page().select("#gaps").text()).contains("示例grid1.1.1", "每名网格员 1001 人");
    }

    private void publish(String duties, int seen, String number, String from) {
        Answer answer = pages.post(
                supervisor,
                "/duties/post",
                Map.of(
                        "post",
                        "WORKER",
                        "duties",
                        duties,
                        "seen",
                        Integer.toString(seen),
                        "documentNumber",
                        number,
                        "validFrom",
                        from));
        assertThat(answer.status()).as(answer.page().text()).isEqualTo(302);
    }

    private Answer add(String number, String title, byte[] content) {
        return pages.upload(
                supervisor,
                "/policies",
                Map.of("number", number, "title", title, "issuer", "示例区委", "issuedOn", "2026-01-15"),
                List.of(new MockMultipartFile("file", "文件.pdf", "application/pdf", content)));
    }

    private PolicyDocumentId added(String number, String title) {
        Answer answer = add(number, title, PDF);
        assertThat(answer.status()).as(answer.page().text()).isEqualTo(302);
        return PolicyDocumentId.of(answer.location().substring("/policies/".length()));
    }

    private List<String> titles(Actor reader, String words) {
        return library.list(reader, world.area("district"), words, null).rows().stream()
                .map(PolicyLibrary.Row::title)
                .toList();
    }

    private Actor administrator() {
        Actor somebody = world.actor(Role.GRID_HEAD, "grid2.1.1", null);
        jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, 'SYSTEM_ADMINISTRATOR', ?)")
                .params(somebody.account().value(), clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        Actor administrator =
                actors.actorOf(new AccountId(somebody.account().value())).orElseThrow();
        jdbc.sql("delete from administrator where account_id = ?")
                .param(somebody.account().value())
                .update();
        return administrator;
    }
}
