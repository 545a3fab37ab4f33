package org.shaodao.routing.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes trials nobody can look at any more, with the cases they name. */
@Service
@RequiredArgsConstructor
public class TrialHousekeeping {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Deletes what was begun more than a day ago; answers how many trials. */
    @Transactional
    public int forget() {
        return jdbc.sql("delete from routing_trial where started_at < ?")
                .param(clock.instant().minus(TrialRecords.KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The nightly task. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        RecurringTask<Void> trialHousekeepingTask(ObjectProvider<TrialHousekeeping> housekeeping) {
            return Tasks.recurring("trial-housekeeping", Schedules.daily(Zone.ID, LocalTime.of(2, 45)))
                    .execute((instance, context) -> housekeeping.getObject().forget());
        }
    }
}
