package org.shaodao.organisation.service;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.OrganisationChange;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the append-only history of areas, Party organisations and units, and tells from it who was faster. */
@Component
@RequiredArgsConstructor
class StructureHistory {

    private final JdbcClient jdbc;

    /** A form that was opened before somebody else's change answers 409 before any rule (rulings 17). */
    <A extends AggregateRoot<?>> A fresh(A thing, long version) {
        if (thing.version() != version) {
            UUID id = thing.getId() instanceof AreaId area
                    ? area.value()
                    : thing.getId() instanceof UnitId unit
                            ? unit.value()
                            : ((PartyOrganisationId) thing.getId()).value();
            Optional<HistoryLine> last =
                    jdbc.sql("""
                            select c.change, c.effective, c.document_no, c.old_name, c.new_name, null as old_parent,
                                   null as new_parent, p.name as actor, c.at
                              from organisation_change c left join account ac on ac.id = c.actor_id
                              left join person p on p.id = ac.person_id
                             where c.subject_id = ? order by c.at desc limit 1
                            """).param(id).query(HistoryLine.class).optional();
            throw new Conflict(
                    last.map(HistoryLine::actor).orElse(null),
                    last.map(line -> "ChangeKind." + line.change()).orElse(null),
                    last.map(HistoryLine::at).orElse(null));
        }
        return thing;
    }

    /** Adds a line. */
    void note(OrganisationChange line) {
        jdbc.sql("""
                insert into organisation_change (id, subject_type, subject_id, change, effective, document_no, old_name,
                                                 new_name, old_parent, new_parent, actor_id, at)
                values (:id, :type, :subject, :change, :effective, :document, :oldName, :newName, :oldParent, :newParent,
                        :actor, :at)
                """)
                .param("id", Ids.at(line.at()))
                .param("type", line.subjectType())
                .param("subject", line.subjectId())
                .param("change", line.change().name())
                .param("effective", line.effective())
                .param("document", line.documentNo())
                .param("oldName", line.oldName())
                .param("newName", line.newName())
                .param("oldParent", line.oldParent())
                .param("newParent", line.newParent())
                .param("actor", line.actorId())
                .param("at", Timestamp.from(line.at()))
                .update();
    }
}
