package org.shaodao.audit.service;

import java.sql.Timestamp;
import lombok.RequiredArgsConstructor;
import org.shaodao.shared.DomainEvent;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

    private final RowsAtCommit rows;

    private static final String INSERT = """
            insert into audit_entry (at, account_id, role, unit_id, action, subject_type, subject_id, fields, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.REQUIRED)
    void write(DomainEvent event) {
        rows.add(
                INSERT,
                Timestamp.from(event.at()),
                event.actorId(),
                event.actorRole(),
                event.actorUnitId(),
                event.messageKey(),
                event.subjectType(),
                event.subjectId(),
                event.fields().isEmpty() ? null : String.join(",", event.fields()),
                event.reasonKey());
    }
}
