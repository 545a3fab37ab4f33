package org.shaodao.deadline.service;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a new version of the calendar did to the clocks that run: how many were counted again, how many moved (rulings 15). */
@Service
@RequiredArgsConstructor
public class CalendarArrivals {

    private final JdbcClient jdbc;

    /**
     * The counting after one version of the calendar.
     *
     * @param afterId the last case that was counted again; the next batch goes on behind it, also after a crash
     * @param leftAlone cases with a clock from before limits were kept, which stays as it was
     * @param endedAt null while it goes on
     */
    public record Arrival(
            int version,
            Instant startedAt,
            @Nullable UUID afterId,
            int checked,
            int moved,
            int leftAlone,
            @Nullable Instant endedAt) {}

    /** The latest one. */
    public Optional<Arrival> latest() {
        return jdbc.sql("select * from calendar_arrival order by version desc limit 1")
                .query(Arrival.class)
                .optional();
    }

    /** The counting after this version; empty where there is none. */
    public Optional<Arrival> of(int version) {
        return jdbc.sql("select * from calendar_arrival where version = ?")
                .param(version)
                .query(Arrival.class)
                .optional();
    }

    /** Begins it, in the transaction that changes the calendar. */
    public void begin(int version, Instant at) {
        jdbc.sql("""
                        insert into calendar_arrival (version, started_at) values (:version, :at)
                        on conflict (version) do update set started_at = excluded.started_at, after_id = null, checked = 0,
                               moved = 0, left_alone = 0, ended_at = null
                        """).param("version", version).param("at", Timestamp.from(at)).update();
    }

    /** Notes a batch, in its transaction. */
    public void advance(int version, UUID last, int checked, int moved, int leftAlone) {
        jdbc.sql("""
                        update calendar_arrival set after_id = :last, checked = checked + :checked, moved = moved + :moved,
                               left_alone = left_alone + :left_alone
                         where version = :version
                        """)
                .param("last", last)
                .param("checked", checked)
                .param("moved", moved)
                .param("left_alone", leftAlone)
                .param("version", version)
                .update();
    }

    /** Notes that every running clock has been counted again. */
    public void end(int version, Instant at) {
        jdbc.sql("update calendar_arrival set ended_at = :at where version = :version")
                .param("at", Timestamp.from(at))
                .param("version", version)
                .update();
    }
}
