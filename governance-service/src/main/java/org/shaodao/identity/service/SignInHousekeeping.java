package org.shaodao.identity.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets old sign-in attempts: they serve lock-out and slow-down only, the audit keeps its own rows. */
@Service
@RequiredArgsConstructor
public class SignInHousekeeping {

    /** Longer than any rule of signing in looks back. */
    public static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Deletes attempts, and counters that bar nobody any more, from before {@link #KEPT}; answers how many rows. */
    @Transactional
    public int forget() {
        OffsetDateTime before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int attempts = jdbc.sql("delete from sign_in_attempt where at < ?")
                .param(before)
                .update();
        return attempts + jdbc.sql("""
                                delete from sign_in_guard
                                 where last_at < :before and (locked_until is null or locked_until < :before)
                                """).param("before", before).update();
    }

    /** The nightly task. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        RecurringTask<Void> signInHousekeepingTask(ObjectProvider<SignInHousekeeping> housekeeping) {
            return Tasks.recurring("sign-in-housekeeping", Schedules.daily(Zone.ID, LocalTime.of(2, 50)))
                    .execute((instance, context) -> housekeeping.getObject().forget());
        }
    }
}
