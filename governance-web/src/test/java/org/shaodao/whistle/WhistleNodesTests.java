package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.GovernanceApplication;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.TestDatabase;
import org.shaodao.support.TestPlatform;
import org.shaodao.whistle.service.WhistleAnswering;
import org.shaodao.whistle.service.WhistleCases;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleDesk;
import org.shaodao.whistle.service.WhistleQueue;
import org.shaodao.whistle.service.WhistleSheets;
import org.shaodao.whistle.service.WhistleSweep;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one database: what is signed at one is seen at the other at once, and every automatic step happens once. */
@FlowTests
class WhistleNodesTests {

    private static ConfigurableApplicationContext other;

    @Autowired
    ApplicationContext here;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    WhistleWorld w;

    @BeforeEach
    void start() {
        if (other == null) {
            other = new SpringApplicationBuilder(GovernanceApplication.class, TestPlatform.class)
                    .properties("server.port=0", "spring.main.allow-bean-definition-overriding=true")
                    .initializers(context -> ((GenericApplicationContext) context)
                            .registerBean("testDatabase", TestDatabase.class, () -> database))
                    .run();
        }
        Instant monday = Instant.parse("2026-03-02T02:00:00Z");
        clock.set(monday);
        other.getBean(TestClock.class).set(monday);
        w = new WhistleWorld(here);
    }

    @AfterAll
    static void stop() {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    @Test
    void aSignatureAtOneNodeIsSeenAtTheOtherWithinTwoSeconds() throws InterruptedException {
        WhistleId id = w.blown();
        WhistleQueue there = other.getBean(WhistleQueue.class);
        long before = there.changeOf(w.clerk);
        long begun = System.nanoTime();

        here.getBean(WhistleAnswering.class)
                .sign(w.water, id, w.response(id, "water"), w.version(w.water, id), "王某", "0935-8200001");
        while (there.changeOf(w.clerk) == before) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            Thread.sleep(20);
        }

        assertThat(other.getBean(WhistleSheets.class).sheet(w.clerk, id).answers())
                .filteredOn(answer -> answer.unitId().equals(w.world.unit("water")))
                .allMatch(answer -> answer.state() == ResponseState.SIGNED);
    }

    @Test
    void bothNodesSweepAndRunJobsAndEverythingHappensOnce() throws Exception {
        CaseId kase = w.accepted("违章加盖堵塞消防通道");
        WhistleId id = w.blown(kase);
        Instant later = clock.instant().plus(Duration.ofHours(2));
        clock.set(later);
        other.getBean(TestClock.class).set(later);
        atOnce(node -> node.getBean(WhistleSweep.class).sweep());
        assertThat(w.events(id)).filteredOn("NOTE_UNSIGNED"::equals).hasSize(3);

        for (String unit : List.of("water", "power", "urban1")) {
            Actor officer = unit.equals("water") ? w.water : unit.equals("power") ? w.power : w.urban;
            here.getBean(WhistleAnswering.class)
                    .feedBack(
                            officer,
                            id,
                            w.response(id, unit),
                            w.version(officer, id),
                            FeedbackResult.DONE,
                            "已经处置完毕",
                            null);
        }
        for (String unit : List.of("water", "power", "urban1")) {
            here.getBean(WhistleDesk.class)
                    .grade(w.clerk, id, w.response(id, unit), w.version(w.clerk, id), new Marks(9, 9, 9), null);
        }
        WhistleDeciding deciding = here.getBean(WhistleDeciding.class);
        deciding.countersign(w.member, id, w.version(w.member, id));
        deciding.close(w.member, id, w.version(w.member, id), "隐患已经消除");
        assertThat(jdbc.sql(
                                "select count(*) from scheduled_tasks where task_name = 'whistle-case-resolve' and task_instance = ?")
                        .param(id + "_" + kase)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        atOnce(node -> {
            node.getBean(WhistleCases.class).resolve(id, kase);
            return 1;
        });
        assertThat(w.status(kase)).isEqualTo("RESOLVED");
        assertThat(jdbc.sql("select count(*) from case_event where case_id = ? and action = 'RESOLVE'")
                        .param(kase.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** The same work four times on each node, all at once. */
    private void atOnce(java.util.function.ToIntFunction<ApplicationContext> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(() -> work.applyAsInt(here));
                all.add(() -> work.applyAsInt(other));
            }
            for (Future<Integer> one : threads.invokeAll(all)) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
