package org.shaodao.intake.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.WantedColumns;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.command.ExitCode;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.shared.command.Progress;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmark}: measures on the database at hand, in one transaction that is rolled back at the end. */
@Component
@RequiredArgsConstructor
@Command(
        name = "benchmark",
        description = "Makes cases, measures import, queue page and case page, and takes everything back / 性能测量")
class BenchmarkCommand implements PlatformCommand {

    private static final int PART = 10_000;

    private static final String MAKE = """
            insert into governance_case (id, number, status, level, source, title, description, district_id, street_id,
                   community_id, grid_id, holder_unit_id, accepting_unit_id, reported_at, accept_due_at, due_at, yellow_at,
                   clock_due_at, clock_yellow_at, state_changed_at, closed_at, event_count, version)
            select gen_random_uuid(), 'B' || :tag || '-' || i, case when i % 10 < 3 then 'REPORTED' else 'CLOSED' end,
                   'STREET', 'HOTLINE', '示例事件' || i, repeat('示例描述', 40), g.district_id, g.street_id, g.community_id,
                   g.id, g.desk, g.desk, t.at, t.at + interval '4 hours', t.at + interval '7 days',
                   t.at + interval '5 days', t.at + interval '7 days', t.at + interval '5 days', t.at,
                   case when i % 10 < 3 then null else t.at + interval '3 days' end, 1, 0
              from generate_series(cast(:first as bigint), cast(:last as bigint)) i
              join (select row_number() over (order by a.code) - 1 as n, count(*) over () as size, a.id, a.district_id,
                           a.street_id, a.community_id, u.id as desk
                      from area a
                      join unit u on u.area_id = a.street_id and u.kind = 'STREET_DESK' and u.valid_to is null
                     where a.level = 'GRID' and a.valid_to is null) g on g.n = i % g.size
             cross join lateral (select timestamptz '2026-01-01 09:00+08' + i * interval '4 minutes' as at) t
            """;

    private final HotlineImporting importing;
    private final CaseQueue queue;
    private final CaseSheets sheets;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    @Option(
            names = "--cases",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Cases to make (${DEFAULT-VALUE})")
    private int cases;

    @Option(
            names = "--orders",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Orders to import (${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--rounds",
            defaultValue = "200",
            paramLabel = "N",
            description = "Calls of each page (${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() {
        Integer code = transactions.execute(status -> {
            status.setRollbackOnly();
            return measure();
        });
        return code == null ? ExitCode.UNUSABLE : code;
    }

    private int measure() {
        UUID street = jdbc.sql("""
                        select g.street_id from area g
                          join unit u on u.area_id = g.street_id and u.kind = 'STREET_DESK' and u.valid_to is null
                         where g.level = 'GRID' and g.valid_to is null order by g.code limit 1
                        """).query(UUID.class).optional().orElse(null);
        if (street == null) {
            System.err.println("No grid under a street with a desk: import or load a district first");
            return ExitCode.UNUSABLE;
        }
        String tag = UUID.randomUUID().toString().substring(0, 8);
        make(tag);
        AreaScope scope = new AreaScope.InAreas(AreaLevel.STREET, Set.of(new AreaId(street)));
        print(
                "cases in the database",
                jdbc.sql("select count(*) from governance_case")
                        .query(Long.class)
                        .single());
        print("open in the measured street", queue.count(scope, CaseFilter.openOnes()));
        measure("queue page, first", () -> queue.list(scope, CaseFilter.openOnes(), null));
        String after = queue.list(scope, CaseFilter.openOnes(), null).next();
        measure("queue page, second", () -> queue.list(scope, CaseFilter.openOnes(), after));
        measure("queue count", () -> queue.count(scope, CaseFilter.openOnes()));
        CaseId one =
                queue.list(scope, CaseFilter.openOnes(), null).rows().get(0).id();
        measure("case page", () -> sheets.sheet(Actor.system(), one));
        importOrders(tag, new AreaId(street));
        return ExitCode.DONE;
    }

    private void make(String tag) {
        long begun = System.nanoTime();
        try (Progress progress = new Progress("cases", cases)) {
            for (int first = 1; first <= cases; first += PART) {
                int last = Math.min(cases, first + PART - 1);
                jdbc.sql(MAKE)
                        .param("tag", tag)
                        .param("first", first)
                        .param("last", last)
                        .update();
                progress.to(last);
            }
        }
        jdbc.sql("analyze governance_case").update();
        print("cases made per second", Math.round(cases / seconds(begun)));
    }

    private void importOrders(String tag, AreaId street) {
        StringBuilder file = new StringBuilder("工单编号,接收时间,标题,问题描述,联系人,电话\n");
        for (int i = 0; i < orders; i++) {
            file.append(tag)
                    .append(i)
                    .append(",2026-01-05 10:00,示例工单,")
                    .append("小区门口路灯不亮，夜间出行不便。".repeat(12))
                    .append(",示例,13900000000\n");
        }
        ByteArrayResource content = new ByteArrayResource(file.toString().getBytes(StandardCharsets.UTF_8));
        long begun = System.nanoTime();
        ImportRunId id = importing.begin(
                Actor.system(),
                new ImportHotline("benchmark-" + tag, "benchmark.csv", street, WantedColumns.none(), false, null));
        @Nullable Progress[] progress = new Progress[1];
        ImportRun run = importing.run(id, content, total -> progress[0] = new Progress("orders", total), done -> {
            if (progress[0] != null) {
                progress[0].to(done);
            }
        });
        print("orders imported", run.taken());
        print("orders imported per second", Math.round(run.taken() / seconds(begun)));
    }

    private void measure(String what, Runnable call) {
        for (int i = 0; i < 20; i++) {
            call.run();
        }
        double[] millis = new double[Math.max(rounds, 1)];
        for (int i = 0; i < millis.length; i++) {
            long begun = System.nanoTime();
            call.run();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-30s median %.2f ms, 95 %% within %.2f ms%n",
                what,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.95)]);
    }

    private static void print(String what, long value) {
        System.out.printf(Locale.ROOT, "%-30s %,d%n", what, value);
    }

    private static double seconds(long begun) {
        return Math.max(1e-6, (System.nanoTime() - begun) / 1e9);
    }
}
