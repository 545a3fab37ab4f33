package org.shaodao.casework.service;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.AlarmStep;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.ClockKind;
import org.shaodao.casework.RunningClock;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps one alarm for every running clock that still has something to say (rulings 6). After each verb the alarms follow
 * the clock columns of the case, in the same transaction; a verb that starts or moves no clock costs nothing. The alarm of
 * a clock that has stopped is left lying: when its time comes, the sweep sees that it does not run and drops it.
 */
@Service
@RequiredArgsConstructor
public class ClockAlarms {

    private static final String SET = """
            insert into clock_alarm (case_id, kind, due_at, step, fire_at) values (?, ?, ?, ?, ?)
            on conflict (case_id, kind)
            do update set due_at = excluded.due_at, step = excluded.step, fire_at = excluded.fire_at
            """;

    private final Cases cases;
    private final RowsAtCommit rows;

    /**
     * Rings at {@code at} for a date that stands in no clock column of the case, such as the review date of a suspension
     * (T20); a new date replaces the former one. Call it inside the transaction of the verb. It does nothing once
     * the case has left that state.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void watch(CaseId id, ClockKind kind, Instant at) {
        set(id, List.of(new RunningClock(kind, at, at)));
    }

    @EventListener
    void on(CaseEvent event) {
        if (event.action().isNote()) {
            return;
        }
        cases.findById(event.caseId()).ifPresent(kase -> {
            Collection<RunningClock> started = kase.takeClockChange();
            if (!started.isEmpty()) {
                set(event.caseId(), started);
            }
        });
    }

    private void set(CaseId id, Collection<RunningClock> clocks) {
        for (RunningClock clock : clocks) {
            AlarmStep first = AlarmStep.first(clock.kind());
            rows.put(
                    SET,
                    List.of(id, clock.kind()),
                    id.value(),
                    clock.kind().name(),
                    at(clock.dueAt()),
                    first.name(),
                    at(
                            first == AlarmStep.DUE && clock.kind() != ClockKind.REVIEW
                                    ? AlarmStep.justAfter(clock.dueAt())
                                    : clock.warnAt()));
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
