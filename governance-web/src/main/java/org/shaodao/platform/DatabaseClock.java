package org.shaodao.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * System time corrected by its offset to the database, measured each minute, in whole microseconds (rulings 18).
 * <p>Two nodes whose own clocks disagree give the same due times.
 */
final class DatabaseClock extends Clock implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(5);

    private final Clock system = Clock.systemUTC();
    private final DataSource dataSource;
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean measured;
    private @Nullable ScheduledExecutorService ticks;

    DatabaseClock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Instant instant() {
        if (!measured) {
            measure();
        }
        return system.instant().plus(offset).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        DatabaseClock outer = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return outer.withZone(other);
            }

            @Override
            public Instant instant() {
                return outer.instant();
            }
        };
    }

    /** Reads the database's time; a database that does not answer leaves the last offset standing. */
    void measure() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = system.instant();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
                Instant after = system.instant();
                Instant here = before.plus(Duration.between(before, after).dividedBy(2));
                Duration found = Duration.between(here, there);
                if (found.minus(offset).abs().compareTo(WORTH_A_WARNING) > 0) {
                    log.warn("This machine's clock differs from the database's by {}; the database's counts", found);
                }
                offset = found;
                measured = true;
            }
        } catch (SQLException failure) {
            log.warn("Could not read the database's time: {}", failure.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "database-clock");
            thread.setDaemon(true);
            return thread;
        });
        ticks.scheduleWithFixedDelay(this::measure, 60, 60, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (ticks != null) {
            ticks.shutdownNow();
            ticks = null;
        }
    }

    @Override
    public boolean isRunning() {
        return ticks != null;
    }
}
