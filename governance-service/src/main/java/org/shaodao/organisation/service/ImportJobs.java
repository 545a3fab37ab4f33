package org.shaodao.organisation.service;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Takes imports beside the request, one after the other; a short one is done before the answer is. */
@Component
@Slf4j
public class ImportJobs {

    private static final long PATIENCE_MILLIS = 1_500;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "imports");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins to take it and waits a moment for it. */
    public void start(PreparedImport prepared) {
        Future<?> job = worker.submit(() -> {
            try {
                prepared.take(done -> {});
            } catch (RuntimeException failure) {
                log.error("Import {} broke off", prepared.run(), failure);
            }
        });
        try {
            job.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            log.debug("Import {} goes on", prepared.run());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdown();
        try {
            worker.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
