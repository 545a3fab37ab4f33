package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Area;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Areas;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.ChangeKind;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.OrganisationChange;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisation;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.PartyOrganisations;
import org.shaodao.organisation.Post;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Posts;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.Unit;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.Units;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, renames, moves and abolishes areas, Party organisations and units, and keeps their history. */
@Service
@RequiredArgsConstructor
@Transactional
public class StructureKeeping {

    private final Areas areas;
    private final PartyOrganisations parties;
    private final Units units;
    private final Posts posts;
    private final OrganisationAccess access;
    private final StructureHistory history;
    private final ObjectProvider<ChangeGuard> guards;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** Since when and on the strength of which document; a null day is today. */
    public record Basis(
            @Nullable LocalDate effective, @Nullable String documentNo) {}

    /** A new area. */
    public record NewArea(
            AreaId parent,
            String code,
            String name,
            @Nullable AreaKind kind) {}

    /** What an area is like. */
    public record AreaFacts(
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            int households,
            int residents,
            int buildings,
            @Nullable String boundary) {}

    /** A new Party organisation. */
    public record NewParty(
            @Nullable PartyOrganisationId parent,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            AreaId area,
            @Nullable Integer householdsCovered) {}

    /** A new unit. */
    public record NewUnit(
            @Nullable UnitId parent,
            UnitKind kind,
            @Nullable Speciality speciality,
            String code,
            String name,
            AreaId area,
            @Nullable String dutyPhone) {}

    // ---- areas

    /** Creates an area with its desk or team; a grid also gets its seven posts. */
    public AreaId create(NewArea command, Basis basis, Actor actor) {
        access.checkEdits(actor, command.parent());
        Change change = change(basis, actor);
        Area parent = area(command.parent());
        AreaLevel level = level(parent);
        refuseTaken("area", command.code());
        Area area = areas.save(Area.create(parent, level, command.code(), command.name(), command.kind(), change));
        history.note(created(Area.SUBJECT, area.getId().value(), area.getName(), change));
        createDesk(area, parent, change);
        if (level == AreaLevel.GRID) {
            for (PostType type : PostType.gridTeam()) {
                posts.save(Post.inArea(type, area, usual(type), change));
            }
        }
        return area.getId();
    }

    /** The usual number of people a post of the team needs. */
    static int usual(PostType type) {
        return 1;
    }

    private void createDesk(Area area, Area parent, Change change) {
        UnitKind kind = switch (area.getLevel()) {
            case DISTRICT -> UnitKind.DISTRICT_DESK;
            case STREET -> UnitKind.STREET_DESK;
            case COMMUNITY -> UnitKind.COMMUNITY_DESK;
            case GRID -> UnitKind.GRID_TEAM;
            default -> null;
        };
        if (kind == null) {
            return;
        }
        boolean team = kind == UnitKind.GRID_TEAM;
        String name =
                team ? parent.getName() + area.getName() + "团队" : DivisionRow.deskName(area.getLevel(), area.getName());
        Unit desk = units.save(Unit.create(
                null, kind, null, (team ? "TEAM-" : "DESK-") + area.getCode(), shortened(name), area, null, change));
        history.note(created(Unit.SUBJECT, desk.getId().value(), desk.getName(), change));
    }

    /** Renames an area; its desk keeps its own name. */
    public void rename(AreaId id, String name, long version, Basis basis, Actor actor) {
        access.checkEdits(actor, id);
        Area area = history.fresh(area(id), version);
        history.note(area.rename(name, change(basis, actor)));
        areas.save(area);
    }

    /** Hangs an area under another one of the same district and re-points what lies below. */
    public void move(AreaId id, AreaId parent, long version, Basis basis, Actor actor) {
        access.checkEdits(actor, id);
        access.checkEdits(actor, parent);
        Area area = history.fresh(area(id), version);
        guards.forEach(guard -> guard.beforeMoving(id));
        history.note(area.move(area(parent), change(basis, actor)));
        areas.save(area);
        repoint(area);
    }

    /** Ends an area with its desk or team and its empty posts. */
    public void abolish(AreaId id, long version, Basis basis, Actor actor) {
        access.checkEdits(actor, id);
        Area area = history.fresh(area(id), version);
        guards.forEach(guard -> guard.beforeAbolishing(id));
        Change change = change(basis, actor);
        boolean children = exists("select 1 from area where parent_id = ? and valid_to is null", id.value());
        RuleViolation.require(
                !exists("select 1 from party_organisation where area_id = ? and valid_to is null", id.value()),
                "organisation.area-has-party",
                area.getName());
        RuleViolation.require(
                !exists(
                        "select 1 from unit where area_id = ? and valid_to is null and kind not in"
                                + " ('GRID_TEAM','COMMUNITY_DESK','STREET_DESK','DISTRICT_DESK')",
                        id.value()),
                "organisation.area-has-units",
                area.getName());
        RuleViolation.require(
                !exists(
                        "select 1 from post_holding h join post t on t.id = h.post_id left join unit u on u.id = t.unit_id"
                                + " where coalesce(t.area_id, u.area_id) = ? and h.held_to is null",
                        id.value()),
                "organisation.area-has-holders",
                area.getName());
        history.note(area.abolish(children, change));
        areas.save(area);
        jdbc.sql("delete from party_organisation_grid where grid_id = ?")
                .param(id.value())
                .update();
        for (UUID desk : jdbc.sql("select id from unit where area_id = ? and valid_to is null")
                .param(id.value())
                .query(UUID.class)
                .list()) {
            Unit unit = unit(new UnitId(desk));
            history.note(unit.abolish(false, true, change));
            units.save(unit);
        }
        jdbc.sql("""
                update post set valid_to = :day, version = version + 1
                 where valid_to is null
                   and (area_id = :area or unit_id in (select id from unit where area_id = :area))
                """).param("day", change.effective()).param("area", id.value()).update();
    }

    /** Kind, cut and figures of an area. */
    public void describe(AreaId id, AreaFacts facts, long version, Actor actor) {
        access.checkEdits(actor, id);
        Area area = history.fresh(area(id), version);
        Change change = Change.today(actor, clock.instant());
        area.describe(
                facts.kind(),
                facts.unitType(),
                facts.households(),
                facts.residents(),
                facts.buildings(),
                facts.boundary(),
                change);
        areas.save(area);
        history.note(edited(Area.SUBJECT, id.value(), change));
    }

    private void repoint(Area area) {
        jdbc.sql("""
                        with recursive down as (
                            select id, level, city_id, district_id, street_id, community_id
                              from area where id = :id
                            union all
                            select c.id, c.level, down.city_id, down.district_id,
                                   case when c.level = 'STREET' then c.id else down.street_id end,
                                   case when c.level = 'COMMUNITY' then c.id else down.community_id end
                              from area c join down on c.parent_id = down.id)
                        update area a
                           set city_id = d.city_id, district_id = d.district_id, street_id = d.street_id,
                               community_id = d.community_id, version = a.version + 1
                          from down d where d.id = a.id and a.id <> :id
                        """).param("id", area.getId().value()).update();
    }

    private static AreaLevel level(Area parent) {
        AreaLevel[] levels = AreaLevel.values();
        RuleViolation.require(parent.getLevel() != AreaLevel.MICRO_GRID, "organisation.area-wrong-parent");
        return levels[parent.getLevel().ordinal() + 1];
    }

    // ---- Party organisations

    /** Creates a Party organisation. */
    public PartyOrganisationId create(NewParty command, Basis basis, Actor actor) {
        access.checkEdits(actor, command.area());
        Change change = change(basis, actor);
        PartyOrganisation parent = command.parent() == null ? null : editable(command.parent(), actor);
        PartyOrganisation made = parties.save(PartyOrganisation.create(
                parent,
                command.level(),
                command.form(),
                command.name(),
                area(command.area()),
                command.householdsCovered(),
                change));
        history.note(created(PartyOrganisation.SUBJECT, made.getId().value(), made.getName(), change));
        return made.getId();
    }

    /** Renames it, and changes its form where the level allows several. */
    public void rename(PartyOrganisationId id, String name, PartyForm form, long version, Basis basis, Actor actor) {
        PartyOrganisation party = history.fresh(editable(id, actor), version);
        history.note(party.rename(name, form, change(basis, actor)));
        parties.save(party);
    }

    /** Hangs it under another one; without one a community committee begins a chain of three levels. */
    public void move(
            PartyOrganisationId id, @Nullable PartyOrganisationId parent, long version, Basis basis, Actor actor) {
        PartyOrganisation party = history.fresh(editable(id, actor), version);
        PartyOrganisation above = parent == null ? null : editable(parent, actor);
        history.note(party.move(above, change(basis, actor)));
        parties.save(party);
    }

    /** Ends it. */
    public void abolish(PartyOrganisationId id, long version, Basis basis, Actor actor) {
        PartyOrganisation party = history.fresh(editable(id, actor), version);
        boolean children =
                exists("select 1 from party_organisation where parent_id = ? and valid_to is null", id.value());
        RuleViolation.require(
                !exists(
                        "select 1 from post_holding h join post t on t.id = h.post_id"
                                + " where t.party_organisation_id = ? and h.held_to is null",
                        id.value()),
                "organisation.area-has-holders",
                party.getName());
        Change change = change(basis, actor);
        history.note(party.abolish(children, change));
        parties.save(party);
        jdbc.sql(
                        "update post set valid_to = ?, version = version + 1 where valid_to is null and party_organisation_id = ?")
                .params(change.effective(), id.value())
                .update();
    }

    /** Which grids a branch serves, or how many households a member household looks after. */
    public void describe(
            PartyOrganisationId id, Set<AreaId> grids, @Nullable Integer households, long version, Actor actor) {
        PartyOrganisation party = history.fresh(editable(id, actor), version);
        Change change = Change.today(actor, clock.instant());
        if (party.getLevel() == PartyOrganisationLevel.GRID_BRANCH) {
            for (AreaId grid : grids) {
                access.checkEdits(actor, grid);
                RuleViolation.require(area(grid).getLevel() == AreaLevel.GRID, "organisation.party-wrong-area");
            }
            party.serve(grids, change);
        } else {
            party.cover(households, change);
        }
        parties.save(party);
        history.note(edited(PartyOrganisation.SUBJECT, id.value(), change));
    }

    // ---- units

    /** Creates a responder unit; desks and teams come with their areas. */
    public UnitId create(NewUnit command, Basis basis, Actor actor) {
        access.checkEdits(actor, command.area());
        RuleViolation.require(!command.kind().isOnePerArea(), "organisation.unit-desk-comes-with-area");
        Change change = change(basis, actor);
        Unit parent = command.parent() == null ? null : editable(command.parent(), actor);
        refuseTaken("unit", command.code());
        Unit unit = units.save(Unit.create(
                parent,
                command.kind(),
                command.speciality(),
                command.code(),
                command.name(),
                area(command.area()),
                command.dutyPhone(),
                change));
        history.note(created(Unit.SUBJECT, unit.getId().value(), unit.getName(), change));
        return unit.getId();
    }

    /** Renames it. */
    public void rename(UnitId id, String name, long version, Basis basis, Actor actor) {
        Unit unit = history.fresh(editable(id, actor), version);
        history.note(unit.rename(name, change(basis, actor)));
        units.save(unit);
    }

    /** Puts it under another bureau. */
    public void move(UnitId id, @Nullable UnitId parent, long version, Basis basis, Actor actor) {
        Unit unit = history.fresh(editable(id, actor), version);
        Unit above = parent == null ? null : editable(parent, actor);
        history.note(unit.move(above, change(basis, actor)));
        units.save(unit);
    }

    /** Ends it. */
    public void abolish(UnitId id, long version, Basis basis, Actor actor) {
        Unit unit = history.fresh(editable(id, actor), version);
        guards.forEach(guard -> guard.beforeAbolishing(id));
        boolean children = exists("select 1 from unit where parent_id = ? and valid_to is null", id.value());
        RuleViolation.require(
                !exists(
                        "select 1 from post_holding h join post t on t.id = h.post_id where t.unit_id = ?"
                                + " and h.held_to is null",
                        id.value()),
                "organisation.area-has-holders",
                unit.getName());
        Change change = change(basis, actor);
        history.note(unit.abolish(children, false, change));
        units.save(unit);
        jdbc.sql("update post set valid_to = ?, version = version + 1 where valid_to is null and unit_id = ?")
                .params(change.effective(), id.value())
                .update();
    }

    /** Field of work and duty phone. */
    public void describe(
            UnitId id, @Nullable Speciality speciality, @Nullable String dutyPhone, long version, Actor actor) {
        Unit unit = history.fresh(editable(id, actor), version);
        Change change = Change.today(actor, clock.instant());
        unit.describe(speciality, dutyPhone, change);
        units.save(unit);
        history.note(edited(Unit.SUBJECT, id.value(), change));
    }

    // ---- helpers

    private Area area(AreaId id) {
        return areas.findById(id).orElseThrow(() -> new NotFound("area"));
    }

    private Unit unit(UnitId id) {
        return units.findById(id).orElseThrow(() -> new NotFound("unit"));
    }

    private Unit editable(UnitId id, Actor actor) {
        Unit unit = unit(id);
        access.checkEdits(actor, unit.getAreaId());
        return unit;
    }

    private PartyOrganisation editable(PartyOrganisationId id, Actor actor) {
        PartyOrganisation party = parties.findById(id).orElseThrow(() -> new NotFound("party"));
        access.checkEdits(actor, party.getAreaId());
        return party;
    }

    private Change change(Basis basis, Actor actor) {
        Instant now = clock.instant();
        LocalDate day = basis.effective() == null ? LocalDate.ofInstant(now, Zone.ID) : basis.effective();
        return new Change(actor, now, day, basis.documentNo());
    }

    private static OrganisationChange created(String subject, UUID id, String name, Change change) {
        return OrganisationChange.of(subject, id, ChangeKind.CREATED, change, null, name, null, null);
    }

    private static OrganisationChange edited(String subject, UUID id, Change change) {
        return OrganisationChange.of(subject, id, ChangeKind.EDITED, change, null, null, null, null);
    }

    private void refuseTaken(String table, String code) {
        RuleViolation.require(
                !exists("select 1 from " + table + " where code = ? and valid_to is null", code.strip()),
                "organisation.code-taken",
                code.strip());
    }

    private boolean exists(String query, Object key) {
        List<Boolean> answer = jdbc.sql("select exists (" + query + ")")
                .param(key)
                .query(Boolean.class)
                .list();
        return answer.get(0);
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) : name;
    }
}
