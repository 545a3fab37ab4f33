package org.shaodao.routing.service;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.routing.TrialId;
import org.shaodao.routing.TrialState;
import org.shaodao.routing.service.Comparison.Difference;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Service;

/**
 * Trials of a change over the last cases, each asked as of the time it was decided. They go on beside the request, one
 * after the other, and tell how far they are; a short one is done before the answer is. One account has one running.
 */
@Service
@Slf4j
@RequiredArgsConstructor
public class Trials {

    private static final int CHUNK = 500;
    private static final int WAITING = 4;
    private static final long PATIENCE_MILLIS = 1_500;
    private final RoutedCases cases;
    private final TrialRecords records;
    private final AreaScopes scopes;
    private final Clock clock;

    /** What waits or runs on this node; the sets it asks are known here only. */
    private final Set<TrialId> own = ConcurrentHashMap.newKeySet();

    private final ExecutorService worker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "routing-trials");
                thread.setDaemon(true);
                return thread;
            });

    /** One trial of the actor's own, for a day; throws {@link NotFound} for everybody else's. */
    public Trial find(TrialId id, Actor actor) {
        CatalogueEditing.requireEditor(actor);
        Trial trial = records.find(id, actor).orElseThrow(() -> new NotFound("trial"));
        return own.contains(id) ? trial : trial.seenAt(clock.instant());
    }

    /**
     * The first {@link DryRun#SHOWN} cases that would be different, of those the actor may still see; throws as
     * {@link #find}.
     */
    public List<Trial.Row> rows(TrialId id, Actor actor) {
        find(id, actor);
        return records.rows(id, scope(actor));
    }

    /** The areas whose cases the actor's trials look at. */
    AreaScope scope(Actor actor) {
        return scopes.of(actor).stream()
                .filter(AreaScope.InAreas.class::isInstance)
                .findFirst()
                .orElse(new AreaScope.Nothing());
    }

    /** Stops it where it is; one that has ended stays as it is. Throws as {@link #find}. */
    public void cancel(TrialId id, Actor actor) {
        find(id, actor);
        records.end(id, TrialState.CANCELLED);
    }

    TrialId begin(Comparison comparison, Wish wish, AreaScope scope, Actor actor) {
        TrialId id = TrialId.next();
        int most = Math.max(1, Math.min(Wish.AMOUNTS.get(Wish.AMOUNTS.size() - 1), wish.many()));
        int total = cases.count(scope, most);
        records.open(id, wish, total, actor);
        Future<?> job;
        own.add(id);
        try {
            job = worker.submit(() -> run(id, comparison, scope, total));
        } catch (RejectedExecutionException busy) {
            own.remove(id);
            records.end(id, TrialState.FAILED);
            throw new RuleViolation("catalogue.trial.busy");
        }
        waitFor(job);
        return id;
    }

    private static void waitFor(Future<?> job) {
        try {
            job.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            log.debug("A trial goes on beside the request");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(TrialId id, Comparison comparison, AreaScope scope, int total) {
        try {
            if (!records.start(id)) {
                return;
            }
            int looked = 0;
            int listed = 0;
            RoutedCases.Row last = null;
            while (looked < total) {
                List<RoutedCases.Row> rows = cases.latest(scope, last, Math.min(CHUNK, total - looked));
                if (rows.isEmpty()) {
                    break;
                }
                List<Difference> found = rows.stream()
                        .flatMap(kase -> comparison.of(kase, kase.decidedAt()).stream())
                        .toList();
                if (!records.advance(id, rows.size(), found, listed)) {
                    return;
                }
                records.stillWaiting(own);
                looked += rows.size();
                listed += Math.min(found.size(), DryRun.SHOWN - listed);
                last = rows.get(rows.size() - 1);
            }
            records.end(id, TrialState.DONE);
        } catch (RuntimeException failure) {
            log.error("Trial {} broke off", id, failure);
            records.end(id, TrialState.FAILED);
        } finally {
            own.remove(id);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
        abandon();
    }

    /** What waits or runs here comes to nothing with the node; whoever began it can run it again. */
    void abandon() {
        own.forEach(id -> records.end(id, TrialState.FAILED));
        own.clear();
    }
}
