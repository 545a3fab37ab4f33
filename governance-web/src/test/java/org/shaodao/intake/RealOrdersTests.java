package org.shaodao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.service.CaseAccess;
import org.shaodao.casework.service.CaseClosing;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.intake.RealOrders.Order;
import org.shaodao.intake.service.HotlineImporting;
import org.shaodao.intake.service.ImportHotline;
import org.shaodao.intake.service.ImportRun;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Zone;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The real orders of the data folder beside the checkout, when it is there: 2,000 messages with their replies and 1,017
 * orders of a hotline.
 */
@FlowTests
@EnabledIf("org.shaodao.intake.RealOrders#present")
class RealOrdersTests {

    @Autowired
    HotlineImporting importing;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseClosing closing;

    @Autowired
    CaseQueue queue;

    @Autowired
    Categories categories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor street;
    String tag;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        tag = UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void everyRowBecomesOneCaseOrOneNamedErrorAndASecondImportChangesNothing() {
        long begun = System.nanoTime();
        ImportRun replied = run("replied", RealOrders.replied());
        ImportRun rivers = run("rivers", RealOrders.rivers());
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(replied.total()).isEqualTo(2_000);
        assertThat(rivers.total()).isEqualTo(1_017);
        for (ImportRun run : List.of(replied, rivers)) {
            assertThat(run.state()).isEqualTo("DONE");
            assertThat(run.taken() + run.refused()).isEqualTo(run.total());
            assertThat(count("select count(*) from import_line where run_id = ?", run.id()))
                    .isEqualTo(run.total());
            assertThat(count("select count(*) from governance_case where external_source = ?", run.source()))
                    .isEqualTo(run.taken());
            assertThat(count(
                            "select count(*) from import_line where run_id = ? and kind = 'REFUSED' and key is null",
                            run.id()))
                    .isZero();
        }
        Map<String, Object> before = fingerprint();

        ImportRun again = run("replied", RealOrders.replied());
        ImportRun riversAgain = run("rivers", RealOrders.rivers());

        assertThat(again.unchanged()).isEqualTo(replied.taken());
        assertThat(again.refused()).isEqualTo(replied.refused());
        assertThat(again.taken() + again.changed()).isZero();
        assertThat(riversAgain.unchanged()).isEqualTo(rivers.taken());
        assertThat(riversAgain.refused()).isEqualTo(rivers.refused());
        assertThat(riversAgain.taken() + riversAgain.changed()).isZero();
        assertThat(fingerprint()).isEqualTo(before);
        System.out.printf(
                "Real orders: %d + %d rows, %d + %d cases, %d + %d row errors, %.1f s, %.0f rows/s; with a category %d%n",
                replied.total(),
                rivers.total(),
                replied.taken(),
                rivers.taken(),
                replied.refused(),
                rivers.refused(),
                seconds,
                3_017 / seconds,
                count(
                        "select count(*) from governance_case where category_id is not null and external_source like ?",
                        "%" + tag));
    }

    @Test
    void aReplayWithTheRealTimesAgreesWithAnIndependentRecount() {
        RealOrders recount = new RealOrders();
        List<Order> orders =
                recount.all().stream().filter(Order::cameBeforeTheStop).toList();
        clock.set(RealOrders.STOP.toString());
        ImportRun replied = run("replied", RealOrders.replied());
        ImportRun rivers = run("rivers", RealOrders.rivers());
        assertThat(count(
                        "select count(*) from import_line where run_id in (?, ?) and kind = 'REFUSED'"
                                + " and key <> 'intake.row.time-in-future'",
                        replied.id(),
                        rivers.id()))
                .isZero();
        assertThat(replied.taken() + rivers.taken()).isEqualTo(orders.size());

        replay(orders);

        clock.set(RealOrders.STOP.toString());
        Map<String, LocalDateTime> dues = new HashMap<>();
        Set<String> closed = new HashSet<>();
        Set<String> closedLate = new HashSet<>();
        Set<String> overdue = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (Order order : orders) {
            String key = order.file() + order.number();
            LocalDateTime due = recount.due(order.received());
            dues.put(key, due);
            if (order.answeredBeforeTheStop()) {
                closed.add(key);
                if (order.answered().isAfter(due)) {
                    closedLate.add(key);
                }
            } else {
                open.add(key);
                if (due.isBefore(RealOrders.STOP)) {
                    overdue.add(key);
                }
            }
        }
        System.out.printf(
                "Replay to %s: %d orders, %d closed (%d late), %d open, %d of them overdue%n",
                RealOrders.STOP, orders.size(), closed.size(), closedLate.size(), open.size(), overdue.size());
        assertThat(keys("closed_at is not null")).isEqualTo(closed);
        assertThat(keys("closed_at is not null and closed_at > due_at")).isEqualTo(closedLate);
        assertThat(keys("closed_at is null")).isEqualTo(open);
        assertThat(listed(false, null)).isEqualTo(closed.size());
        assertThat(listed(true, null)).isEqualTo(open.size());
        assertThat(listed(true, true)).isEqualTo(overdue.size());
        Map<String, LocalDateTime> stored = new HashMap<>();
        jdbc.sql("select " + KEY + " as key, due_at from governance_case where external_source like ?")
                .param("%" + tag)
                .query((row, i) -> Map.entry(
                        row.getString("key"),
                        LocalDateTime.ofInstant(row.getTimestamp("due_at").toInstant(), Zone.ID)))
                .list()
                .forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
        assertThat(stored).isEqualTo(dues);
    }

    /** Counted on paper, day by day, with the holidays of 2019 (1–4 May off, 28 April and 5 May worked; 7–9 June off). */
    @Test
    void theRecountAgreesWithASampleWorkedOutByHand() {
        RealOrders recount = new RealOrders();
        Map<String, Order> orders = new HashMap<>();
        recount.all().forEach(order -> orders.put(order.file() + order.number(), order));

        assertSample(recount, orders.get("replied2549"), "2019-05-05T17:30", "closed late");
        assertSample(recount, orders.get("replied88106"), "2019-06-26T17:30", "overdue");
        assertSample(recount, orders.get("replied41769"), "2019-06-27T17:30", "overdue");
        assertSample(recount, orders.get("replied117487"), "2019-06-27T17:30", "overdue");
        assertSample(recount, orders.get("replied133321"), "2019-07-01T17:30", "open");
        assertSample(recount, orders.get("replied82062"), "2019-07-02T17:30", "open");
        assertSample(recount, orders.get("rivers727"), "2019-06-28T17:30", "overdue");
        assertSample(recount, orders.get("rivers988"), "2019-07-08T17:30", "open");
        assertSample(recount, orders.get("rivers1105"), "2019-07-01T17:30", "closed");
    }

    private static void assertSample(RealOrders recount, Order order, String due, String state) {
        LocalDateTime expected = LocalDateTime.parse(due);
        assertThat(recount.due(order.received())).as(order.number()).isEqualTo(expected);
        String found = order.answeredBeforeTheStop()
                ? order.answered().isAfter(expected) ? "closed late" : "closed"
                : expected.isBefore(RealOrders.STOP) ? "overdue" : "open";
        assertThat(found).as(order.number()).isEqualTo(state);
    }

    private static final String KEY = "split_part(external_source, '-', 1) || external_number";

    private record Step(LocalDateTime at, int rank, Order order) {}

    /** Accepted, dispatched and signed for when it came; resolved and verified when it was answered. */
    private void replay(List<Order> orders) {
        Map<String, CaseId> ids = new HashMap<>();
        jdbc.sql("select " + KEY + " as key, id from governance_case where external_source like ?")
                .param("%" + tag)
                .query((row, i) -> Map.entry(row.getString("key"), new CaseId(row.getObject("id", UUID.class))))
                .list()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        CategoryId category = categories.selectable().get(0).id();
        Actor agency = world.actor(Role.RESPONDER, "street1", "urban1");
        List<Step> steps = new ArrayList<>();
        for (Order order : orders) {
            steps.add(new Step(order.received(), 0, order));
            if (order.answeredBeforeTheStop()) {
                steps.add(new Step(order.answered(), 1, order));
            }
        }
        steps.sort(Comparator.comparing(Step::at).thenComparing(Step::rank));
        for (Step step : steps) {
            CaseId id = ids.get(step.order().file() + step.order().number());
            clock.set(step.at().atZone(Zone.ID).toInstant());
            if (step.rank() == 0) {
                desk.acceptAndDispatch(
                        street,
                        category,
                        false,
                        new DispatchCase(id, CaseAccess.JUST_READ, world.unit("urban1"), Set.of(), "GENERAL", null));
                handling.sign(agency, id, CaseAccess.JUST_READ, "示例经办人", "0000-12345");
            } else {
                handling.resolve(agency, id, CaseAccess.JUST_READ, "已按实际答复时间办结", ResolutionKind.SOLVED, true);
                closing.passVerification(street, id, CaseAccess.JUST_READ, null);
            }
        }
    }

    private long listed(boolean open, Boolean overdue) {
        long count = 0;
        for (String file : List.of("replied", "rivers")) {
            count += queue.count(
                    new AreaScope.InAreas(AreaLevel.STREET, Set.of(world.area("street1"))),
                    filter(open, overdue, file));
        }
        return count;
    }

    private CaseFilter filter(boolean open, Boolean overdue, String file) {
        return new CaseFilter(
                open, Set.of(), null, overdue, null, null, null, null, null, null, file + "-" + tag, null, null);
    }

    private Set<String> keys(String condition) {
        return new HashSet<>(
                jdbc.sql("select " + KEY + " from governance_case where external_source like ? and " + condition)
                        .param("%" + tag)
                        .query(String.class)
                        .list());
    }

    private ImportRun run(String file, Path path) {
        ImportRunId id = importing.begin(
                street,
                new ImportHotline(
                        file + "-" + tag, path.getFileName().toString(), null, WantedColumns.none(), false, null));
        return importing.run(id, new FileSystemResource(path), total -> {}, done -> {});
    }

    private Map<String, Object> fingerprint() {
        return jdbc.sql("""
                        select count(*) as cases, sum(version) as versions, sum(event_count) as events,
                               max(state_changed_at) as latest, count(distinct external_number) as numbers
                          from governance_case where external_source like ?
                        """).param("%" + tag).query().singleRow();
    }

    private long count(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(Long.class).single();
    }
}
