package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseEvent;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.Cases;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks again at some of what was settled on the spot (lifecycle T3): which ones follows from the id of the case alone,
 * so nobody can choose; the desk verifies, a failed one comes back as a linked case.
 */
@Service
@Transactional
public class CaseSampling {

    private static final String ROWS = """
            select s.case_id, c.number, c.title, c.address, g.name as grid, c.closed_at, c.resolution, s.picked_at,
                   s.checked_at, p.name as checked_by, s.passed, s.note, s.redone_as, r.number as redone_number
              from case_sample s
              join governance_case c on c.id = s.case_id
              left join area g on g.id = c.grid_id
              left join account a on a.id = s.checked_by
              left join person p on p.id = a.person_id
              left join governance_case r on r.id = s.redone_as
             where s.desk_unit_id in (:units)
             order by s.checked_at is not null, s.picked_at desc
             limit 100
            """;

    private final Cases cases;
    private final CaseReporting reporting;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final int percent;

    CaseSampling(
            Cases cases,
            CaseReporting reporting,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${shaodao.sampling.on-the-spot-percent:10}") int percent) {
        this.cases = cases;
        this.reporting = reporting;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.percent = percent;
    }

    /** One sample. */
    public record Row(
            CaseId caseId,
            String number,
            String title,
            @Nullable String address,
            @Nullable String grid,
            @Nullable Instant closedAt,
            @Nullable String resolution,
            Instant pickedAt,
            @Nullable Instant checkedAt,
            @Nullable String checkedBy,
            @Nullable Boolean passed,
            @Nullable String note,
            @Nullable CaseId redoneAs,
            @Nullable String redoneNumber) {}

    /** The samples of a desk, those not yet looked at first, and how many of the others failed; never by person. */
    public record Sheet(List<Row> rows, int checked, int failed, int percent) {

        /** Failed of every hundred that were looked at; null before the first. */
        public @Nullable Integer failureRate() {
            return checked == 0 ? null : Math.round(failed * 100f / checked);
        }
    }

    private record Count(int checked, int failed) {}

    /** Whether a case is a sample at this rate: the same answer for the same id for ever. */
    static boolean isPicked(CaseId id, int percent) {
        return Math.floorMod(id.value().getLeastSignificantBits(), 100) < percent;
    }

    @EventListener
    void on(CaseEvent event) {
        if (event.action() == CaseAction.SETTLE_ON_THE_SPOT && isPicked(event.caseId(), percent)) {
            GovernanceCase kase = cases.findById(event.caseId()).orElseThrow();
            jdbc.sql(
                            "insert into case_sample (case_id, desk_unit_id, picked_at) values (?, ?, ?) on conflict do nothing")
                    .params(
                            event.caseId().value(),
                            kase.getHolderUnitId().value(),
                            event.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** The samples of the actor's desks. */
    @Transactional(readOnly = true)
    public Sheet sheet(Actor actor) {
        List<UUID> units = desks(actor);
        if (units.isEmpty()) {
            return new Sheet(List.of(), 0, 0, percent);
        }
        Count count = jdbc.sql("""
                        select count(*) as checked, count(*) filter (where not passed) as failed
                          from case_sample where desk_unit_id in (:units) and checked_at is not null
                        """).param("units", units).query(Count.class).single();
        List<Row> rows = jdbc.sql(ROWS).param("units", units).query(Row.class).list();
        return new Sheet(rows, count.checked(), count.failed(), percent);
    }

    /** It was done as reported. Throws {@link NotFound} for a sample of another desk, {@link Conflict} when decided. */
    public void pass(Actor actor, CaseId id, @Nullable String note) {
        decide(actor, id, true, PlainText.checked(note, 0, 500, "note"), null);
    }

    /** It was not: what is missing becomes a linked case at the same place. Throws as {@link #pass}. */
    public CaseId fail(Actor actor, CaseId id, @Nullable String note) {
        String missing = PlainText.checked(note, CaseReporting.SHORTEST, 500, "note");
        GovernanceCase kase = cases.findById(id).orElseThrow(() -> new NotFound("sample"));
        CaseId again = CaseId.next();
        decide(actor, id, false, missing, again);
        AreaId place = Objects.requireNonNull(
                kase.getPlacement().at(kase.getPlacement().narrowest()));
        reporting.report(
                actor,
                new ReportCase(
                        again,
                        CaseSource.PROACTIVE,
                        null,
                        kase.getCategoryId(),
                        kase.getTitle(),
                        missing + "\n" + kase.getNumber() + "\n" + kase.getDescription(),
                        kase.getAddress(),
                        kase.isUrgent(),
                        kase.isConfidential(),
                        place,
                        null,
                        null,
                        null));
        GovernanceCase made = cases.findById(again).orElseThrow();
        made.recurrenceOf(kase, now());
        cases.save(made);
        return again;
    }

    private void decide(Actor actor, CaseId id, boolean passed, String note, @Nullable CaseId again) {
        List<UUID> units = desks(actor);
        boolean mine = !units.isEmpty()
                && jdbc.sql(
                                "select exists (select 1 from case_sample where case_id = :id and desk_unit_id in (:units))")
                        .param("id", id.value())
                        .param("units", units)
                        .query(Boolean.class)
                        .single();
        if (!mine) {
            throw new NotFound("sample");
        }
        int decided = jdbc.sql("""
                        update case_sample set checked_at = :at, checked_by = :by, passed = :passed, note = :note,
                               redone_as = :again
                         where case_id = :id and checked_at is null
                        """)
                .param("at", now().atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("passed", passed)
                .param("note", note.isBlank() ? null : note)
                .param("again", again == null ? null : again.value())
                .param("id", id.value())
                .update();
        if (decided == 0) {
            throw new Conflict(null, "casework.sample", now());
        }
        events.publishEvent(new Recorded(
                "case",
                id.value(),
                actor.account().value(),
                actor.posts().get(0).role().name(),
                null,
                now(),
                passed ? "casework.event.SAMPLE_PASSED" : "casework.event.SAMPLE_FAILED",
                List.of(),
                null));
    }

    private static List<UUID> desks(Actor actor) {
        return actor.postsWith(Role.COMMUNITY_DESK, Role.STREET_DESK).stream()
                .map(PostGrant::unitId)
                .filter(Objects::nonNull)
                .map(UnitId::value)
                .distinct()
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
