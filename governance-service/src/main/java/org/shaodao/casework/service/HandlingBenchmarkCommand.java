package org.shaodao.casework.service;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.Satisfaction;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.deadline.LimitClass;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code benchmark-handling}: whole handlings of eight verbs through the services, each verb a transaction of its own
 * that is kept. Figures are per handling: rate, and processor time of this program without the database.
 */
@Component
@RequiredArgsConstructor
@Command(
        name = "benchmark-handling",
        description = {
            "Takes cases from report to closing through the services and keeps them: only for a scratch database.",
            "从上报到结案的整套办理性能测量,数据会保留,只用于试验库"
        })
class HandlingBenchmarkCommand implements PlatformCommand {

    private static final Duration WARMING = Duration.ofSeconds(5);

    private final CaseReporting reporting;
    private final CaseDesk desk;
    private final CaseHandling handling;
    private final CaseClosing closing;
    private final Categories categories;
    private final Actors actors;
    private final Places places;
    private final JdbcClient jdbc;

    @Option(names = "--scratch", required = true, description = "Says that the cases made may stay in this database")
    private boolean scratch;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "N",
            description = "How long to measure (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--threads",
            defaultValue = "4",
            paramLabel = "N",
            description = "Handlings at the same time (${DEFAULT-VALUE})")
    private int threads;

    /** Who does what: a reporter and verifier, the desk, and the team of another grid that handles it. */
    private record Cast(Actor reporter, Actor clerk, Actor handler, AreaId grid, UnitId team, CategoryId category) {}

    @Override
    public Integer call() throws InterruptedException {
        Cast cast = cast();
        if (cast == null) {
            System.err.println("No community with a desk and workers of two grids: load the demonstration district");
            return ExitCode.UNUSABLE;
        }
        run(cast, WARMING);
        long cpu = processorNanos();
        long begun = System.nanoTime();
        long done = run(cast, Duration.ofSeconds(seconds));
        double elapsed = (System.nanoTime() - begun) / 1e9;
        double millis = (processorNanos() - cpu) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "handlings %,d, threads %d, per second %.1f, processor time per handling %.2f ms%n",
                done,
                threads,
                done / elapsed,
                millis / Math.max(1, done));
        return ExitCode.DONE;
    }

    private long run(Cast cast, Duration duration) throws InterruptedException {
        long until = System.nanoTime() + duration.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> {
                    long done = 0;
                    while (System.nanoTime() < until) {
                        handle(cast);
                        done++;
                    }
                    return done;
                }));
            }
            long sum = 0;
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void handle(Cast cast) {
        CaseId id = CaseId.next();
        reporting.report(
                cast.reporter(),
                new ReportCase(
                        id,
                        CaseSource.PATROL,
                        null,
                        cast.category(),
                        null,
                        "示例:楼道堆放杂物,占用通道",
                        "示例小区1号楼",
                        false,
                        false,
                        cast.grid(),
                        "示例",
                        "13900000000",
                        null));
        desk.accept(cast.clerk(), id, CaseAccess.JUST_READ, cast.category(), false);
        desk.dispatch(cast.clerk(), new DispatchCase(id, CaseAccess.JUST_READ, cast.team(), Set.of(), null, "请今日处理"));
        handling.sign(cast.handler(), id, CaseAccess.JUST_READ, "示例", "13900000000");
        handling.resolve(cast.handler(), id, CaseAccess.JUST_READ, "示例:已清理并告知住户", ResolutionKind.SOLVED, true);
        closing.passVerification(cast.reporter(), id, CaseAccess.JUST_READ, "已看过");
        closing.close(
                cast.clerk(),
                id,
                CaseAccess.JUST_READ,
                new CaseClosing.FollowUp(true, true, true, Satisfaction.SATISFIED, null));
    }

    private @Nullable Cast cast() {
        List<Actor> all =
                jdbc
                        .sql("select id from account where not disabled order by login limit 2000")
                        .query(UUID.class)
                        .stream()
                        .flatMap(id -> actors.actorOf(new AccountId(id)).stream())
                        .toList();
        CategoryId category = categories.selectable().stream()
                .filter(c -> !c.communityNeverLeads() && LimitClass.GENERAL.equals(c.limitClass()))
                .map(CategoryRef::id)
                .findFirst()
                .orElse(null);
        for (Actor clerk : all) {
            for (PostGrant desks : clerk.postsWith(Role.COMMUNITY_DESK)) {
                List<Actor> workers = all.stream()
                        .filter(worker -> !worker.postsWith(Role.GRID_WORKER).isEmpty()
                                && Objects.equals(communityOf(grid(worker)), desks.areaId()))
                        .toList();
                Actor reporter = workers.isEmpty() ? null : workers.get(0);
                for (Actor handler : workers) {
                    if (category != null && reporter != null && !grid(handler).equals(grid(reporter))) {
                        return new Cast(reporter, clerk, handler, grid(reporter), team(handler), category);
                    }
                }
            }
        }
        return null;
    }

    private static AreaId grid(Actor worker) {
        return Objects.requireNonNull(worker.postsWith(Role.GRID_WORKER).get(0).areaId());
    }

    private static UnitId team(Actor worker) {
        return Objects.requireNonNull(worker.postsWith(Role.GRID_WORKER).get(0).unitId());
    }

    private @Nullable AreaId communityOf(AreaId grid) {
        return places.place(grid).communityId();
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
