package org.shaodao.intake.service;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.intake.ImportRunId;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Begins runs that go on in the background; after a crash another node takes them up again. */
@Service
@RequiredArgsConstructor
public class HotlineRuns {

    private static final String TASK = "hotline-import";

    private final HotlineImporting importing;
    private final HotlineJournal runs;
    private final HotlineUploads uploads;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    /** Begins a run of an own upload. */
    public ImportRunId begin(Actor actor, ImportHotline wish) {
        UUID upload = wish.upload();
        if (upload == null) {
            throw new IllegalArgumentException("no upload");
        }
        HotlineUploads.Upload own = uploads.find(actor, upload);
        ImportRunId id = importing.begin(
                actor,
                new ImportHotline(wish.source(), own.fileName(), wish.place(), wish.wanted(), wish.dryRun(), upload));
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        Tasks.oneTime(TASK).execute((i, c) -> {}).instance(id.toString()), clock.instant());
        return id;
    }

    /** Runs it here and now: the task's work. */
    public void run(ImportRunId id) {
        ImportRun run = runs.any(id).orElseThrow(() -> new NotFound("import"));
        UUID upload = run.uploadId();
        if (upload == null) {
            return;
        }
        try {
            importing.run(id, uploads.forRun(upload).content(), total -> {}, done -> {});
        } catch (NotFound gone) {
            runs.end(id, "REFUSED", new RuleViolation("intake.upload-gone"), clock.instant());
        }
    }

    /** The background task. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        OneTimeTask<Void> hotlineImportTask(ObjectProvider<HotlineRuns> hotlineRuns) {
            return Tasks.oneTime(TASK)
                    .execute((instance, context) -> hotlineRuns.getObject().run(ImportRunId.of(instance.getId())));
        }
    }
}
