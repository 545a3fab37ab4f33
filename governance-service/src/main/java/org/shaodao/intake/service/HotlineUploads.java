package org.shaodao.intake.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PlainText;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files on their way from the browser to the import: sealed, seen only by who sent them, gone after a day. */
@Service
@RequiredArgsConstructor
@Transactional
public class HotlineUploads {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Clock clock;

    /** A stored file. */
    public record Upload(UUID id, String fileName, InputStreamSource content) {}

    private record Row(UUID id, String fileName, byte[] sealed) {}

    /** Keeps the file and forgets those of yesterday. */
    public UUID keep(Actor actor, String fileName, InputStreamSource content) {
        Instant now = clock.instant();
        jdbc.sql("delete from import_upload where at < ?")
                .param(now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        UUID id = Ids.next();
        jdbc.sql("insert into import_upload (id, account_id, file_name, sealed, at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        actor.account().value(),
                        PlainText.clean(fileName),
                        Objects.requireNonNull(vault.seal(encoded(content))),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** The actor's own upload; throws {@link NotFound} otherwise, or when it is gone. */
    @Transactional(readOnly = true)
    public Upload find(Actor actor, UUID id) {
        return jdbc.sql("select id, file_name, sealed from import_upload where id = ? and account_id = ?")
                .params(id, actor.account().value())
                .query(Row.class)
                .optional()
                .map(this::open)
                .orElseThrow(() -> new NotFound("upload"));
    }

    /** Any upload, for the run that needs it. */
    @Transactional(readOnly = true)
    Upload forRun(UUID id) {
        return jdbc.sql("select id, file_name, sealed from import_upload where id = ?")
                .param(id)
                .query(Row.class)
                .optional()
                .map(this::open)
                .orElseThrow(() -> new NotFound("upload"));
    }

    private Upload open(Row row) {
        byte[] content = Base64.getDecoder().decode(Objects.requireNonNull(vault.open(row.sealed())));
        return new Upload(row.id(), row.fileName(), new ByteArrayResource(content));
    }

    private static String encoded(InputStreamSource content) {
        try (var in = content.getInputStream()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
