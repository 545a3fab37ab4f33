package org.shaodao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Circumstances;
import org.shaodao.catalogue.RoutingFacts;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.Rehearsal;
import org.shaodao.catalogue.service.Routing;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.routing.service.DryRun;
import org.shaodao.routing.service.TriageQueue;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Pages.Answer;
import org.shaodao.support.Statements;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Rules from the supervisor's page to the clerk's "why here?", their dry run, and what no rule decides. */
@FlowTests
class RuleFlowTests {

    private static final String LIST = "/routing/rules";

    @Autowired
    MockMvc mvc;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    Categories categories;

    @Autowired
    Routing routing;

    @Autowired
    Rehearsal rehearsal;

    @Autowired
    TriageQueue triage;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Pages pages;
    Actor supervisor;
    Actor street;
    String trialAddress = "";

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
    }

    @Test
    void aRuleDecidesBeforeTheCatalogueAndTheCaseSaysWhyInWords() {
        assertThat(pages.post(supervisor, LIST, rule("夜间油烟", "urban1", Map.of("words", "油烟 烧烤")))
                        .status())
                .isEqualTo(302);
        CaseId id = accepted("楼下烧烤油烟很大", "0307");

        CaseSheet.Proposal proposal = sheets.sheet(street, id).proposal();
        assertThat(proposal.lead().id()).isEqualTo(world.unit("urban1"));
        desk.dispatch(street, new DispatchCase(id, version(id), null, Set.of(), null, null));

        CaseSheet.Order order = sheets.sheet(street, id).orders().get(0);
        assertThat(order.routedBy()).isEqualTo("rule:" + ruleId("夜间油烟") + "@1");
        assertThat(order.routingFacts()).contains("because=words:油烟、烧烤", "level=STREET");
        assertThat(pages.get(street, "/cases/" + id).page().text())
                .contains("派单规则“夜间油烟”（第 1 版）：内容提到“油烟、烧烤”。")
                .doesNotContain("because=", "rule:");
    }

    @Test
    void aDryRunSaysWhichOfTheLastCasesWouldGoElsewhereAndSavesNothing() {
        accepted("井盖坏了请来看看油烟一", "0307");
        accepted("井盖坏了请来看看油烟二", "0307");
        CaseId other = accepted("井盖坏了请来看看", "0307");

        Answer tried = trial(rule("试算", "urban1", Map.of("words", "油烟", "tryWith", "200")), supervisor);

        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.page().select("#past-h").text()).isEqualTo("会改变 2 件的去向");
        assertThat(tried.page().select("section[aria-labelledby=past-h] tbody tr"))
                .hasSize(2);
        assertThat(tried.page().select("section[aria-labelledby=past-h]").text())
                .contains("查看了最近 3 件", "示例urban1")
                .doesNotContain(sheets.sheet(street, other).facts().number());
        assertThat(count("试算")).isZero();
        Answer again = pages.submit(supervisor, tried.page(), "#change", fields -> fields.put("again", "true"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.page().select("#words").val()).isEqualTo("油烟");
        assertThat(again.page().select("#name").val()).isEqualTo("试算");
        assertThat(count("试算")).isZero();
    }

    @Test
    void aDryRunLooksAtNoOtherDistrict() {
        World elsewhere = new World(jdbc);
        Actor stranger = elsewhere.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        accepted("这里有油烟扰民", "0307");

        Map<String, String> fields = rule("别区", "urban1", Map.of("words", "油烟", "tryWith", "200"));
        fields.put("target", elsewhere.unit("urban1").toString());

        Answer tried = trial(fields, stranger);
        assertThat(tried.page().text()).contains("会改变 0 件", "查看了最近 0 件");
        assertThat(pages.get(supervisor, trialAddress).status()).isEqualTo(404);
        assertThat(pages.post(stranger, LIST, rule("越区", "urban1", Map.of("words", "油烟")))
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("不在本区");
    }

    @Test
    void whatWouldSendWaitingCasesElsewhereIsShownBeforeItIsSaved() {
        CaseId waiting = accepted("这里有油烟扰民", "0307");
        String number = sheets.sheet(street, waiting).facts().number();

        Answer shown = pages.post(supervisor, LIST, rule("先看后存", "urban1", Map.of("words", "油烟")));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.page().select("#effect-h").text()).isEqualTo("会改变 1 件待派工单的去向");
        assertThat(shown.page().select("section[aria-labelledby=effect-h]").text())
                .contains(number);
        assertThat(count("先看后存")).isZero();

        Answer changed = pages.submit(supervisor, shown.page(), "main form", fields -> fields.put("words", "油烟 扰民"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(count("先看后存")).isZero();

        Answer saved = pages.submit(supervisor, changed.page(), "main form", fields -> {});
        assertThat(saved.status()).isEqualTo(302);
        assertThat(count("先看后存")).isEqualTo(1);
    }

    @Test
    void theOrderIsMovedWithoutScriptAndAStaleMoveIsAConflict() {
        for (String name : List.of("第一条", "第二条", "第三条")) {
            pages.post(supervisor, LIST, rule(name, "urban1", Map.of("words", name)));
        }
        assertThat(names()).containsExactly("第一条", "第二条", "第三条");

        String move = LIST + "/" + ruleId("第三条") + "/move";
        assertThat(pages.post(supervisor, move, Map.of("version", "0", "up", "true"))
                        .status())
                .isEqualTo(302);
        assertThat(names()).containsExactly("第一条", "第三条", "第二条");
        assertThat(pages.post(supervisor, move, Map.of("version", "0", "up", "true"))
                        .status())
                .isEqualTo(409);
        assertThat(pages.post(supervisor, move, Map.of("version", "1", "up", "false"))
                        .status())
                .isEqualTo(302);
        assertThat(names()).containsExactly("第一条", "第二条", "第三条");
    }

    @Test
    void aChangedRuleKeepsItsFormerEditionAndTheDecisionsThatFollowedIt() {
        pages.post(supervisor, LIST, rule("会改的", "urban1", Map.of("words", "油烟")));
        UUID first = ruleId("会改的");
        CaseId id = accepted("楼下油烟很大", "0307");
        desk.dispatch(street, new DispatchCase(id, version(id), null, Set.of(), null, null));

        Answer page = pages.get(supervisor, LIST + "/" + first);
        assertThat(pages.submit(supervisor, page.page(), "main form", fields -> fields.put("name", "改过的"))
                        .status())
                .isEqualTo(302);

        assertThat(pages.get(street, "/cases/" + id).page().text()).contains("派单规则“会改的”（第 1 版）");
        Answer now = pages.get(supervisor, LIST + "/" + ruleId("改过的"));
        assertThat(now.page().select("section[aria-labelledby=editions-h] tbody tr"))
                .hasSize(2);
        assertThat(pages.post(supervisor, LIST + "/" + first, rule("太晚", "urban1", Map.of("version", "0")))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aRuleWhoseUnitEndedSwitchesItselfOffAndIsListedForTheAdministrator() {
        pages.post(supervisor, LIST, rule("单位没了", "urban1", Map.of("words", "油烟")));
        CaseId id = accepted("楼下油烟很大", "0307");
        jdbc.sql("update unit set valid_to = date '2026-03-01' where id = ?")
                .param(world.unit("urban1").value())
                .update();

        CaseSheet.Proposal proposal = sheets.sheet(street, id).proposal();
        assertThat(proposal.lead() == null || !proposal.lead().id().equals(world.unit("urban1")))
                .isTrue();
        assertThat(proposal.facts()).contains("rule-ended=" + ruleId("单位没了"));
        assertThat(pages.get(supervisor, LIST).page().select("tbody").text()).contains("单位没了", "去向单位已撤销");
        jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, 'SYSTEM_ADMINISTRATOR', ?)")
                .params(street.account().value(), java.sql.Timestamp.from(clock.instant()))
                .update();
        assertThat(pages.get(street, LIST + "/ended").page().select("tbody").text())
                .contains("单位没了", "示例urban1", "2026-03-01");
    }

    @Test
    void aRuleIsNotFoundFromAnotherDistrictAndNobodyElseMayChangeIt() {
        pages.post(supervisor, LIST, rule("本区的", "urban1", Map.of("words", "油烟")));
        Actor stranger = new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null);

        assertThat(pages.get(stranger, LIST + "/" + ruleId("本区的")).status()).isEqualTo(404);
        assertThat(pages.post(stranger, LIST + "/" + ruleId("本区的") + "/end", Map.of("version", "0"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.get(stranger, LIST).page().text()).doesNotContain("本区的");
        assertThat(pages.get(street, LIST).status()).isEqualTo(403);
    }

    @Test
    void nothingTypedIsLostWhenARuleRefusesIt() {
        Map<String, String> fields = rule("不成规则", "urban1", Map.of("from", "18:00"));

        Answer refused = pages.post(supervisor, LIST, fields);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select(".error-summary").text()).contains("起止时间要么都填");
        assertThat(refused.page().select("#name").val()).isEqualTo("不成规则");
        assertThat(refused.page().select("#from").val()).startsWith("18:00");
        fields.remove("from");
        assertThat(pages.post(supervisor, LIST, fields)
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("至少设置一个条件");
        fields.remove("target");
        assertThat(pages.post(supervisor, LIST, fields)
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("请选择派给哪个单位");
    }

    @Test
    void theFiveClassesCannotBeGivenToACommunityByARule() {
        Map<String, String> fields =
                rule("违规", "team1.1.1", Map.of("category", category("0101").id().toString()));

        assertThat(pages.post(supervisor, LIST, fields)
                        .page()
                        .select(".error-summary")
                        .text())
                .contains("社区和网格不得主办");
    }

    /** Seeded random matters: each accepted case either has a proposal or stands in the triage queue of its street. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 20260302})
    void whatNothingDecidesIsNeverLost(long seed) {
        Random random = new Random(seed);
        List<CategoryRef> all = categories.selectable();
        List<CaseId> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.add(accepted(
                    "随机事项第" + i + "件", all.get(random.nextInt(all.size())).code()));
        }
        Actor leader = world.actor(Role.STREET_LEADER, "street1", "desk:street1");

        Set<CaseId> waiting =
                Set.copyOf(triage.list(leader).stream().map(TriageQueue.Row::id).toList());

        int undecided = 0;
        for (CaseId id : made) {
            boolean proposed = sheets.sheet(street, id).proposal().lead() != null;
            assertThat(waiting.contains(id)).as(id.toString()).isEqualTo(!proposed);
            undecided += proposed ? 0 : 1;
        }
        assertThat(undecided).isBetween(1, made.size());
        assertThat(pages.get(leader, "/routing/triage").page().text()).contains("共 " + waiting.size() + " 件");
        Actor next = world.actor(Role.STREET_DESK, "street2", "desk:street2");
        assertThat(triage.list(next)).isEmpty();
    }

    @Test
    void aDispatchedCaseLeavesTheTriageQueue() {
        jdbc.sql("update unit set valid_to = date '2026-03-01' where id = ?")
                .param(world.unit("power").value())
                .update();
        CaseId id = accepted("停电了没有人来修", "1303");
        assertThat(triage.list(street)).extracting(TriageQueue.Row::id).containsExactly(id);

        desk.dispatch(street, new DispatchCase(id, version(id), world.unit("urban1"), Set.of(), null, null));

        assertThat(triage.list(street)).isEmpty();
        assertThat(pages.get(street, "/cases/" + id).page().text()).contains("由工作人员选定。");
    }

    @Test
    void theLargestDryRunAnswersWithinARequest() {
        CaseId id = accepted("楼下油烟很大", "0307");
        String columns = String.join(", ", jdbc.sql("""
                        select column_name from information_schema.columns
                         where table_schema = current_schema() and table_name = 'governance_case'
                           and column_name not in ('id', 'number')
                        """).query(String.class).list());
        jdbc.sql("insert into governance_case (id, number, " + columns
                        + ") select gen_random_uuid(), c.number || '-' || n, " + columns
                        + " from governance_case c, generate_series(1, " + DryRun.MOST + ") n where c.id = ?")
                .param(id.value())
                .update();

        long start = System.nanoTime();
        Answer tried = trial(
                rule("全部试算", "urban1", Map.of("words", "油烟", "tryWith", Integer.toString(DryRun.MOST))), supervisor);
        long millis = (System.nanoTime() - start) / 1_000_000;

        System.out.println("Dry run over " + DryRun.MOST + " cases: " + millis + " ms");
        assertThat(tried.page().select("#past-h").text()).isEqualTo("会改变 5000 件的去向");
        assertThat(tried.page().select("section[aria-labelledby=past-h] tbody tr"))
                .hasSize(DryRun.SHOWN);
        assertThat(tried.page().text()).contains("还有 4900 件未列出");
        assertThat(millis).isLessThan(10_000);
        jdbc.sql("delete from governance_case where number like ?")
                .param(sheets.sheet(street, id).facts().number() + "-%")
                .update();
    }

    private Answer trial(Map<String, String> fields, Actor actor) {
        Answer begun = pages.post(actor, LIST, fields);
        assertThat(begun.status()).isEqualTo(302);
        trialAddress = begun.location();
        Answer page = pages.get(actor, trialAddress);
        while (!page.page().select("progress").isEmpty()) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            page = pages.get(actor, trialAddress);
        }
        return page;
    }

    @Test
    void inMemoryAndAskedOneByOneTheDecisionIsTheSameWithFewStatements() throws Exception {
        pages.post(supervisor, LIST, rule("同一答案", "urban1", Map.of("words", "油烟")));
        var present = rehearsal.present();
        for (CategoryRef category : categories.selectable()) {
            for (AreaLevel level : List.of(AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT)) {
                for (String text : List.of("油烟", "别的")) {
                    RoutingFacts facts = new RoutingFacts(
                            category.id(),
                            level,
                            world.area("district"),
                            world.area("street1"),
                            world.area("community1.1"),
                            world.area("grid1.1.1"),
                            Circumstances.of(clock.instant(), CaseSource.PATROL.name(), text, false));
                    assertThat(present.decide(facts)).isEqualTo(routing.decide(facts));
                }
            }
        }
        RoutingFacts facts = new RoutingFacts(
                category("0307").id(),
                AreaLevel.STREET,
                world.area("district"),
                world.area("street1"),
                world.area("community1.1"),
                world.area("grid1.1.1"),
                Circumstances.of(clock.instant(), null, "", false));
        assertThat(Statements.of(() -> routing.decide(facts))).hasSizeLessThanOrEqualTo(3);
    }

    private Map<String, String> rule(String name, String target, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("target", world.unit(target).toString());
        fields.putAll(more);
        return fields;
    }

    private CaseId accepted(String text, String code) {
        CaseId id = reporting.report(
                street,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.DESK,
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
        desk.accept(street, id, version(id), category(code).id(), false);
        return id;
    }

    private long version(CaseId id) {
        return sheets.sheet(street, id).facts().version();
    }

    private CategoryRef category(String code) {
        return categories.byCode(code).orElseThrow();
    }

    private UUID ruleId(String name) {
        return jdbc.sql("select id from routing_rule where name = ? and district_id = ? and active")
                .params(name, world.area("district").value())
                .query(UUID.class)
                .single();
    }

    private int count(String name) {
        return jdbc.sql("select count(*) from routing_rule where name = ? and district_id = ?")
                .params(name, world.area("district").value())
                .query(Integer.class)
                .single();
    }

    private List<String> names() {
        return pages.get(supervisor, LIST)
                .page()
                .select("tbody th[scope=row] a")
                .eachText();
    }
}
