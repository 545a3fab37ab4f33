package org.shaodao.casework.service;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseJoined;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;
import org.shaodao.shared.batch.RowsAtCommit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes the timeline row, the sign for open pages and the participation of the units, in the transaction of the verb. */
@Component
@RequiredArgsConstructor
class CaseTimeline {

    private final RowsAtCommit rows;

    private static final String EVENT = """
            insert into case_event (id, case_id, sequence, action, from_status, to_status, actor_id, actor_role, unit_id,
                                    at, text, facts)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String PARTICIPATION = """
            insert into case_participation (unit_id, case_id, role, since) values (?, ?, ?, ?) on conflict do nothing
            """;

    private static final String CHANGE = "insert into desk_change (case_id, actor_id, at) values (?, ?, ?)";

    @EventListener
    void on(CaseEvent event) {
        OffsetDateTime at = event.at().atOffset(ZoneOffset.UTC);
        rows.add(
                EVENT,
                Ids.at(event.at()),
                event.caseId().value(),
                event.sequence(),
                event.action().name(),
                event.from() == null ? null : event.from().name(),
                event.to().name(),
                event.actorId(),
                event.actorRole(),
                event.actorUnitId(),
                at,
                event.text(),
                event.facts());
        rows.add(CHANGE, event.caseId().value(), event.actorId(), at);
        for (UnitId unit : event.joining()) {
            rows.add(
                    PARTICIPATION,
                    unit.value(),
                    event.caseId().value(),
                    event.action().name(),
                    at);
        }
    }

    /** The row of the kept case, when another one joins or leaves it. */
    @EventListener
    void on(CaseJoined event) {
        rows.add(
                EVENT,
                Ids.at(event.at()),
                event.caseId().value(),
                event.sequence(),
                event.action().name(),
                event.status().name(),
                event.status().name(),
                event.actorId(),
                event.actorRole(),
                event.actorUnitId(),
                event.at().atOffset(ZoneOffset.UTC),
                event.text(),
                null);
    }
}
