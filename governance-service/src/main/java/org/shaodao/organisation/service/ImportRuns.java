package org.shaodao.organisation.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of imports: progress while they run, row errors afterwards. Written in transactions of its own, so that
 * progress shows while the import itself is still undecided.
 */
@Service
@RequiredArgsConstructor
public class ImportRuns {

    private static final int KEPT_ERRORS = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final PersonalDataVault vault;
    private final Clock clock;

    /** Notes that an import began. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public UUID begin(String kind, String fileName, Actor actor, boolean dryRun, int total) {
        UUID id = Ids.at(clock.instant());
        jdbc.sql("""
                insert into import_run (id, kind, file_name, actor_id, started_at, dry_run, total, state)
                values (:id, :kind, :file, :actor, :at, :dry, :total, 'RUNNING')
                """)
                .param("id", id)
                .param("kind", kind)
                .param("file", fileName.length() > 200 ? fileName.substring(fileName.length() - 200) : fileName)
                .param("actor", actor.isSystem() ? null : actor.account().value())
                .param("at", Timestamp.from(clock.instant()))
                .param("dry", dryRun)
                .param("total", total)
                .update();
        return id;
    }

    /** Notes how many rows are looked at. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(UUID run, int done) {
        jdbc.sql("update import_run set done = ? where id = ?")
                .params(done, run)
                .update();
    }

    /** Notes how it ended, with the rows refused. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void finish(
            UUID run,
            ImportRun.State state,
            int taken,
            int unchanged,
            Collection<RowError> errors,
            @Nullable String messageKey) {
        long refused = errors.stream().map(RowError::row).distinct().count();
        jdbc.sql("""
                update import_run
                   set state = :state, finished_at = :at, done = total, taken = :taken, unchanged = :unchanged,
                       refused = :refused, message_key = :message
                 where id = :id
                """)
                .param("state", state.name())
                .param("at", Timestamp.from(clock.instant()))
                .param("taken", taken)
                .param("unchanged", unchanged)
                .param("refused", refused)
                .param("message", messageKey)
                .param("id", run)
                .update();
        template.batchUpdate(
                "insert into import_error (run_id, row_no, field, key, args) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                errors.stream().limit(KEPT_ERRORS).toList(),
                500,
                (statement, error) -> {
                    statement.setObject(1, run);
                    statement.setInt(2, error.row());
                    statement.setString(3, error.field());
                    statement.setString(4, error.key());
                    statement.setString(5, String.join("\u001f", error.args()));
                });
    }

    /** A run of this kind, of this actor or of nobody in particular. */
    @Transactional(readOnly = true)
    public Optional<ImportRun> find(UUID run, String kind, Actor actor) {
        return jdbc.sql("select * from import_run where id = ? and kind = ? and (actor_id is null or actor_id = ?)")
                .params(run, kind, actor.account().value())
                .query(ImportRun.class)
                .optional();
    }

    /** The latest runs of this kind by this actor, newest first. */
    @Transactional(readOnly = true)
    public List<ImportRun> latest(String kind, Actor actor) {
        return jdbc.sql("select * from import_run where kind = ? and actor_id = ? order by started_at desc limit 10")
                .params(kind, actor.account().value())
                .query(ImportRun.class)
                .list();
    }

    /** Keeps the refused file with its errors for a day. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void keepFile(UUID run, String fileName, byte[] content) {
        jdbc.sql("delete from import_file where made_at < ?")
                .param(Timestamp.from(clock.instant().minus(1, ChronoUnit.DAYS)))
                .update();
        jdbc.sql("insert into import_file (run_id, file_name, sealed, made_at) values (?, ?, ?, ?)")
                .params(
                        run,
                        fileName,
                        Objects.requireNonNull(vault.seal(Base64.getEncoder().encodeToString(content))),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** The refused file with its errors. */
    @Transactional(readOnly = true)
    public Optional<byte[]> file(UUID run) {
        return jdbc.sql("select sealed from import_file where run_id = ?")
                .param(run)
                .query((row, n) -> Objects.requireNonNull(vault.open(row.getBytes(1))))
                .optional()
                .map(text -> Base64.getDecoder().decode(text));
    }

    /** The row errors of a run, in row order. */
    @Transactional(readOnly = true)
    public List<RowError> errors(UUID run, int limit) {
        return jdbc.sql(
                        "select row_no, field, key, args from import_error where run_id = ? order by row_no, key limit ?")
                .params(run, limit)
                .query((row, n) -> new RowError(
                        row.getInt("row_no"),
                        row.getString("field"),
                        row.getString("key"),
                        row.getString("args") == null || row.getString("args").isEmpty()
                                ? List.of()
                                : Arrays.asList(row.getString("args").split("\u001f"))))
                .list();
    }
}
