package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Area;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.ChangeKind;
import org.shaodao.organisation.OrganisationChange;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merges and splits that were done: to be looked at, and to be undone on the same day. */
@Service
@RequiredArgsConstructor
@Transactional
public class StructureChanges {

    private static final String CHANGE = """
            select c.id, c.kind, c.subject_type, c.source_id, c.source_name, c.target_id, c.target_name, c.district_id,
                   c.effective, c.document_no, p.name as actor, c.at, c.undone_at, u.name as undone_by
              from structure_change c
              left join account a on a.id = c.actor_id
              left join person p on p.id = a.person_id
              left join account b on b.id = c.undone_by
              left join person u on u.id = b.person_id
            """;

    private final OrganisationAccess access;
    private final StructureHistory history;
    private final ObjectProvider<AreaFollower> followers;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One merge or split. */
    public record Done(
            UUID id,
            String kind,
            String subjectType,
            UUID sourceId,
            String sourceName,
            UUID targetId,
            String targetName,
            UUID districtId,
            LocalDate effective,
            String documentNo,
            @Nullable String actor,
            Instant at,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {

        public boolean isMerge() {
            return kind.equals("MERGE");
        }

        public boolean isArea() {
            return subjectType.equals(Area.SUBJECT);
        }
    }

    /** How many rows of one table were re-pointed, made or ended. */
    public record Touched(String tableName, long rows) {}

    /** The change; throws {@link NotFound} outside the districts whose structure the actor keeps. */
    @Transactional(readOnly = true)
    public Done of(Actor actor, UUID id) {
        Done done = jdbc.sql(CHANGE + " where c.id = ?")
                .param(id)
                .query(Done.class)
                .optional()
                .orElseThrow(() -> new NotFound("structure-change"));
        access.checkEdits(actor, new AreaId(done.districtId()));
        return done;
    }

    /** What it touched, by table. */
    @Transactional(readOnly = true)
    public List<Touched> touched(UUID id) {
        return jdbc.sql("""
                        select s.table_name, count(distinct coalesce(cast(r.row_id as text), cast(r.content as text))) as rows
                          from structure_change_step s
                          join structure_change_row r on r.change_id = s.change_id and r.step = s.step
                         where s.change_id = ?
                         group by s.table_name order by s.table_name
                        """).param(id).query(Touched.class).list();
    }

    /** Merges and splits an area or Party organisation went through, newest first; undone ones too. */
    @Transactional(readOnly = true)
    public List<Done> about(UUID subject) {
        return jdbc.sql(CHANGE + " where c.source_id = :id or c.target_id = :id order by c.position desc limit 20")
                .param("id", subject)
                .query(Done.class)
                .list();
    }

    /** Why it cannot be undone now, as a message key; null when it can: on the same day, the latest one first. */
    @Transactional(readOnly = true)
    public @Nullable String obstacle(Done done) {
        if (done.undoneAt() != null) {
            return "organisation.undo.done";
        }
        if (!day(done.at()).equals(day(clock.instant()))) {
            return "organisation.undo.too-late";
        }
        boolean later = jdbc.sql("select exists (select 1 from structure_change c join structure_change n"
                        + " on n.district_id = c.district_id and n.position > c.position and n.undone_at is null"
                        + " where c.id = ?)")
                .param(done.id())
                .query(Boolean.class)
                .single();
        return later ? "organisation.undo.later-first" : null;
    }

    /**
     * Undoes it: every row gets back what it had, unless somebody has changed that since. Throws {@link RuleViolation} on
     * another day, while a later change stands, and for a split whose new part has begun to work.
     */
    public Done undo(Actor actor, UUID id) {
        jdbc.sql("select id from structure_change where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
        Done done = of(actor, id);
        String obstacle = obstacle(done);
        if (obstacle != null) {
            throw new RuleViolation(obstacle);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ChangeJournal journal = new ChangeJournal(jdbc, id);
        try {
            journal.undo(kept());
        } catch (DataIntegrityViolationException inUse) {
            throw new RuleViolation("organisation.undo.in-use", done.targetName());
        }
        jdbc.sql("update structure_change set undone_at = :at, undone_by = :by where id = :id")
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("by", actor.isSystem() ? null : actor.account().value())
                .param("id", id)
                .update();
        if (done.isArea()) {
            followers.forEach(follower -> follower.undone(journal, done.sourceName(), done.targetName(), now));
        }
        Change change = new Change(actor, now, day(now), done.documentNo());
        history.note(OrganisationChange.of(
                done.subjectType(), done.sourceId(), ChangeKind.RESTORED, change, null, done.targetName(), null, null));
        events.publishEvent(change.event(done.subjectType(), done.sourceId(), "restored"));
        return done;
    }

    private Map<String, String> kept() {
        Map<String, String> kept = new HashMap<>();
        followers.forEach(follower -> kept.putAll(follower.kept()));
        return kept;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Zone.ID);
    }
}
