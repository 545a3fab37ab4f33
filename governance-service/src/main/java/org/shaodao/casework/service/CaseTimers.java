package org.shaodao.casework.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens by itself in casework. */
@Configuration(proxyBeanMethods = false)
class CaseTimers {

    private static final int SWEEP_SECONDS = 20;

    private static final LocalTime NIGHT = LocalTime.of(2, 40);

    @Bean
    RecurringTask<Void> clockSweepTask(ObjectProvider<ClockSweep> sweep) {
        return Tasks.recurring("clock-sweep", FixedDelay.ofSeconds(SWEEP_SECONDS))
                .execute((instance, context) -> sweep.getObject().sweep());
    }

    @Bean
    RecurringTask<Void> draftHousekeepingTask(ObjectProvider<DraftHousekeeping> housekeeping) {
        return Tasks.recurring("draft-housekeeping", Schedules.daily(Zone.ID, NIGHT))
                .execute((instance, context) -> housekeeping.getObject().discard());
    }
}
