package org.shaodao.casework.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens by itself in casework. */
@Configuration(proxyBeanMethods = false)
class CaseTimers {

    private static final int SWEEP_SECONDS = 20;

    @Bean
    RecurringTask<Void> clockSweepTask(ObjectProvider<ClockSweep> sweep) {
        return Tasks.recurring("clock-sweep", FixedDelay.ofSeconds(SWEEP_SECONDS))
                .execute((instance, context) -> sweep.getObject().sweep());
    }
}
