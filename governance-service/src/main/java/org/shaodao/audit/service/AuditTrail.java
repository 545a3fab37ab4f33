package org.shaodao.audit.service;

import java.sql.Timestamp;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.DomainEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes one row for every domain event, in the transaction that changes the thing: a change that cannot be written
 * down does not happen.
 */
@Component
@RequiredArgsConstructor
class AuditTrail {

    private final JdbcClient jdbc;

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.REQUIRED)
    void write(DomainEvent event) {
        jdbc.sql("""
                insert into audit_entry (at, account_id, role, unit_id, action, subject_type, subject_id, fields, reason)
                values (:at, :account, :role, :unit, :action, :subjectType, :subject, :fields, :reason)
                """)
                .param("at", Timestamp.from(event.at()))
                .param("account", event.actorId())
                .param("role", event.actorRole())
                .param("unit", event.actorUnitId())
                .param("action", event.messageKey())
                .param("subjectType", event.subjectType())
                .param("subject", event.subjectId())
                .param("fields", event.fields().isEmpty() ? null : String.join(",", event.fields()))
                .param("reason", event.reasonKey())
                .update();
    }
}
