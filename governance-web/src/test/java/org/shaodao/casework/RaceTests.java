package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseExclusions;
import org.shaodao.casework.service.CaseExtensions;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseReturns;
import org.shaodao.casework.service.CaseSuspensions;
import org.shaodao.casework.service.CaseVoiding;
import org.shaodao.casework.service.CoHandlers;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Conflict;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Sixteen threads, a thousand cases, every pair of actions that are open in one state: exactly one of the two is done,
 * the other one is told who was faster, and the history stays legal. The cases are spread evenly over the pairs.
 */
@FlowTests
class RaceTests {

    private static final int THREADS = 16;
    private static final int CASES = 1000;
    private static final int PATIENCE = 20;

    /** A verb on a case as it was read. */
    interface Verb {
        void run(CaseId id, long version);
    }

    private record Pair(String state, String one, String other) {}

    private record Step(String action, String fromStatus, String toStatus, int sequence) {}

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    CaseReturns returns;

    @Autowired
    CaseExtensions extensions;

    @Autowired
    CaseSuspensions suspensions;

    @Autowired
    CaseExclusions exclusions;

    @Autowired
    CoHandlers helpers;

    @Autowired
    CaseMerging merging;

    @Autowired
    CaseVoiding voiding;

    @Autowired
    Categories categories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor reporter;
    Actor clerk;
    Actor team;
    Actor leader;
    Actor street;
    Actor second;
    Actor supervisor;
    CategoryId category;
    CategoryId spot;
    UnitId own;
    UnitId next;

    final Map<String, Map<String, Verb>> states = new LinkedHashMap<>();

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        reporter = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        team = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        second = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        leader = world.actor(Role.STREET_LEADER, "street1", null);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        own = world.unit("team1.1.2");
        next = world.unit("team1.1.1");
        spot = categories.byCode("0308").orElseThrow().id();
        category = categories.selectable().stream()
                .filter(found -> !found.communityNeverLeads() && "GENERAL".equals(found.limitClass()))
                .findFirst()
                .orElseThrow()
                .id();
        Verb accept = (id, v) -> desk.accept(clerk, id, v, category, false);
        Verb dispatch = (id, v) -> desk.dispatch(clerk, new DispatchCase(id, v, own, Set.of(), null, null));
        Verb sign = (id, v) -> handling.sign(team, id, v, "王某", "13800000000");
        Verb askReturn = (id, v) -> returns.request(team, id, v, ReturnReason.NOT_OUR_DUTY, next, "不属本网格职责");
        Verb askExtension = (id, v) -> extensions.request(team, id, v, 1, "配件还未到货", "到货后就更换");
        Verb propose = (id, v) ->
                suspensions.propose(team, id, v, SuspensionReason.WEATHER, "雨天无法施工", LocalDate.of(2026, 3, 12));
        Verb resolve = (id, v) -> handling.resolve(team, id, v, "已经处理完毕", ResolutionKind.SOLVED, false);
        Verb escalate = (id, v) -> desk.escalate(team, id, v, "网格没有执法权");
        Verb contact = (id, v) -> handling.recordContact(team, id, v, true, null);
        Verb askExclusion = (id, v) -> exclusions.request(street, id, v, ExclusionReason.FORCE_MAJEURE, "连续暴雨无法施工");
        Verb merge = (id, v) -> merging.merge(clerk, id, v, report(), 0, null);
        Verb withHelp = (id, v) -> desk.dispatch(clerk, new DispatchCase(id, v, own, Set.of(next), null, null));
        Verb confirm = (id, v) -> voiding.confirm(second, id, v, null);
        states.put(
                "REPORTED",
                Map.of(
                        "accept", accept,
                        "decline", (id, v) -> desk.decline(clerk, id, v, DeclineReason.OUTSIDE_AREA, "请找供电公司"),
                        "ask", (id, v) -> desk.requestInfo(clerk, id, v, "在几号楼"),
                        "withdraw", (id, v) -> reporting.withdraw(reporter, id, v, "报错了"),
                        "escalate", (id, v) -> desk.escalate(clerk, id, v, "社区没有执法权"),
                        "settle", (id, v) -> reporting.settleOnTheSpot(reporter, id, v, "已经当场清走"),
                        "merge", merge));
        states.put(
                "ACCEPTED",
                Map.of(
                        "dispatch", dispatch,
                        "self", (id, v) -> desk.handleSelf(clerk, id, v, null, null),
                        "escalate", (id, v) -> desk.escalate(clerk, id, v, "社区没有执法权")));
        states.put(
                "DISPATCHED",
                Map.of(
                        "sign", sign,
                        "recall", (id, v) -> returns.recall(clerk, id, v, "派错了"),
                        "return", askReturn,
                        "contact", contact));
        states.put(
                "IN_PROGRESS",
                Map.of(
                        "resolve", resolve,
                        "return", askReturn,
                        "extension", askExtension,
                        "suspension", propose,
                        "escalate", escalate,
                        "contact", contact,
                        "exclusion", askExclusion,
                        "helper", (id, v) -> helpers.add(team, id, v, world.unit("urban1"), "请配合劝离"),
                        "merge", merge));
        states.put(
                "EXCLUSION_ASKED",
                Map.of(
                        "approve",
                        (id, v) -> exclusions.approve(supervisor, id, v, null),
                        "refuse",
                        (id, v) -> exclusions.refuse(supervisor, id, v, "理由不足"),
                        "contact",
                        contact,
                        "extension",
                        askExtension));
        states.put(
                "HELP_ASKED",
                Map.of(
                        "accept",
                        (id, v) -> helpers.accept(reporter, id, v),
                        "refuse",
                        (id, v) -> helpers.refuse(reporter, id, v, "人手不足"),
                        "return",
                        askReturn,
                        "suspension",
                        propose));
        states.put("VOID_ASKED", Map.of("confirm", confirm, "resolve", resolve, "return", askReturn));
        states.put(
                "RETURN_PENDING",
                Map.of(
                        "approve",
                                (id, v) -> returns.approve(clerk, new DispatchCase(id, v, null, Set.of(), null, null)),
                        "refuse", (id, v) -> returns.refuse(clerk, id, v, "职责清楚")));
        states.put(
                "EXTENSION_ASKED",
                Map.of(
                        "approve",
                        (id, v) -> extensions.approve(clerk, id, v, null),
                        "refuse",
                        (id, v) -> extensions.refuse(clerk, id, v, "时间够用"),
                        "resolve",
                        resolve,
                        "return",
                        askReturn));
        states.put(
                "SUSPENSION_ASKED",
                Map.of(
                        "approve",
                        (id, v) -> suspensions.approve(leader, id, v, null),
                        "refuse",
                        (id, v) -> suspensions.refuse(leader, id, v, "可以办理"),
                        "resolve",
                        resolve,
                        "extension",
                        askExtension));
        states.put("SUSPENDED", Map.of("resume", (id, v) -> suspensions.resume(street, id, v, null)));
        setups.put("ACCEPTED", List.of(accept));
        setups.put("DISPATCHED", List.of(accept, dispatch));
        setups.put("IN_PROGRESS", List.of(accept, dispatch, sign));
        setups.put("EXCLUSION_ASKED", List.of(accept, dispatch, sign, askExclusion));
        setups.put("HELP_ASKED", List.of(accept, withHelp, sign));
        setups.put(
                "VOID_ASKED",
                List.of(
                        accept,
                        dispatch,
                        sign,
                        (id, v) -> voiding.request(street, id, v, VoidReason.WRONG_ENTRY, "登记在错的地方")));
        setups.put("RETURN_PENDING", List.of(accept, dispatch, askReturn));
        setups.put("EXTENSION_ASKED", List.of(accept, dispatch, sign, askExtension));
        setups.put("SUSPENSION_ASKED", List.of(accept, dispatch, sign, propose));
        setups.put(
                "SUSPENDED",
                List.of(accept, dispatch, sign, propose, (id, v) -> suspensions.approve(leader, id, v, null)));
    }

    final Map<String, List<Verb>> setups = new LinkedHashMap<>();

    @Test
    void ofTwoActionsOnOneCaseExactlyOneIsDone() throws Exception {
        List<Pair> pairs = pairs();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            long began = System.nanoTime();
            List<Future<CaseId>> made = new ArrayList<>();
            for (int n = 0; n < CASES; n++) {
                Pair pair = pairs.get(n % pairs.size());
                made.add(pool.submit(() -> set(pair.state())));
            }
            List<CaseId> ids = new ArrayList<>();
            for (Future<CaseId> one : made) {
                ids.add(one.get());
            }
            Map<CaseId, Long> versions = new LinkedHashMap<>();
            Map<CaseId, Integer> lines = new LinkedHashMap<>();
            ids.forEach(id -> {
                versions.put(id, version(id));
                lines.put(id, lines(id));
            });
            long ready = System.nanoTime();
            List<Future<Boolean>> done = new ArrayList<>();
            for (int n = 0; n < CASES; n++) {
                Pair pair = pairs.get(n % pairs.size());
                CaseId id = ids.get(n);
                CyclicBarrier gate = new CyclicBarrier(2);
                Map<String, Verb> verbs = states.get(pair.state());
                for (String name : List.of(pair.one(), pair.other())) {
                    done.add(pool.submit(() -> race(gate, verbs.get(name), id, versions.get(id))));
                }
            }
            int winners = 0;
            for (int n = 0; n < CASES; n++) {
                boolean one = done.get(2 * n).get();
                boolean other = done.get(2 * n + 1).get();
                assertThat(one ^ other)
                        .as("%s: exactly one of them", pairs.get(n % pairs.size()))
                        .isTrue();
                winners++;
                assertLegal(ids.get(n), lines.get(ids.get(n)) + 1);
            }
            System.out.printf(
                    "races: %d cases, %d pairs, %d threads, %d winners, set up in %d ms, raced in %d ms%n",
                    CASES,
                    pairs.size(),
                    THREADS,
                    winners,
                    TimeUnit.NANOSECONDS.toMillis(ready - began),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ready));
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        states.forEach((state, verbs) -> {
            List<String> names = verbs.keySet().stream().sorted().toList();
            for (int one = 0; one < names.size(); one++) {
                for (int other = one; other < names.size(); other++) {
                    pairs.add(new Pair(state, names.get(one), names.get(other)));
                }
            }
        });
        return pairs;
    }

    private boolean race(CyclicBarrier gate, Verb verb, CaseId id, long version) throws Exception {
        gate.await(60, TimeUnit.SECONDS);
        return patiently(() -> {
            try {
                verb.run(id, version);
                return true;
            } catch (Conflict slower) {
                return false;
            }
        });
    }

    /** Again while every connection is in use: there are fewer of them than threads, and nothing was begun. */
    private static <T> T patiently(Supplier<T> doing) {
        for (int tries = 1; ; tries++) {
            try {
                return doing.get();
            } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException busy) {
                if (tries == PATIENCE) {
                    throw busy;
                }
            }
        }
    }

    private CaseId report() {
        CaseId id = CaseId.next();
        return patiently(() -> reporting.report(
                reporter,
                new ReportCase(
                        id,
                        CaseSource.PATROL,
                        null,
                        spot,
                        null,
                        "路面破损需要修补",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null)));
    }

    private CaseId set(String state) {
        CaseId id = report();
        setups.getOrDefault(state, List.of())
                .forEach(verb -> patiently(() -> {
                    verb.run(id, version(id));
                    return id;
                }));
        return id;
    }

    private long version(CaseId id) {
        return jdbc.sql("select version from governance_case where id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    private int lines(CaseId id) {
        return jdbc.sql("select count(*) from case_event where case_id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    private void assertLegal(CaseId id, int steps) {
        List<Step> history = jdbc.sql(
                        "select action, from_status, to_status, sequence from case_event where case_id = ? order by sequence")
                .param(id.value())
                .query(Step.class)
                .list();
        assertThat(history).hasSize(steps);
        String before = null;
        for (int n = 0; n < history.size(); n++) {
            Step step = history.get(n);
            assertThat(step.sequence()).isEqualTo(n);
            assertThat(step.fromStatus()).isEqualTo(before);
            if (before != null) {
                assertThat(CaseAction.valueOf(step.action()).isLegalIn(CaseStatus.valueOf(before)))
                        .as("%s in %s", step.action(), before)
                        .isTrue();
            }
            before = step.toStatus();
        }
        assertThat(jdbc.sql("select status from governance_case where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single())
                .isEqualTo(before);
    }
}
