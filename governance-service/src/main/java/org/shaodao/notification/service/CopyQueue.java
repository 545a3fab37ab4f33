package org.shaodao.notification.service;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue of copies: rows that wait, and one task per target that empties it. The task of a target runs on one node at
 * a time, so its limit and its order hold for all nodes together.
 */
@Component
@RequiredArgsConstructor
class CopyQueue {

    static final String TASK = "notice-copies";

    private static final String COPY = """
            insert into notice_copy (target_id, notice_id, due_at, state) values (?, ?, ?, 'WAITING')
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final RowsAtCommit rows;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    /** Queues one copy, in the transaction of the caller. */
    void add(UUID target, UUID notice, Instant due) {
        rows.add(COPY, target, notice, Timestamp.from(due));
        client().scheduleIfNotExists(task(target), due);
    }

    /**
     * Wakes targets whose copies are due while their task sleeps longer or is missing: a copy may have come in just as
     * the task ended, or an urgent one while it waited for the next digest.
     */
    @Transactional
    void wake() {
        Instant now = clock.instant();
        List<Sleeping> sleeping = jdbc.sql("""
                        select distinct c.target_id, s.task_instance is not null as planned
                          from notice_copy c
                          join notice_target t on t.id = c.target_id and not t.paused
                          left join notice_target_state st on st.target_id = c.target_id
                          left join scheduled_tasks s on s.task_name = :task and s.task_instance = c.target_id::text
                         where c.state = 'WAITING' and c.due_at <= :now
                           and (st.next_try_at is null or st.next_try_at <= :now)
                           and (s.task_instance is null or (not s.picked and s.execution_time > :now))
                        """)
                .param("task", TASK)
                .param("now", Timestamp.from(now))
                .query(Sleeping.class)
                .list();
        for (Sleeping one : sleeping) {
            if (one.planned()) {
                client().reschedule(TaskInstanceId.of(TASK, one.targetId().toString()), now);
            } else {
                client().scheduleIfNotExists(task(one.targetId()), now);
            }
        }
    }

    private static TaskInstance<Void> task(UUID target) {
        return new TaskInstance<>(TASK, target.toString());
    }

    private SchedulerClient client() {
        return scheduler.getObject();
    }

    private record Sleeping(UUID targetId, boolean planned) {}
}
