package org.shaodao.casework.service;

import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseEvent;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the timeline row and the participation of the units, in the transaction of the verb. */
@Component
@RequiredArgsConstructor
class CaseTimeline {

    private final JdbcClient jdbc;

    @EventListener
    void on(CaseEvent event) {
        jdbc.sql("""
                        insert into case_event (id, case_id, sequence, action, from_status, to_status, actor_id,
                                                actor_role, unit_id, at, text, facts)
                        values (:id, :case, :sequence, :action, :from, :to, :actor, :role, :unit, :at, :text, :facts)
                        """)
                .param("id", Ids.at(event.at()))
                .param("case", event.caseId().value())
                .param("sequence", event.sequence())
                .param("action", event.action().name())
                .param("from", event.from() == null ? null : event.from().name())
                .param("to", event.to().name())
                .param("actor", event.actorId())
                .param("role", event.actorRole())
                .param("unit", event.actorUnitId())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("text", event.text())
                .param("facts", event.facts())
                .update();
        for (UnitId unit : event.joining()) {
            jdbc.sql("""
                            insert into case_participation (unit_id, case_id, role, since)
                            values (:unit, :case, :role, :at) on conflict do nothing
                            """)
                    .param("unit", unit.value())
                    .param("case", event.caseId().value())
                    .param("role", event.action().name())
                    .param("at", event.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
