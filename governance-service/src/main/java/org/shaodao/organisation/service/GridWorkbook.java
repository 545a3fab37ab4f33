package org.shaodao.organisation.service;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Grids, posts and people out of one table: one row for each person in a post of a grid, all or nothing. The template is
 * {@link GridExport}. Private numbers go in, never out; what is missing in the file stays as it is.
 */
@Service
@RequiredArgsConstructor
public class GridWorkbook {

    /** Kind of its import runs. */
    public static final String KIND = "GRIDS";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;
    private final ImportRuns runs;
    private final OrganisationAccess access;
    private final PersonalDataVault vault;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final GridWords words;
    private final Clock clock;

    /** Reads the file and notes the run; the locale is that of the error file. */
    public PreparedImport prepare(InputStreamSource file, String fileName, Actor actor, boolean dryRun, Locale locale) {
        if (!access.edits(actor)) {
            throw new Forbidden("organisation.import.grids");
        }
        List<TableRow> rows = new ArrayList<>();
        List<String> head;
        Map<GridColumn, Integer> columns = new EnumMap<>(GridColumn.class);
        try (Table table = Spreadsheets.open(file)) {
            RuleViolation.require(table.hasNext(), "table.empty");
            head = table.next().cells();
            for (int i = 0; i < head.size(); i++) {
                int column = i;
                GridColumn.of(head.get(i)).ifPresent(known -> columns.putIfAbsent(known, column));
            }
            List<String> missing = Arrays.stream(GridColumn.values())
                    .filter(column -> column.isNeeded() && !columns.containsKey(column))
                    .map(GridColumn::head)
                    .toList();
            RuleViolation.require(missing.isEmpty(), "organisation.import.header", String.join("、", missing));
            table.forEachRemaining(rows::add);
        }
        RuleViolation.require(!rows.isEmpty(), "table.empty");
        UUID run = runs.begin(KIND, fileName, actor, dryRun, rows.size());
        List<String> heading = head;
        return new PreparedImport() {
            @Override
            public UUID run() {
                return run;
            }

            @Override
            public ImportOutcome take(IntConsumer progress) {
                return decide(work(columns, rows, run, actor, progress), run, heading, rows, dryRun, locale);
            }
        };
    }

    private GridImport work(
            Map<GridColumn, Integer> columns, List<TableRow> rows, UUID run, Actor actor, IntConsumer progress) {
        return new GridImport(
                new GridImport.Tools(jdbc, template, runs, vault, events, clock),
                actor.isSystem() ? new AreaScope.Everything() : access.districts(actor),
                new GridRowReader(columns, words, LocalDate.ofInstant(clock.instant(), Zone.ID)),
                rows,
                run,
                actor,
                progress);
    }

    private ImportOutcome decide(
            GridImport work, UUID run, List<String> head, List<TableRow> rows, boolean dryRun, Locale locale) {
        try {
            ImportOutcome outcome = transactions.execute(status -> {
                ImportOutcome result = work.run();
                if (result.isRefused() || dryRun) {
                    status.setRollbackOnly();
                }
                return result;
            });
            if (outcome.isRefused()) {
                runs.keepFile(run, "errors.xlsx", errorFile(head, rows, outcome.errors(), locale));
            }
            runs.finish(
                    run,
                    outcome.isRefused() ? ImportRun.State.REFUSED : ImportRun.State.DONE,
                    outcome.isRefused() ? 0 : outcome.created() + outcome.changed(),
                    outcome.unchanged(),
                    outcome.errors(),
                    null);
            return outcome;
        } catch (RuntimeException failure) {
            runs.finish(run, ImportRun.State.FAILED, 0, 0, List.of(), "organisation.import.failed");
            throw failure;
        }
    }

    /** The file as it came, with the errors in a column behind. */
    private byte[] errorFile(List<String> head, List<TableRow> rows, List<RowError> errors, Locale locale) {
        Map<Integer, String> texts = new HashMap<>();
        errors.forEach(error -> texts.merge(
                error.row(),
                (error.field() == null ? "" : error.field() + ":")
                        + messages.getMessage(error.key(), error.args().toArray(), error.key(), locale),
                (one, other) -> one + " / " + other));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.of("errors.xlsx", out, "errors")) {
            List<Object> first = new ArrayList<>(head);
            first.add(messages.getMessage("organisation.import.error-column", null, "error", locale));
            writer.row(first);
            for (TableRow row : rows) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (int i = 0; i < head.size(); i++) {
                    cells.add(TableWriter.guarded(TableWriter.unguarded(row.cell(i))));
                }
                cells.add(texts.get(row.number()));
                writer.row(cells);
            }
        }
        return out.toByteArray();
    }
}
