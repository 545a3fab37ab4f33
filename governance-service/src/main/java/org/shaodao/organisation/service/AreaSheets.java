package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PartyForm;
import org.shaodao.organisation.PartyOrganisationLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the page of one area shows. The caller has checked the scope. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class AreaSheets {

    private final JdbcClient jdbc;

    /** The area itself. */
    public record Sheet(
            UUID id,
            @Nullable UUID parentId,
            AreaLevel level,
            String code,
            String name,
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            int households,
            int residents,
            int buildings,
            @Nullable String boundaryText,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String documentNo,
            long version) {

        public boolean isLive() {
            return validTo == null;
        }

        public boolean isGrid() {
            return level == AreaLevel.GRID;
        }
    }

    /** An area named on another's page. */
    public record Named(UUID id, AreaLevel level, String name) {}

    /** A unit that serves the area. */
    public record UnitLine(
            UUID id,
            UnitKind kind,
            @Nullable Speciality speciality,
            String name,
            @Nullable String dutyPhone,
            @Nullable String parentName) {}

    /** A Party organisation that serves the area. */
    public record PartyLine(
            UUID id,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            int groups,
            int memberHouseholds,
            int covered,
            int grids) {}

    /** The area with this id. */
    public Sheet sheet(AreaId area) {
        return jdbc.sql("""
                        select id, parent_id, level, code, name, kind, unit_type, households, residents, buildings,
                               boundary_text, valid_from, valid_to, document_no, version
                          from area where id = ?
                        """).param(area.value()).query(Sheet.class).optional().orElseThrow(() -> new NotFound("area"));
    }

    /** The areas above, from the top. */
    public List<Named> above(AreaId area) {
        return jdbc.sql("""
                        with recursive up as (
                            select id, parent_id, level, name, 0 as depth from area where id = ?
                            union all
                            select a.id, a.parent_id, a.level, a.name, up.depth + 1 from area a join up on up.parent_id = a.id)
                        select id, level, name from up where depth > 0 and level <> 'PROVINCE' order by depth desc
                        """).param(area.value()).query(Named.class).list();
    }

    /** Units that serve exactly this area, desks first. */
    public List<UnitLine> units(AreaId area) {
        return jdbc.sql("""
                        select u.id, u.kind, u.speciality, u.name, u.duty_phone, b.name as parent_name
                          from unit u left join unit b on b.id = u.parent_id
                         where u.area_id = ? and u.valid_to is null
                         order by case when u.kind like '%DESK' or u.kind = 'GRID_TEAM' then 0 else 1 end, u.kind, u.code
                        """).param(area.value()).query(UnitLine.class).list();
    }

    /** Party organisations of the area's own level: its committee, or the branches that serve the grid. */
    public List<PartyLine> party(AreaId area) {
        return jdbc.sql("""
                        select p.id, p.level, p.form, p.name,
                               (select count(*) from party_organisation g where g.parent_id = p.id
                                   and g.level = 'BUILDING_GROUP' and g.valid_to is null) as groups,
                               (select count(*) from party_organisation h
                                  left join party_organisation g on g.id = h.parent_id
                                 where h.level = 'MEMBER_HOUSEHOLD' and h.valid_to is null
                                   and (h.parent_id = p.id or g.parent_id = p.id)) as member_households,
                               (select coalesce(sum(h.households_covered), 0) from party_organisation h
                                  left join party_organisation g on g.id = h.parent_id
                                 where h.level = 'MEMBER_HOUSEHOLD' and h.valid_to is null
                                   and (h.parent_id = p.id or g.parent_id = p.id)) as covered,
                               (select count(*) from party_organisation_grid pg where pg.party_organisation_id = p.id) as grids
                          from party_organisation p
                         where p.valid_to is null
                           and (p.area_id = :area and p.level in ('STREET_WORKING_COMMITTEE','COMMUNITY_COMMITTEE')
                                or p.level = 'GRID_BRANCH' and exists (select 1 from party_organisation_grid pg
                                     where pg.party_organisation_id = p.id and pg.grid_id = :area))
                         order by p.level, p.name
                        """).param("area", area.value()).query(PartyLine.class).list();
    }

    /** What happened to an area, Party organisation or unit, newest first. */
    public List<HistoryLine> history(UUID subject) {
        return jdbc.sql("""
                        select c.change, c.effective, c.document_no, c.old_name, c.new_name,
                               coalesce(oa.name, op.name, ou.name) as old_parent,
                               coalesce(na.name, np.name, nu.name) as new_parent, pe.name as actor, c.at
                          from organisation_change c
                          left join account ac on ac.id = c.actor_id
                          left join person pe on pe.id = ac.person_id
                          left join area oa on oa.id = c.old_parent
                          left join party_organisation op on op.id = c.old_parent
                          left join unit ou on ou.id = c.old_parent
                          left join area na on na.id = c.new_parent
                          left join party_organisation np on np.id = c.new_parent
                          left join unit nu on nu.id = c.new_parent
                         where c.subject_id = ? order by c.at desc, c.id desc limit 50
                        """).param(subject).query(HistoryLine.class).list();
    }

    /** Live areas a grid, community or street may be moved below: those of its parent's level in the same district. */
    public List<Named> possibleParents(AreaId area) {
        return jdbc.sql("""
                        select p.id, p.level, p.name
                          from area a
                          join area old on old.id = a.parent_id
                          join area p on p.level = old.level and p.valid_to is null and p.id <> old.id
                               and (p.district_id = a.district_id or a.level = 'DISTRICT')
                         where a.id = ? order by p.code limit 500
                        """).param(area.value()).query(Named.class).list();
    }
}
