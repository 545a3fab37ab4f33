package org.shaodao.notification.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets notices and deliveries after their time; what they told of stands on in the trail of its subject. */
@Component
@RequiredArgsConstructor
class NoticeRetention {

    private static final Duration KEEP_DELIVERIES = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final NotificationProperties properties;
    private final Clock clock;

    /** Deletes what is older than the setting says, and deliveries older than 30 days. */
    @Transactional
    void forget() {
        jdbc.sql("delete from notice where at < ?")
                .param(Timestamp.from(clock.instant().minus(properties.keep())))
                .update();
        jdbc.sql("delete from notice_delivery where at < ?")
                .param(Timestamp.from(clock.instant().minus(KEEP_DELIVERIES)))
                .update();
    }
}
