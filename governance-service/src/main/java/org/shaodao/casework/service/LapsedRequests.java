package org.shaodao.casework.service;

import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseStatus;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks what nobody decided before the case moved on, in the transaction of the verb that moved it. */
@Component
@RequiredArgsConstructor
class LapsedRequests {

    private static final String OF_HANDLING = """
            with extensions as (
                update extension_request set state = 'LAPSED', decided_at = :at, version = version + 1
                 where case_id = :case and state = 'PENDING')
            update suspension set state = 'LAPSED', decided_at = :at, version = version + 1
             where case_id = :case and state = 'PENDING' and not :suspended
            """;

    private static final String OF_RETURN = """
            update return_request set state = 'LAPSED', decided_at = :at, version = version + 1
             where case_id = :case and state = 'PENDING'
            """;

    private final JdbcClient jdbc;

    @EventListener
    void on(CaseEvent event) {
        CaseStatus from = event.from();
        if (from == event.to()) {
            return;
        }
        if (from == CaseStatus.IN_PROGRESS) {
            jdbc.sql(OF_HANDLING)
                    .param("at", event.at().atOffset(ZoneOffset.UTC))
                    .param("case", event.caseId().value())
                    .param("suspended", event.action() == CaseAction.SUSPEND)
                    .update();
        } else if (from == CaseStatus.RETURN_PENDING
                && event.action() != CaseAction.APPROVE_RETURN
                && event.action() != CaseAction.REFUSE_RETURN) {
            jdbc.sql(OF_RETURN)
                    .param("at", event.at().atOffset(ZoneOffset.UTC))
                    .param("case", event.caseId().value())
                    .update();
        }
    }
}
