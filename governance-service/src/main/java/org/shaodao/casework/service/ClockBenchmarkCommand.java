package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmark-clocks}: one sweep over many running clocks of which some are newly due, by several workers (P9). */
@Component
@RequiredArgsConstructor
@Command(
        name = "benchmark-clocks",
        description = {
            "Makes open cases, lets some of their clocks ring and measures the sweep; keeps them: only for a scratch database.",
            "时钟扫描性能测量,数据会保留,只用于试验库"
        })
class ClockBenchmarkCommand implements PlatformCommand {

    private static final int PART = 10_000;

    private static final String MAKE = """
            insert into governance_case (id, number, status, level, source, title, description, district_id, street_id,
                   community_id, grid_id, holder_unit_id, accepting_unit_id, reported_at, due_at, yellow_at, clock_due_at,
                   clock_yellow_at, state_changed_at, event_count, version)
            select gen_random_uuid(), 'K' || :tag || '-' || i, 'IN_PROGRESS', 'STREET', 'HOTLINE', '示例事件' || i,
                   repeat('示例描述', 40), g.district_id, g.street_id, g.community_id, g.id, g.desk, g.desk, :reported,
                   t.due, t.due - interval '1 day', t.due, t.due - interval '1 day', :reported, 1, 0
              from generate_series(cast(:first as bigint), cast(:last as bigint)) i
              join (select row_number() over (order by a.code) - 1 as n, count(*) over () as size, a.id, a.district_id,
                           a.street_id, a.community_id, u.id as desk
                      from area a
                      join unit u on u.area_id = a.street_id and u.kind = 'STREET_DESK' and u.valid_to is null
                     where a.level = 'GRID' and a.valid_to is null) g on g.n = i % g.size
             cross join lateral (select cast(:now as timestamptz)
                   + case when i <= :newly then interval '-1 second' else interval '3 days' end as due) t
            """;

    private static final String WATCH = """
            insert into clock_alarm (case_id, kind, due_at, step, fire_at)
            select id, 'STAGE', clock_due_at, case when clock_due_at < :now then 'RED' else 'YELLOW' end,
                   case when clock_due_at < :now then clock_due_at else clock_yellow_at end
              from governance_case where number like 'K' || :tag || '-%'
            """;

    private final ClockSweep sweep;
    private final JdbcClient jdbc;
    private final Clock clock;

    @Option(names = "--scratch", required = true, description = "Says that the cases made may stay in this database")
    private boolean scratch;

    @Option(
            names = "--cases",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Open cases with running clocks (${DEFAULT-VALUE})")
    private int cases;

    @Option(
            names = "--due",
            defaultValue = "5000",
            paramLabel = "N",
            description = "How many of them are newly overdue (${DEFAULT-VALUE})")
    private int due;

    @Option(
            names = "--workers",
            defaultValue = "2",
            paramLabel = "N",
            description = "Sweepers at the same time, as on so many nodes (${DEFAULT-VALUE})")
    private int workers;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        long grids = jdbc.sql("""
                        select count(*) from area a
                          join unit u on u.area_id = a.street_id and u.kind = 'STREET_DESK' and u.valid_to is null
                         where a.level = 'GRID' and a.valid_to is null
                        """).query(Long.class).single();
        if (grids == 0 || workers < 1 || due > cases) {
            System.err.println(
                    "Needs grids under a street with a desk, at least one worker, and no more due than cases");
            return ExitCode.UNUSABLE;
        }
        String tag = UUID.randomUUID().toString().substring(0, 8);
        sweep.sweep();
        make(tag);
        long begun = System.nanoTime();
        ClockSweep.Swept all = swept();
        double seconds = (System.nanoTime() - begun) / 1e9;
        long once = jdbc.sql("""
                        select count(*) from governance_case c
                         where c.number like 'K' || :tag || '-%'
                           and (select count(*) from supervision_order o where o.case_id = c.id) = 1
                        """).param("tag", tag).query(Long.class).single();
        System.out.printf(
                Locale.ROOT,
                "clocks %,d, newly overdue %,d, workers %d: %.2f s, rung %,d, supervised exactly once %,d, per second %.0f%n",
                cases,
                due,
                workers,
                seconds,
                all.alarms(),
                once,
                all.alarms() / Math.max(seconds, 1e-6));
        return once == due ? ExitCode.DONE : ExitCode.ROWS_REFUSED;
    }

    private void make(String tag) {
        Instant now = clock.instant();
        try (Progress progress = new Progress("cases", cases)) {
            for (int first = 1; first <= cases; first += PART) {
                int last = Math.min(cases, first + PART - 1);
                jdbc.sql(MAKE)
                        .param("tag", tag)
                        .param("first", first)
                        .param("last", last)
                        .param("newly", due)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("reported", now.minusSeconds(7 * 86_400L).atOffset(ZoneOffset.UTC))
                        .update();
                progress.to(last);
            }
        }
        jdbc.sql(WATCH)
                .param("tag", tag)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("analyze governance_case").update();
        jdbc.sql("analyze clock_alarm").update();
    }

    private ClockSweep.Swept swept() throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<ClockSweep.Swept>> parts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                parts.add(pool.submit(sweep::sweep));
            }
            ClockSweep.Swept all = ClockSweep.Swept.NOTHING;
            for (Future<ClockSweep.Swept> part : parts) {
                all = all.plus(part.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }
}
