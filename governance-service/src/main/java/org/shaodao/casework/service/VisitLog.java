package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.VisitKind;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.service.Buildings;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of patrols and visits (features A2.21, A2.22, A2.24): where, when, what was found. No track, no counting by
 * person; a household is a door.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class VisitLog {

    private static final String ROWS = """
            select v.id, v.kind, a.name as grid, b.name as building, h.label as door, v.at, v.finding, v.case_id,
                   c.number as case_number, v.assistance_id, p.name as visitor
              from visit v
              join area a on a.id = v.grid_id
              left join building b on b.id = v.building_id
              left join household h on h.id = v.household_id
              left join governance_case c on c.id = v.case_id
              left join account ac on ac.id = v.account_id
              left join person p on p.id = ac.person_id
            """;

    private final Buildings buildings;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * Where somebody was: a door, else a building, else a grid as a whole.
     *
     * @param id made with the form, so that a double tap is one visit
     */
    public record Where(
            UUID id,
            @Nullable AreaId grid,
            @Nullable UUID building,
            @Nullable UUID household) {}

    /** One visit. Without a finding nothing had changed. */
    public record Row(
            UUID id,
            VisitKind kind,
            String grid,
            @Nullable String building,
            @Nullable String door,
            Instant at,
            @Nullable String finding,
            @Nullable CaseId caseId,
            @Nullable String caseNumber,
            @Nullable UUID assistanceId,
            @Nullable String visitor) {}

    /** Nothing has changed here: one tap. Throws {@link NotFound} for a place that is not in the actor's grids. */
    public void unchanged(Actor actor, VisitKind kind, Where where) {
        write(actor, kind, where, null, null, null);
    }

    /** Something worth a note, but no case. Throws as {@link #unchanged} and {@link RuleViolation} without a text. */
    public void note(Actor actor, VisitKind kind, Where where, @Nullable String finding) {
        write(actor, kind, where, PlainText.checked(finding, 2, 500, "finding"), null, null);
    }

    /** What was found became a case; in the transaction of its report. */
    void reported(Actor actor, Where where, CaseId made) {
        VisitKind kind = where.household() == null ? VisitKind.PATROL : VisitKind.VISIT;
        write(actor, kind, where, null, made, null);
    }

    /** The visit that an assistance request asked for. */
    void assisted(Actor actor, AreaId grid, @Nullable UUID household, UUID request, String result) {
        write(actor, VisitKind.VISIT, new Where(request, grid, null, household), result, null, request);
    }

    /** The last visits in the actor's grids. */
    @Transactional(readOnly = true)
    public List<Row> recent(Actor actor, int most) {
        List<Place> grids = buildings.grids(actor);
        if (grids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(ROWS + " where v.grid_id in (:grids) order by v.at desc, v.id desc limit :most")
                .param("grids", grids.stream().map(place -> place.id().value()).toList())
                .param("most", most)
                .query(Row.class)
                .list();
    }

    /** The last visits at one door. */
    @Transactional(readOnly = true)
    public List<Row> at(Actor actor, UUID household) {
        Buildings.Door door = buildings.door(actor, household);
        return jdbc.sql(ROWS + " where v.household_id = ? order by v.at desc, v.id desc limit 10")
                .param(door.id())
                .query(Row.class)
                .list();
    }

    private void write(
            Actor actor,
            VisitKind kind,
            Where where,
            @Nullable String finding,
            @Nullable CaseId made,
            @Nullable UUID request) {
        Where known = known(actor, where);
        Place grid = places.place(java.util.Objects.requireNonNull(known.grid()));
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("""
                        insert into visit (id, kind, grid_id, community_id, building_id, household_id, account_id, at,
                                           finding, case_id, assistance_id)
                        values (:id, :kind, :grid, :community, :building, :household, :account, :at, :finding, :case,
                                :request)
                        on conflict do nothing
                        """)
                .param("id", known.id())
                .param("kind", kind.name())
                .param("grid", grid.id().value())
                .param(
                        "community",
                        grid.communityId() == null ? null : grid.communityId().value())
                .param("building", known.building())
                .param("household", known.household())
                .param("account", actor.account().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("finding", finding)
                .param("case", made == null ? null : made.value())
                .param("request", request)
                .update();
    }

    /** The place filled up from the narrowest that was given; only places of the actor's own grids exist. */
    private Where known(Actor actor, Where where) {
        if (where.household() != null) {
            Buildings.Door door = buildings.door(actor, where.household());
            return new Where(where.id(), door.gridId(), door.buildingId(), door.id());
        }
        if (where.building() != null) {
            Buildings.Building building = buildings.building(actor, where.building());
            return new Where(where.id(), building.gridId(), building.id(), null);
        }
        if (buildings.grids(actor).stream().noneMatch(place -> place.id().equals(where.grid()))) {
            throw new NotFound("area");
        }
        return where;
    }

    /** A new id for an empty form. */
    public UUID newId() {
        return Ids.at(clock.instant());
    }
}
