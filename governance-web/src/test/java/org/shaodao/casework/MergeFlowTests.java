package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseLinksReading;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.CaseVoiding;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.SimilarCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Statements;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
@RecordApplicationEvents
class MergeFlowTests {

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseClosing closing;

    @Autowired
    CaseMerging merging;

    @Autowired
    CaseVoiding voiding;

    @Autowired
    CaseLinksReading links;

    @Autowired
    CaseSheets sheets;

    @Autowired
    CaseQueue queue;

    @Autowired
    SimilarCases similar;

    @Autowired
    Categories categories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvc mvc;

    @Autowired
    ApplicationEvents events;

    World world;
    Pages pages;
    Actor worker;
    Actor other;
    Actor clerk;
    Actor neighbour;
    Actor street;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        world = new World(jdbc);
        pages = new Pages(mvc);
        worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        other = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        neighbour = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
    }

    @Test
    void aMergedCaseEndsItsOrdersTellsItsReportersAndComesBackExactly() {
        CaseId kept = report(worker, "grid1.1.1", "李某");
        CaseId child = dispatched(report(other, "grid1.1.2", "王某"));
        Map<String, Object> before = row(child);

        merge(child, kept);

        assertThat(facts(child).status()).isEqualTo(CaseStatus.VOIDED);
        assertThat(openOrders(child)).isZero();
        assertThat(events.stream(CaseJoined.class))
                .singleElement()
                .satisfies(joined ->
                        assertThat(joined.told()).containsExactlyInAnyOrder(worker.account(), other.account()));
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where subject_id = ? and action = 'casework.event.JOINED'")
                        .param(kept.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(sheets.sheet(clerk, kept).timeline()).last().satisfies(step -> {
            assertThat(step.action()).isEqualTo(CaseAction.MERGE);
            assertThat(step.text()).contains(facts(child).number());
        });
        assertThat(links.of(other, child).into()).satisfies(into -> {
            assertThat(into.number()).isEqualTo(facts(kept).number());
            assertThat(into.title()).as("out of the reporter's sight").isNull();
        });

        merging.unmerge(clerk, child, version(child), "不是同一处");

        assertThat(row(child)).isEqualTo(before);
        assertThat(openOrders(child)).isEqualTo(1);
        assertThat(facts(kept).status()).isEqualTo(CaseStatus.REPORTED);
    }

    @Test
    void aMergedCaseIsNeverOverdueAndNeverCounts() {
        CaseId kept = report(worker, "grid1.1.1", null);
        CaseId child = dispatched(report(other, "grid1.1.2", null));
        AreaScope area = new AreaScope.InAreas(AreaLevel.COMMUNITY, Set.of(world.area("community1.1")));
        merge(child, kept);
        clock.advance(Duration.ofDays(200));

        assertThat(queue.count(area, CaseFilter.openOnes().withOverdue(true))).isZero();
        assertThat(queue.count(area, CaseFilter.everything())).isEqualTo(1);
        assertThat(queue.count(area, CaseFilter.everything().withOpen(false))).isZero();
        assertThat(queue.countBy(area, CaseFilter.everything(), CaseQueue.Grouping.SOURCE))
                .extracting(CaseQueue.Count::count)
                .containsExactly(1L);
        assertThat(queue.count(area, CaseFilter.everything().withStatuses(Set.of(CaseStatus.VOIDED))))
                .isEqualTo(1);
        assertThat(queue.count(
                        area, CaseFilter.everything().withQuery(facts(child).number())))
                .isEqualTo(1);
        assertThat(queue.count(new AreaScope.Own(other.account()), CaseFilter.everything()))
                .as("who reported it finds it")
                .isEqualTo(1);
    }

    @Test
    void aChainIsRepointedAndTakenApartInAnyOrder() {
        CaseId top = report(worker, "grid1.1.1", null);
        CaseId middle = report(worker, "grid1.1.1", "李某");
        CaseId leaf = report(other, "grid1.1.2", "王某");
        merge(leaf, middle);
        merge(middle, top);

        assertThat(duplicateOf(leaf)).isEqualTo(top);
        assertThatThrownBy(() -> merge(report(other, "grid1.1.2", null), middle))
                .hasMessage("casework.merge-target-merged");

        merging.unmerge(clerk, middle, version(middle), null);

        assertThat(duplicateOf(leaf)).isEqualTo(middle);
        assertThat(facts(middle).status()).isEqualTo(CaseStatus.REPORTED);
        merging.unmerge(clerk, leaf, version(leaf), null);
        assertThat(facts(leaf).status()).isEqualTo(CaseStatus.REPORTED);
    }

    @Test
    void everyRequesterIsCalledBeforeTheKeptCaseCloses() {
        CaseId kept = report(worker, "grid1.1.1", null);
        CaseId child = report(other, "grid1.1.2", "王某");
        merge(child, kept);
        desk.accept(clerk, kept, version(kept), category(), false);
        desk.dispatch(clerk, new DispatchCase(kept, version(kept), world.unit("team1.1.2"), Set.of(), null, null));
        handling.sign(other, kept, version(kept), "王某", "13800000000");
        handling.resolve(other, kept, version(kept), "已更换井盖", ResolutionKind.SOLVED, true);
        closing.passVerification(worker, kept, version(kept), null);
        assertThat(facts(kept).status()).as("somebody asked").isEqualTo(CaseStatus.FOLLOW_UP);

        CaseClosing.FollowUp none = new CaseClosing.FollowUp(false, false, false, Satisfaction.NOT_RATED, null);
        assertThatThrownBy(() -> closing.close(clerk, kept, version(kept), none))
                .hasMessage("casework.joined-not-followed-up");
        assertThatThrownBy(() -> closing.followUpJoined(clerk, kept, version(kept), Set.of(kept), none))
                .hasMessage("casework.not-merged");

        var joined = pages.get(clerk, "/cases/" + kept + "/joined");
        assertThat(joined.page().select("input[name=joined]")).hasSize(1);
        var saved = pages.submit(clerk, joined.page(), "form[data-joined]", fields -> {
            fields.put("joined", child.toString());
            fields.put("satisfaction", "SATISFIED");
        });
        assertThat(saved.status()).isEqualTo(302);
        closing.close(clerk, kept, version(kept), none);

        assertThat(facts(kept).status()).isEqualTo(CaseStatus.CLOSED);
        assertThatThrownBy(() -> merging.unmerge(clerk, child, version(child), null))
                .hasMessage("casework.unmerge-kept-ended");
        assertThat(pages.get(other, "/cases/" + child).page().select("#linked").text())
                .contains("已经结束");
    }

    @Test
    void rivalsMergeOnlyOnceAndTheLoserSeesWhoWasFaster() throws Exception {
        for (int round = 0; round < 12; round++) {
            CaseId a = report(worker, "grid1.1.1", null);
            CaseId b = report(other, "grid1.1.2", null);
            ExecutorService two = Executors.newFixedThreadPool(2);
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<String>> answers = new ArrayList<>();
            for (CaseId[] pair : new CaseId[][] {{a, b}, {b, a}}) {
                answers.add(two.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    try {
                        merging.merge(clerk, pair[0], 0, pair[1], 0, null);
                        return "won";
                    } catch (Conflict | RuleViolation lost) {
                        return lost.getClass().getSimpleName();
                    }
                }));
            }
            assertThat(List.of(
                            answers.get(0).get(60, TimeUnit.SECONDS),
                            answers.get(1).get(60, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder("won", "Conflict");
            two.shutdown();
        }

        CaseId kept = report(worker, "grid1.1.1", null);
        CaseId child = report(other, "grid1.1.2", null);
        merge(child, kept);
        var late = pages.post(
                clerk,
                "/cases/" + child + "/merge",
                Map.of("version", "0", "target", kept.toString(), "targetVersion", "0", "text", "已经写好的一段较长说明"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.page().text()).contains("测试COMMUNITY_DESK").contains("已经写好的一段较长说明");
    }

    @Test
    void onlyWhoHoldsItMergesAndOnlyWithWhatHeSees() {
        CaseId mine = report(worker, "grid1.1.1", null);
        CaseId strange = reporting.report(neighbour, matter("grid1.2.1", "路口井盖破损,车辆经过有响声", null));

        assertThatThrownBy(() -> merging.merge(clerk, mine, 0, strange, 0, null))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> merging.merge(neighbour, mine, 0, strange, 0, null))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> merging.merge(worker, mine, 0, mine, 0, null))
                .isInstanceOf(org.shaodao.shared.Forbidden.class);
        assertThat(pages.get(clerk, "/cases/" + mine + "/merge?into=" + number(strange))
                        .page()
                        .select(".error-summary")
                        .text())
                .contains(number(strange));
    }

    @Test
    void thePreviewSaysWhatHappensAndThePageDoesIt() {
        CaseId kept = report(worker, "grid1.1.1", null);
        CaseId child = dispatched(report(other, "grid1.1.2", "王某"));
        var choose = pages.get(clerk, "/cases/" + child + "/merge");
        assertThat(choose.page().select(".similar-list a.btn").attr("href")).contains("into=" + number(kept));

        var preview = pages.get(clerk, "/cases/" + child + "/merge?into=" + number(kept));
        assertThat(preview.page().select(".effects li").eachText())
                .anyMatch(line -> line.contains("示例team1.1.1"))
                .anyMatch(line -> line.contains("2 位上报人"))
                .anyMatch(line -> line.contains("逐一回访"));
        var done = pages.submit(clerk, preview.page(), "form[data-merge]", fields -> fields.put("text", "同一处"));

        assertThat(done.location()).isEqualTo("/cases/" + child);
        assertThat(pages.get(clerk, "/cases/" + child).page().select("#linked").text())
                .contains(number(kept))
                .contains("撤销合并");
        assertThat(pages.get(clerk, "/cases/" + kept).page().select("#linked").text())
                .contains("并入本件的 1 件")
                .contains(number(child));
        var undo = pages.get(clerk, "/cases/" + child + "/unmerge");
        assertThat(pages.submit(clerk, undo.page(), "form.card", fields -> {}).status())
                .isEqualTo(302);
        assertThat(facts(child).status()).isEqualTo(CaseStatus.DISPATCHED);
    }

    @Test
    void voidingIsAskedForByOneAndConfirmedByAnother() {
        CaseId id = dispatched(report(worker, "grid1.1.1", null));
        Actor colleague = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        var page = pages.get(street, "/cases/" + id + "/void");
        assertThat(pages.submit(street, page.page(), "form[data-void]", fields -> fields.put("text", "演练数据"))
                        .status())
                .as("reason missing")
                .isEqualTo(422);
        var asked = pages.submit(street, page.page(), "form[data-void]", fields -> {
            fields.put("reason", "TRIAL_ENTRY");
            fields.put("text", "演练数据");
        });
        assertThat(asked.status()).isEqualTo(302);
        assertThat(facts(id).status()).isEqualTo(CaseStatus.DISPATCHED);
        assertThat(pages.get(clerk, "/cases/" + id).page().select("#linked").text())
                .contains("作废申请待确认");
        assertThatThrownBy(() -> voiding.request(colleague, id, version(id), VoidReason.OTHER, "再申请"))
                .hasMessage("casework.void-pending");
        assertThatThrownBy(() -> voiding.confirm(street, id, version(id), null))
                .hasMessage("casework.void-second-person");

        var decide = pages.get(colleague, "/cases/" + id + "/void");
        var refused = pages.post(
                colleague,
                "/cases/" + id + "/void/refuse",
                Map.of("version", String.valueOf(version(id)), "text", "确有其事"));
        assertThat(refused.status()).isEqualTo(302);
        assertThat(facts(id).status()).isEqualTo(CaseStatus.DISPATCHED);

        voiding.request(street, id, version(id), VoidReason.WRONG_ENTRY, "录错了");
        voiding.takeBack(street, id, version(id));
        voiding.request(street, id, version(id), VoidReason.WRONG_ENTRY, "录错了");
        assertThat(pages.submit(colleague, decide.page(), "form[data-decide]", fields -> {})
                        .status())
                .isEqualTo(302);
        assertThat(facts(id).status()).isEqualTo(CaseStatus.VOIDED);
        assertThat(openOrders(id)).isZero();
        assertThat(pages.get(clerk, "/cases/" + id).page().select("#linked").text())
                .contains("录入错误");
    }

    @Test
    void whatComesBackWithinThirtyDaysIsANewLinkedCaseAndTheOldOneStays() {
        CaseId id = CaseId.next();
        CaseId closed = closed(report(worker, "grid1.1.1", "李某"));
        long version = version(closed);
        var page = pages.get(clerk, "/cases/" + closed + "/recur");
        var taken = pages.submit(clerk, page.page(), "form[data-recur]", fields -> {
            fields.put("description", "井盖又被压坏了");
            fields.put("clientId", id.toString());
        });

        assertThat(taken.location()).isEqualTo("/cases/" + id);
        assertThat(facts(id).requesterPhone()).isEqualTo("139****5678");
        assertThat(version(closed)).isEqualTo(version);
        assertThat(pages.get(clerk, "/cases/" + closed).page().select("#linked").text())
                .contains(number(id));
        assertThat(pages.get(clerk, "/cases/" + id).page().select("#linked").text())
                .contains(number(closed));

        clock.advance(Duration.ofDays(31));
        assertThatThrownBy(() -> reporting.recur(clerk, closed, version, matter("grid1.1.1", "井盖第三次坏了", null)))
                .hasMessage("casework.recurrence-too-late");
    }

    @Test
    void hintsSayWhyAndStayWithinTheReadersArea() throws Exception {
        CaseId known = report(worker, "grid1.1.1", null);
        clock.advance(Duration.ofDays(2));
        SimilarCases.Matter matter =
                new SimilarCases.Matter(null, world.area("grid1.1.1"), null, "路口的井盖破损了,车辆经过响声很大", null);

        assertThat(similar.to(clerk, matter)).singleElement().satisfies(hint -> {
            assertThat(hint.id()).isEqualTo(known);
            assertThat(hint.sameGrid()).isTrue();
            assertThat(hint.alike()).isGreaterThan(0.5);
            assertThat(hint.days()).isEqualTo(2);
        });
        assertThat(similar.to(neighbour, matter)).isEmpty();
        assertThat(similar.to(other, matter)).as("another grid's worker").isEmpty();
        assertThat(similar.to(world.actor(Role.DISTRICT_REVIEWER, "district", null), matter))
                .isEmpty();
        assertThat(similar.to(
                        clerk, new SimilarCases.Matter(null, world.area("grid1.1.1"), null, "业主要求公开公共收益账目", null)))
                .isEmpty();
        assertThat(Statements.of(() -> similar.to(clerk, matter))).hasSize(2);

        var typing = pages.post(
                clerk,
                "/cases/similar",
                Map.of(
                        "description",
                        "路口的井盖破损了,车辆经过响声很大",
                        "place",
                        world.area("grid1.1.1").toString()));
        assertThat(typing.page().select(".tag").eachText()).contains("同一网格", "2 天前报的");
        for (String[] form : new String[][] {{"/cases/new", "check", "true"}, {"/phone/report", "action", "check"}}) {
            var checked = pages.post(
                    form[0].startsWith("/phone") ? worker : clerk,
                    form[0],
                    Map.of(
                            "description",
                            "路口的井盖破损了,车辆经过响声很大",
                            "place",
                            world.area("grid1.1.1").toString(),
                            form[1],
                            form[2]));
            assertThat(checked.status()).isEqualTo(200);
            assertThat(checked.page().select(".similar-found").text()).contains(number(known));
            assertThat(checked.page().select("[name=description]").val()).contains("响声很大");
        }
    }

    @Test
    void theQueueFindsWordsOfTheTextWithinTheScope() {
        CaseId id = report(worker, "grid1.1.1", null);
        AreaScope area = new AreaScope.InAreas(AreaLevel.COMMUNITY, Set.of(world.area("community1.1")));
        for (String words : List.of("井盖 响声", "车辆经过", "损", number(id))) {
            assertThat(queue.list(area, CaseFilter.openOnes().withQuery(words), null)
                            .rows())
                    .as(words)
                    .extracting("id")
                    .containsExactly(id);
        }
        for (String words : List.of("井盖 电梯", "盖井", "'", "!&|", "响声井盖")) {
            assertThat(queue.count(area, CaseFilter.openOnes().withQuery(words)))
                    .as(words)
                    .isZero();
        }
        AreaScope figures = new AreaScope.FiguresOnly(AreaLevel.COMMUNITY, Set.of(world.area("community1.1")));
        assertThat(queue.count(figures, CaseFilter.openOnes().withQuery("井盖"))).isZero();
        assertThat(queue.count(figures, CaseFilter.openOnes().withQuery(number(id))))
                .isEqualTo(1);
    }

    @Test
    void mergingTakesFewStatements() throws Exception {
        CaseId kept = report(worker, "grid1.1.1", null);
        CaseId child = report(other, "grid1.1.2", null);
        List<String> sent = Statements.of(() -> merging.merge(clerk, child, 0, kept, 0, null));
        System.out.println("statements of a merge: " + sent.size());
        assertThat(sent).hasSizeLessThanOrEqualTo(20);
        List<String> read = Statements.of(() -> links.of(clerk, kept));
        System.out.println("statements of the links: " + read.size());
        assertThat(read).hasSizeLessThanOrEqualTo(7);
    }

    private CaseId report(Actor actor, String grid, String requester) {
        return reporting.report(actor, matter(grid, "路口井盖破损,车辆经过有响声", requester));
    }

    private ReportCase matter(String grid, String text, String requester) {
        return new ReportCase(
                CaseId.next(),
                CaseSource.PATROL,
                null,
                null,
                null,
                text,
                null,
                false,
                false,
                world.area(grid),
                requester,
                requester == null ? null : "13912345678",
                null);
    }

    private CaseId dispatched(CaseId id) {
        desk.accept(clerk, id, version(id), category(), false);
        desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null));
        return id;
    }

    private CaseId closed(CaseId id) {
        dispatched(id);
        handling.sign(worker, id, version(id), "王某", "13800000000");
        handling.resolve(worker, id, version(id), "已更换井盖", ResolutionKind.SOLVED, true);
        closing.passVerification(clerk, id, version(id), null);
        closing.close(clerk, id, version(id), new CaseClosing.FollowUp(true, true, true, Satisfaction.SATISFIED, null));
        return id;
    }

    private void merge(CaseId child, CaseId kept) {
        merging.merge(clerk, child, version(child), kept, version(kept), null);
    }

    private org.shaodao.casework.service.CaseSheet.Facts facts(CaseId id) {
        return sheets.sheet(clerk, id).facts();
    }

    private long version(CaseId id) {
        return jdbc.sql("select version from governance_case where id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    private String number(CaseId id) {
        return jdbc.sql("select number from governance_case where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    private CaseId duplicateOf(CaseId id) {
        return jdbc.sql("select duplicate_of from governance_case where id = ?")
                .param(id.value())
                .query((row, at) -> CaseId.of(row.getString(1)))
                .single();
    }

    private long openOrders(CaseId id) {
        return jdbc.sql("select count(*) from dispatch_order where case_id = ? and ended_at is null")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    /** Everything of the case but its history: version, last change and number of events. */
    private Map<String, Object> row(CaseId id) {
        Map<String, Object> row = jdbc.sql("select * from governance_case where id = ?")
                .param(id.value())
                .query()
                .singleRow();
        List.of("version", "changed_key", "changed_by", "state_changed_at", "event_count")
                .forEach(row::remove);
        row.replaceAll((column, value) -> value instanceof byte[] sealed ? java.util.Arrays.hashCode(sealed) : value);
        return row;
    }

    private CategoryId category() {
        return categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
