package org.shaodao.whistle.service;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleCalls;
import org.shaodao.whistle.WhistleId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes the limits of whistles that have passed: not signed, not come, no answer. Any number of nodes may sweep at once;
 * the locked row and the noted fact make each note happen once.
 */
@Service
@RequiredArgsConstructor
public class WhistleSweep {

    private static final int SECONDS = 20;

    private final WhistleCalls calls;
    private final WhistleAccess access;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** Looks through all running whistles once, each in a transaction of its own; answers how many facts were noted. */
    public int sweep() {
        int noted = 0;
        for (WhistleId id : passed()) {
            Integer ofOne = transactions.execute(status -> {
                Actor system = Actor.system();
                WhistleCall call = calls.findLockedById(id).orElseThrow();
                int facts = call.notePassed(access.moment(system, system.posts().get(0)));
                if (facts > 0) {
                    calls.saveAndFlush(call);
                }
                return facts;
            });
            noted += ofOne == null ? 0 : ofOne;
        }
        return noted;
    }

    private List<WhistleId> passed() {
        return jdbc.sql("""
                        select c.id
                          from whistle_call c
                         where c.state in ('BLOWN', 'HANDLING', 'AWAITING_EVALUATION')
                           and exists (select 1 from whistle_response r
                                where r.call_id = c.id and r.released_at is null
                                  and (r.sign_due_at < :now and r.signed_at is null and r.unsigned_at is null
                                    or r.report_in_due_at < :now and r.absent_at is null
                                       and r.state in ('NOTIFIED', 'SIGNED')
                                    or r.feedback_due_at < :now and r.role = 'CO' and r.no_answer_at is null
                                       and r.state in ('NOTIFIED', 'SIGNED', 'REPORTED_IN')))
                         order by c.id
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new WhistleId(row.getObject(1, java.util.UUID.class)))
                .list();
    }

    /** The recurring task, run by one node at a time. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        RecurringTask<Void> whistleSweepTask(ObjectProvider<WhistleSweep> sweeps) {
            return Tasks.recurring("whistle-sweep", FixedDelay.ofSeconds(SECONDS))
                    .execute((instance, context) -> sweeps.getObject().sweep());
        }
    }
}
