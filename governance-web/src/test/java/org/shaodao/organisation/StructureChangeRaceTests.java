package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.LockWait;
import org.shaodao.support.Pages;

/** What happens to cases while their area or unit is being merged. */
@FlowTests
class StructureChangeRaceTests extends StructureFlow {

    @Test
    void aReportIntoAnAreaThatEndedMeanwhileIsSentToItsSuccessor() throws Exception {
        UUID source = world.area("grid1.1.1").value();
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("grid1.1.1", "grid1.1.2");
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            var filing = pool.submit(() -> report("grid1.1.1"));
            merging.get();
            assertThatThrownBy(filing::get)
                    .hasRootCauseInstanceOf(RuleViolation.class)
                    .hasRootCauseMessage("casework.place-merged");
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from governance_case where grid_id = ?")
                        .param(source)
                        .query(Integer.class)
                        .single())
                .isZero();
        Pages.Answer answer = pages.post(
                clerk,
                "/cases/new",
                Map.of(
                        "clientId",
                        UUID.randomUUID().toString(),
                        "source",
                        "PHONE",
                        "place",
                        source.toString(),
                        "description",
                        "路口井盖破损,车辆经过有响声"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".error-summary").text()).contains("已并入示例grid1.1.2");
        assertThat(answer.page().select("textarea[name=description]").text()).contains("井盖破损");
    }

    /** Communities that change their street take a report along that was begun before. */
    @Test
    void aReportDuringTheMergeOfItsCommunityLiesWhereTheGridLiesThen() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Actor street = world.actor(Role.DISTRICT_DESK, "district", "desk:district");
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("community1.1", "community2.1");
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            var filing = pool.submit(() -> report(street, "grid1.1.1"));
            merging.get();
            CaseId id = filing.get();
            assertThat(id("select community_id from governance_case where id = ?", id))
                    .isEqualTo(world.area("community2.1").value());
            assertThat(id("select street_id from governance_case where id = ?", id))
                    .isEqualTo(world.area("street2").value());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aDispatchToATeamThatIsBeingMergedIsRefused() throws Exception {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        DispatchCase wanted = new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            var merging = pool.submit(() -> transactions.executeWithoutResult(status -> {
                merge("grid1.1.1", "grid1.2.1");
                held.countDown();
                await(tried);
            }));
            held.await();
            assertThatThrownBy(() -> desk.dispatch(clerk, wanted))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessage("organisation.unit-changing");
            tried.countDown();
            merging.get();
        } finally {
            tried.countDown();
            pool.shutdownNow();
        }
        assertThat(sheets.sheet(clerk, id).facts().status()).isEqualTo(CaseStatus.ACCEPTED);
        assertThatThrownBy(() -> desk.dispatch(clerk, wanted)).hasMessage("casework.unit-closed");
    }

    @Test
    void aMergeTakesAlongWhatWasBeingDispatchedToItsTeam() throws Exception {
        CaseId id = report("grid1.1.2");
        desk.accept(clerk, id, version(id), category(), false);
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            var dispatching = pool.submit(() -> transactions.executeWithoutResult(status -> {
                desk.dispatch(clerk, new DispatchCase(id, version(id), world.unit("team1.1.1"), Set.of(), null, null));
                held.countDown();
                LockWait.begun(jdbc);
            }));
            held.await();
            merge("grid1.1.1", "grid1.2.1");
            dispatching.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(id("select unit_id from dispatch_order where case_id = ?", id))
                .isEqualTo(world.unit("team1.2.1").value());
        assertThat(id("select holder_unit_id from governance_case where id = ?", id))
                .isEqualTo(world.unit("team1.2.1").value());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
