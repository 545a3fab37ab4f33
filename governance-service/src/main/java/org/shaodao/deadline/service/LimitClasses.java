package org.shaodao.deadline.service;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.LimitMode;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Changes the limits of a class. Clocks that run keep the limit they started with. */
@Service
@RequiredArgsConstructor
public class LimitClasses {

    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The version a form must bring back; empty for an unknown code. */
    public Optional<Long> version(String code) {
        return jdbc.sql("select version from limit_class where code = ?")
                .param(code)
                .query(Long.class)
                .optional();
    }

    /** Puts these limits in the place of the class's former ones. {@code actor}: the acting account. */
    @Transactional
    public void change(LimitClass limits, long version, UUID actor) {
        RuleViolation.require(
                limits.handling().amount() > 0 || limits.handling().mode() == LimitMode.WORKING_DAYS_TO_CLOSE,
                "deadline.limit-zero");
        int updated = jdbc.sql("""
                        update limit_class
                           set handling_mode = :handlingMode, handling_amount = :handlingAmount,
                               contact_mode = :contactMode, contact_amount = :contactAmount,
                               sign_mode = :signMode, sign_amount = :signAmount,
                               accept_mode = :acceptMode, accept_amount = :acceptAmount,
                               version = version + 1
                         where code = :code and version = :version
                        """)
                .param("handlingMode", mode(limits.handling()))
                .param("handlingAmount", limits.handling().amount())
                .param("contactMode", mode(limits.contact()))
                .param("contactAmount", limits.contact().amount())
                .param("signMode", mode(limits.sign()))
                .param("signAmount", limits.sign().amount())
                .param("acceptMode", mode(limits.accept()))
                .param("acceptAmount", limits.accept().amount())
                .param("code", limits.code())
                .param("version", version)
                .update();
        if (updated == 0) {
            throw new Conflict(null, null, null);
        }
        events.publishEvent(new Recorded(
                "limit-class",
                UUID.nameUUIDFromBytes(limits.code().getBytes(StandardCharsets.UTF_8)),
                actor,
                "DISTRICT_SUPERVISOR",
                null,
                clock.instant(),
                "deadline.event.limits-changed",
                List.of("handling", "contact", "sign", "accept"),
                null));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                calendars.refresh();
            }
        });
    }

    private static String mode(Limit limit) {
        return limit.mode().name();
    }
}
