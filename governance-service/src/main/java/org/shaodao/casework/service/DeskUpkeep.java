package org.shaodao.casework.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sweeps away what a desk needs only for a while: signs of change after a day, abandoned texts after two weeks. */
@Service
@RequiredArgsConstructor
public class DeskUpkeep {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** One sweep; returns how many rows went. */
    @Transactional
    public int sweep() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("delete from desk_change where at < ?")
                        .param(now.minusDays(1))
                        .update()
                + jdbc.sql("delete from text_draft where at < ?")
                        .param(now.minus(TextDrafts.KEPT))
                        .update();
    }

    /** Runs the sweep each hour, on one node. */
    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> deskSweep(ObjectProvider<DeskUpkeep> upkeep) {
            return Tasks.recurring("desk-sweep", FixedDelay.of(Duration.ofHours(1)))
                    .execute((instance, context) -> upkeep.getObject().sweep());
        }
    }
}
