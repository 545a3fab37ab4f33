package org.shaodao.whistle.service;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.SummonedCases;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleCalls;
import org.shaodao.whistle.WhistleEvent;
import org.shaodao.whistle.WhistleId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a whistle does to its cases (rulings 20): blowing takes them on and extends each once to the call's due time;
 * closing resolves each by a job of its own. Both happen at most once for a case and a call; what could not be done is
 * listed with the state that forbade it.
 */
@Service
@RequiredArgsConstructor
public class WhistleCases {

    private static final String TASK = "whistle-case-resolve";

    private final WhistleCalls calls;
    private final SummonedCases summoned;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final JdbcClient jdbc;
    private final Clock clock;

    @EventListener
    @Order(10)
    void on(WhistleEvent event) {
        if (event.action() == WhistleAction.BLOW) {
            extend(call(event.whistleId()));
        } else if (event.action() == WhistleAction.CLOSE) {
            for (CaseId id : call(event.whistleId()).cases()) {
                scheduler
                        .getObject()
                        .scheduleIfNotExists(
                                Tasks.oneTime(TASK).execute((i, c) -> {}).instance(event.whistleId() + "_" + id),
                                clock.instant());
            }
        }
    }

    /** The work of one job: resolves the case unless it was tried before; what forbids it is listed. */
    @Transactional
    public void resolve(WhistleId call, CaseId id) {
        if (!first(call, id, "RESOLVED")) {
            return;
        }
        WhistleCall of = call(call);
        String result = of.getNumber() + " " + String.valueOf(of.getSummary());
        done(call, id, "RESOLVED", summoned.resolve(id, result));
    }

    private void extend(WhistleCall call) {
        Instant due = call.getDueAt();
        if (due == null) {
            return;
        }
        for (CaseId id : call.cases().stream()
                .sorted(Comparator.comparing(CaseId::value))
                .toList()) {
            if (first(call.getId(), id, "EXTENDED")) {
                done(call.getId(), id, "EXTENDED", summoned.takeOn(id, due, call.getNumber()));
            }
        }
    }

    private boolean first(WhistleId call, CaseId id, String effect) {
        return jdbc.sql("""
                        insert into whistle_case_effect (call_id, case_id, effect, done, at)
                        values (?, ?, ?, false, ?) on conflict do nothing
                        """)
                        .params(
                                call.value(),
                                id.value(),
                                effect,
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void done(WhistleId call, CaseId id, String effect, Optional<CaseStatus> forbidden) {
        jdbc.sql("update whistle_case_effect set done = :done, reason = :reason"
                        + " where call_id = :call and case_id = :case and effect = :effect")
                .param("done", forbidden.isEmpty())
                .param("reason", forbidden.map(Enum::name).orElse(null))
                .param("call", call.value())
                .param("case", id.value())
                .param("effect", effect)
                .update();
    }

    private WhistleCall call(WhistleId id) {
        return calls.findById(id).orElseThrow();
    }

    /** The background task. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        OneTimeTask<Void> whistleCaseTask(ObjectProvider<WhistleCases> whistleCases) {
            return Tasks.oneTime(TASK).execute((instance, context) -> {
                String[] ids = instance.getId().split("_", 2);
                whistleCases.getObject().resolve(WhistleId.of(ids[0]), CaseId.of(ids[1]));
            });
        }
    }
}
