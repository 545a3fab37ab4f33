package org.shaodao.deadline.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.deadline.CalendarChanged;
import org.shaodao.shared.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Numbers the versions of the working calendar. Every change of days or hours is one, so that a due time can name its calendar. */
@Component
@RequiredArgsConstructor
class CalendarVersions {

    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * Makes the next version inside the transaction that changes the calendar, and tells of it.
     *
     * @param note what changed, for example the year
     * @param actor the acting account
     */
    int next(String note, UUID subject, UUID actor, String eventKey) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int version = jdbc.sql("""
                        insert into calendar_version
                        select coalesce(max(number), 0) + 1, :now, :note from calendar_version returning number
                        """)
                .param("now", Timestamp.from(at))
                .param("note", note)
                .query(Integer.class)
                .single();
        events.publishEvent(
                new Recorded("calendar", subject, actor, "DISTRICT_SUPERVISOR", null, at, eventKey, List.of(), null));
        events.publishEvent(new CalendarChanged(version, at));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                calendars.refresh();
            }
        });
        return version;
    }
}
