package org.shaodao.intake.service;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineOrder;
import org.shaodao.intake.ImportRunId;
import org.shaodao.intake.LineKind;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The runs of hotline imports and their lines: what the pages read and what a running import writes. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class HotlineJournal {

    /** Rows of one page of a list. */
    public static final int PAGE = 20;

    private static final String RUN = """
            select r.id, r.source, r.file_name, r.actor_id, p.name as actor_name, r.started_at, r.finished_at, r.dry_run, r.total,
                   r.done, r.taken, r.unchanged, r.changed, r.refused, r.state, r.message_key, r.message_args,
                   r.upload_id, r.wanted_columns, r.district_id, r.street_id, r.place_id, a.name as place_name
              from import_run r
              left join area a on a.id = r.place_id
              left join account ac on ac.id = r.actor_id
              left join person p on p.id = ac.person_id
             where r.kind = 'HOTLINE'
            """;

    private static final String LINE = """
            select l.row_no, l.kind, l.external_number, l.case_id, c.number as case_number, c.title as case_title,
                   l.field, l.key, l.args
              from import_line l
              left join governance_case c on c.id = l.case_id and %s
             where l.run_id = :run
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    /** One row's outcome on its way into the table. */
    record NewLine(
            int row,
            LineKind kind,
            @Nullable String number,
            @Nullable UUID caseId,
            @Nullable String field,
            @Nullable String key,
            List<String> arguments) {}

    /** One order that became a case. */
    record NewOrder(UUID caseId, HotlineOrder order) {}

    /** An order that is here already. */
    record Known(String externalNumber, byte[] externalHash, UUID id) {}

    /** Runs within the scope, the latest first; {@code before} is the cursor of the page before. */
    public Slice<ImportRun> list(AreaScope scope, @Nullable UUID before) {
        Filter filter = filter(scope);
        List<ImportRun> rows = jdbc.sql(RUN + filter.sql() + """
                           and (cast(:before as uuid) is null or r.id < :before)
                         order by r.id desc limit :limit
                        """)
                .param("ids", filter.ids())
                .param("before", before, Types.OTHER)
                .param("limit", PAGE + 1)
                .query(ImportRun.class)
                .list();
        return slice(rows, row -> row.id().toString());
    }

    /** The run; throws {@link NotFound} outside the scope. */
    public ImportRun run(AreaScope scope, ImportRunId id) {
        Filter filter = filter(scope);
        return jdbc.sql(RUN + filter.sql() + " and r.id = :id")
                .param("ids", filter.ids())
                .param("id", id.value())
                .query(ImportRun.class)
                .optional()
                .orElseThrow(() -> new NotFound("import"));
    }

    /** Lines of a run in row order, all kinds or one; the run was found within a scope before. */
    public Slice<ImportLine> lines(AreaScope scope, ImportRun run, @Nullable LineKind kind, int after) {
        Filter visible = caseFilter(scope);
        List<ImportLine> rows = jdbc.sql(LINE.formatted(visible.sql()) + """
                           and l.row_no > :after and (cast(:kind as text) is null or l.kind = :kind)
                         order by l.row_no limit :limit
                        """)
                .param("ids", visible.ids())
                .param("run", run.id())
                .param("after", after)
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .param("limit", PAGE + 1)
                .query(ImportLine.class)
                .list();
        return slice(rows, row -> String.valueOf(row.rowNo()));
    }

    /** Lines with something to say, refused rows and changed orders first to last: the error file. */
    public List<ImportLine> problems(AreaScope scope, ImportRun run) {
        Filter visible = caseFilter(scope);
        return jdbc.sql(LINE.formatted(visible.sql())
                        + " and (l.kind in ('REFUSED','CHANGED') or l.key is not null) order by l.row_no")
                .param("ids", visible.ids())
                .param("run", run.id())
                .query(ImportLine.class)
                .list();
    }

    @Transactional
    void begin(
            ImportRunId id,
            ImportHotline wish,
            @Nullable UUID actor,
            @Nullable AreaId district,
            @Nullable AreaId street,
            @Nullable AreaId place,
            Instant at) {
        jdbc.sql("""
                        insert into import_run (id, kind, source, file_name, actor_id, started_at, dry_run, state,
                                                district_id, street_id, place_id, upload_id, wanted_columns)
                        values (:id, 'HOTLINE', :source, :file, :actor, :at, :dry, 'RUNNING', :district, :street, :place,
                                :upload, :wanted)
                        """)
                .param("id", id.value())
                .param("source", wish.source())
                .param("file", wish.fileName())
                .param("actor", actor, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("dry", wish.dryRun())
                .param("district", district == null ? null : district.value(), Types.OTHER)
                .param("street", street == null ? null : street.value(), Types.OTHER)
                .param("place", place == null ? null : place.value(), Types.OTHER)
                .param("upload", wish.upload(), Types.OTHER)
                .param("wanted", wish.wanted().text())
                .update();
    }

    @Transactional
    void total(ImportRunId id, int rows) {
        jdbc.sql("update import_run set total = ? where id = ?")
                .params(rows, id.value())
                .update();
    }

    /** Orders of this source that are here already. */
    List<Known> known(String source, List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select external_number, external_hash, id from governance_case
                         where external_source = :source and external_number in (:numbers)
                        """)
                .param("source", source)
                .param("numbers", numbers)
                .query(Known.class)
                .list();
    }

    @Transactional
    void write(ImportRunId id, String source, List<NewLine> lines, List<NewOrder> orders) {
        batches.batchUpdate("""
                insert into hotline_order (case_id, run_id, source, number, received_at, place, nature, category, urgency,
                                           channel, opinion, due, taken_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, orders, 100, (statement, row) -> {
            HotlineOrder order = row.order();
            Object[] values = {
                row.caseId(), id.value(), source, order.number(),
                        order.received().atOffset(ZoneOffset.UTC),
                order.place(), order.nature(), order.category(), order.urgency(), order.channel(),
                order.opinion(), order.due(), order.takenBy()
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        });
        batches.batchUpdate("""
                insert into import_line (run_id, row_no, kind, external_number, case_id, field, key, args)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """, lines, 100, (statement, line) -> {
            statement.setObject(1, id.value());
            statement.setInt(2, line.row());
            statement.setString(3, line.kind().name());
            statement.setString(4, line.number());
            statement.setObject(5, line.caseId(), Types.OTHER);
            statement.setString(6, line.field());
            statement.setString(7, line.key());
            statement.setString(8, line.arguments().isEmpty() ? null : String.join("\u001f", line.arguments()));
        });
        recount(id);
    }

    @Transactional
    void end(ImportRunId id, String state, @Nullable RuleViolation problem, Instant at) {
        recount(id);
        jdbc.sql("""
                        update import_run set state = :state, finished_at = :at, message_key = :key, message_args = :args
                         where id = :id
                        """)
                .param("state", state)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("key", problem == null ? null : problem.key(), Types.VARCHAR)
                .param(
                        "args",
                        problem == null || problem.getArguments().length == 0
                                ? null
                                : Arrays.stream(problem.getArguments())
                                        .map(String::valueOf)
                                        .collect(Collectors.joining("\u001f")),
                        Types.VARCHAR)
                .param("id", id.value())
                .update();
    }

    /** Any run, for the one who runs it. */
    Optional<ImportRun> any(ImportRunId id) {
        return jdbc.sql(RUN + " and r.id = ?")
                .param(id.value())
                .query(ImportRun.class)
                .optional();
    }

    private void recount(ImportRunId id) {
        jdbc.sql("""
                        update import_run r
                           set done = c.done, taken = c.taken, unchanged = c.unchanged, changed = c.changed,
                               refused = c.refused
                          from (select count(*) as done,
                                       count(*) filter (where kind = 'TAKEN') as taken,
                                       count(*) filter (where kind = 'UNCHANGED') as unchanged,
                                       count(*) filter (where kind = 'CHANGED') as changed,
                                       count(*) filter (where kind = 'REFUSED') as refused
                                  from import_line where run_id = :id) c
                         where r.id = :id
                        """).param("id", id.value()).update();
    }

    private record Filter(String sql, List<UUID> ids) {}

    private static Filter filter(AreaScope scope) {
        List<UUID> none = List.of(new UUID(0, 0));
        if (scope instanceof AreaScope.Everything) {
            return new Filter(" and r.id not in (:ids) ", none);
        }
        if (scope instanceof AreaScope.InAreas in && !in.ids().isEmpty()) {
            List<UUID> ids = in.ids().stream().map(AreaId::value).toList();
            return switch (in.level()) {
                case STREET -> new Filter(" and r.street_id in (:ids) ", ids);
                case DISTRICT -> new Filter(" and r.district_id in (:ids) ", ids);
                default -> new Filter(" and r.id in (:ids) ", none);
            };
        }
        return new Filter(" and r.id in (:ids) ", none);
    }

    /** Another street's case is not shown even where its number stands in the file. */
    private static Filter caseFilter(AreaScope scope) {
        Filter runs = filter(scope);
        return new Filter(
                runs.sql()
                        .replace(" and r.street_id", "c.street_id")
                        .replace(" and r.district_id", "c.district_id")
                        .replace(" and r.id", "c.id"),
                runs.ids());
    }

    private static <T> Slice<T> slice(List<T> rows, java.util.function.Function<T, String> cursor) {
        return rows.size() <= PAGE
                ? new Slice<>(rows, null)
                : new Slice<>(rows.subList(0, PAGE), cursor.apply(rows.get(PAGE - 1)));
    }
}
