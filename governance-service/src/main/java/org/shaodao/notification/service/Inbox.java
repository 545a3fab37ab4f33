package org.shaodao.notification.service;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Slice;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's own notices, and nobody else's. */
@Service
@RequiredArgsConstructor
@Transactional
public class Inbox {

    private static final int PAGE = 20;

    private static final String ROW = """
            select n.id, r.at, r.read_at, n.key, n.arguments, n.urgent, n.subject_type, n.subject_id, n.subject_number
              from notice_reader r join notice n on n.id = r.notice_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** One notice as its reader sees it; {@code arguments} fill the sentence of {@code key}, the number first. */
    public record Row(
            UUID id,
            Instant at,
            @Nullable Instant readAt,
            String key,
            Object[] arguments,
            boolean urgent,
            @Nullable String path) {

        public boolean isUnread() {
            return readAt == null;
        }
    }

    /** How many are unread, counted up to 100. */
    @ReadsOnly
    public int unread(AccountId reader) {
        return jdbc.sql("""
                        select count(*) from (select 1 from notice_reader
                                               where account_id = ? and read_at is null limit 100) counted
                        """).param(reader.value()).query(Integer.class).single();
    }

    /** One page, newest first; {@code after} is the cursor of the page before. */
    @ReadsOnly
    public Slice<Row> list(AccountId reader, boolean unreadOnly, @Nullable String after) {
        Position from = Position.of(after);
        List<Row> rows = jdbc.sql(ROW + " where r.account_id = :reader"
                        + (unreadOnly ? " and r.read_at is null" : "")
                        + (from == null ? "" : " and (r.at, r.notice_id) < (:at, :id)")
                        + " order by r.at desc, r.notice_id desc limit " + (PAGE + 1))
                .param("reader", reader.value())
                .param("at", from == null ? null : from.at().atOffset(ZoneOffset.UTC))
                .param("id", from == null ? null : from.id())
                .query(Inbox::row)
                .list();
        if (rows.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        Row last = rows.get(PAGE - 1);
        return new Slice<>(rows.subList(0, PAGE), last.at() + "_" + last.id());
    }

    /** Marks an own notice as read and gives it; throws {@link NotFound} for another's. */
    public Row open(AccountId reader, UUID notice) {
        Row row = jdbc.sql(ROW + " where r.account_id = ? and r.notice_id = ?")
                .params(reader.value(), notice)
                .query(Inbox::row)
                .optional()
                .orElseThrow(() -> new NotFound("notice"));
        if (row.isUnread()) {
            jdbc.sql("update notice_reader set read_at = ? where account_id = ? and notice_id = ? and read_at is null")
                    .params(now(), reader.value(), notice)
                    .update();
        }
        return row;
    }

    /** Marks all own notices that came up to an instant as read, and says how many; later ones nobody has seen. */
    public int readAll(AccountId reader, Instant upTo) {
        return jdbc.sql("update notice_reader set read_at = ? where account_id = ? and read_at is null and at <= ?")
                .params(now(), reader.value(), upTo.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        java.sql.Timestamp readAt = row.getTimestamp("read_at");
        return new Row(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                readAt == null ? null : readAt.toInstant(),
                row.getString("key"),
                arguments(row.getString("subject_number"), row.getString("arguments")),
                row.getBoolean("urgent"),
                SubjectPages.path(row.getString("subject_type"), row.getObject("subject_id", UUID.class)));
    }

    /** What fills the sentence: the number, then the others. */
    static Object[] arguments(@Nullable String number, @Nullable String others) {
        java.util.stream.Stream<String> more = others == null
                ? java.util.stream.Stream.empty()
                : Arrays.stream(others.split(NoticeWriter.BETWEEN, -1));
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(number == null ? "" : number), more)
                .toArray();
    }

    private record Position(Instant at, UUID id) {

        static @Nullable Position of(@Nullable String cursor) {
            if (cursor == null || cursor.indexOf('_') < 0) {
                return null;
            }
            try {
                int middle = cursor.indexOf('_');
                return new Position(
                        Instant.parse(cursor.substring(0, middle)), UUID.fromString(cursor.substring(middle + 1)));
            } catch (java.time.format.DateTimeParseException | IllegalArgumentException unreadable) {
                return null;
            }
        }
    }
}
