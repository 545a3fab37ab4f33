package org.shaodao.casework.service;

import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks what nobody decided before the case moved on, in the transaction of the verb that moved it. */
@Component
@RequiredArgsConstructor
class LapsedRequests {

    private static final String LAPSE = """
            with returns as (
                update return_request set state = 'LAPSED', decided_at = :at, version = version + 1
                 where case_id = :case and state = 'PENDING' and :from = 'RETURN_PENDING'),
            extensions as (
                update extension_request set state = 'LAPSED', decided_at = :at, version = version + 1
                 where case_id = :case and state = 'PENDING' and :from = 'IN_PROGRESS')
            update suspension set state = 'LAPSED', decided_at = :at, version = version + 1
             where case_id = :case and state = 'PENDING' and :from = 'IN_PROGRESS' and not :suspended
            """;

    private final Cases cases;
    private final JdbcClient jdbc;

    @EventListener
    void on(CaseEvent event) {
        CaseStatus from = event.from();
        if (from == CaseStatus.IN_PROGRESS || from == CaseStatus.RETURN_PENDING) {
            // the verb's own transaction has the case at hand; no statement is sent for it
            cases.findById(event.caseId())
                    .filter(kase -> kase.getRequests().takeLapsed())
                    .ifPresent(kase -> lapse(event, from));
        }
    }

    private void lapse(CaseEvent event, CaseStatus from) {
        jdbc.sql(LAPSE)
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("case", event.caseId().value())
                .param("from", from.name())
                .param("suspended", event.action() == CaseAction.SUSPEND)
                .update();
    }
}
