package org.shaodao.casework.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Doer;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.ChangeJournal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells on the timelines of cases that they, or a unit's part in them, went over to a successor or came back. */
@Component
@RequiredArgsConstructor
class SuccessionLines {

    /** Of a line on the timeline: the case stays, only the unit's part in it went over. */
    private static final String PART = "PART";

    private static final List<String> TAKING_PART =
            List.of("dispatch_order", "dispatch_co_unit", "co_handling", "return_request", "mediation_meeting_unit");

    private static final Doer SYSTEM = new Doer(Actor.system().account(), Role.SYSTEM, null);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    /**
     * A line on each timeline; forms that are open stay valid as far as the change itself left them so.
     *
     * @param moved those that went over themselves; of the others the unit's part did
     */
    void wentOver(List<UUID> ids, Set<UUID> moved, String text, Instant at) {
        if (ids.isEmpty()) {
            return;
        }
        List<Told> told = jdbc.sql("update governance_case set event_count = event_count + 1 where id in (:ids)"
                        + " returning id, number, status, event_count - 1 as sequence")
                .param("ids", ids)
                .query(Told.class)
                .list();
        told.forEach(one -> events.publishEvent(new CaseEvent(
                new CaseId(one.id()),
                one.sequence(),
                CaseAction.FOLLOW_AREA,
                one.status(),
                one.status(),
                SYSTEM,
                at,
                text,
                moved.contains(one.id()) ? null : PART,
                Set.of(),
                one.number(),
                List.of())));
    }

    /** The same on the timelines of those cases, open still, that got something back when a change was undone. */
    void cameBack(ChangeJournal journal, String text, Instant at) {
        Set<UUID> cases = journal.restored("governance_case");
        Map<String, Object> params = new HashMap<>();
        params.put("cases", orNone(cases));
        for (String table : TAKING_PART) {
            params.put(table, orNone(journal.restored(table)));
        }
        List<UUID> told = jdbc.sql(
                        "select t.id from governance_case t where " + CasesFollow.LIVE + " and (t.id in (:cases)"
                                + " or t.id in (select o.case_id from dispatch_order o"
                                + " where o.id in (:dispatch_order) or o.id in (:dispatch_co_unit))"
                                + " or t.id in (select h.case_id from co_handling h where h.id in (:co_handling))"
                                + " or t.id in (select q.case_id from return_request q where q.id in (:return_request))"
                                + " or t.id in (select m.case_id from mediation m join mediation_meeting g on g.mediation_id = m.id"
                                + " where g.id in (:mediation_meeting_unit))) order by t.id for update")
                .params(params)
                .query(UUID.class)
                .list();
        wentOver(told, cases, text, at);
    }

    private static Set<UUID> orNone(Set<UUID> ids) {
        return ids.isEmpty() ? Set.of(new UUID(0, 0)) : ids;
    }

    private record Told(UUID id, String number, CaseStatus status, int sequence) {}
}
