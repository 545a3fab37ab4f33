package org.shaodao.notification.service;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background work of notification. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationTasks {

    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(20);
    private static final LocalTime NIGHT = LocalTime.of(3, 10);

    /** Empties the queue of one target; sleeps until its next copy is due and goes when none waits. */
    @Bean
    Task<Void> noticeCopiesTask(ObjectProvider<CopyDelivery> delivery) {
        return Tasks.custom(CopyQueue.TASK, Void.class).execute((instance, context) -> {
            Optional<Instant> next = delivery.getObject().deliver(UUID.fromString(instance.getId()));
            return (done, operations) ->
                    next.ifPresentOrElse(at -> operations.reschedule(done, at), operations::remove);
        });
    }

    @Bean
    Task<Void> noticeSweepTask(ObjectProvider<CopyQueue> queue) {
        return Tasks.recurring("notice-sweep", FixedDelay.of(BETWEEN_SWEEPS))
                .execute((instance, context) -> queue.getObject().wake());
    }

    @Bean
    Task<Void> noticeRetentionTask(ObjectProvider<NoticeRetention> retention) {
        return Tasks.recurring("notice-retention", Schedules.daily(Zone.ID, NIGHT))
                .execute((instance, context) -> retention.getObject().forget());
    }
}
