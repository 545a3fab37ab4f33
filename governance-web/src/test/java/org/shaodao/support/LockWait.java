package org.shaodao.support;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets one thread hold its locks until another one runs into them. */
public final class LockWait {

    private LockWait() {}

    /** Until somebody waits for a lock in this database, at most five seconds. */
    public static void begun(JdbcClient jdbc) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        boolean waits = false;
        while (!waits && System.nanoTime() < end) {
            jdbc.sql("select pg_stat_clear_snapshot()").query().listOfRows();
            waits = jdbc.sql("select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database())")
                    .query(Boolean.class)
                    .single();
            Thread.onSpinWait();
        }
    }
}
