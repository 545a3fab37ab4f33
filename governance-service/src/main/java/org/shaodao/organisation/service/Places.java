package org.shaodao.organisation.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Areas and units as other contexts look them up: by id, by code, by the place a desk serves. */
@Service
@RequiredArgsConstructor
@ReadsOnly
public class Places {

    private static final String PLACE = """
            select id, level, code, name, city_id, district_id, street_id, community_id, valid_to is null as live
              from area
            """;

    private static final String UNIT = """
            select u.id, u.kind, u.speciality, u.code, u.name, u.area_id, a.level, u.duty_phone, u.valid_to is null as live
              from unit u
              join area a on a.id = u.area_id
            """;

    private final JdbcClient jdbc;

    /** The place; throws {@link NotFound} for an unknown id. */
    public Place place(AreaId id) {
        return jdbc.sql(PLACE + " where id = ?")
                .param(id.value())
                .query(Place.class)
                .optional()
                .orElseThrow(() -> new NotFound("area"));
    }

    /**
     * The place as it is now, kept from being merged or split until the transaction ends; waits for one that is being
     * merged or split at this moment. Throws {@link NotFound} for an unknown id.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Place held(AreaId id) {
        while (true) {
            List<UUID> held = jdbc.sql(
                            "select a.id from area a where a.id = :id"
                                    + " or a.id = (select g.community_id from area g where g.id = :id) order by a.id for key share")
                    .param("id", id.value())
                    .query(UUID.class)
                    .list();
            Place now = place(id);
            AreaId community = now.communityId();
            // whoever moved the place to another community meanwhile has released it by now
            if (community == null || held.contains(community.value())) {
                return now;
            }
        }
    }

    /**
     * The name of the live area that took over from this one, through as many merges as it took; empty for one that ended
     * otherwise or goes on.
     */
    public Optional<String> successor(AreaId id) {
        return jdbc.sql("""
                        with recursive later(id, step) as (
                            select cast(:id as uuid), 0
                            union all
                            select n.target_id, l.step + 1
                              from later l
                              join area a on a.id = l.id and a.valid_to is not null
                             cross join lateral (select c.target_id from structure_change c
                                                  where c.source_id = l.id and c.kind = 'MERGE' and c.undone_at is null
                                                  order by c.position desc limit 1) n
                             where l.step < 100)
                        select a.name from later l join area a on a.id = l.id
                         where l.step > 0 and a.valid_to is null
                        """).param("id", id.value()).query(String.class).optional();
    }

    /** The live area with this code. */
    public Optional<Place> byCode(String code) {
        return jdbc.sql(PLACE + " where code = ? and valid_to is null")
                .param(code)
                .query(Place.class)
                .optional();
    }

    /** Live areas right below, in code order. */
    public List<Place> below(AreaId parent) {
        return jdbc.sql(PLACE + " where parent_id = ? and valid_to is null order by code")
                .param(parent.value())
                .query(Place.class)
                .list();
    }

    /** Live areas of one level within an ancestor area, in code order. */
    public List<Place> within(AreaLevel ancestorLevel, Collection<AreaId> ancestors, AreaLevel level) {
        String column = switch (ancestorLevel) {
            case CITY -> "city_id";
            case DISTRICT -> "district_id";
            case STREET -> "street_id";
            case COMMUNITY -> "community_id";
            default -> "id";
        };
        if (ancestors.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(PLACE + " where (" + column
                        + " in (:ids) or id in (:ids)) and level = :level and valid_to is null order by code")
                .param("ids", ancestors.stream().map(AreaId::value).toList())
                .param("level", level.name())
                .query(Place.class)
                .list();
    }

    /** The unit; throws {@link NotFound} for an unknown id. */
    public UnitRef unit(UnitId id) {
        return jdbc.sql(UNIT + " where u.id = ?")
                .param(id.value())
                .query(UnitRef.class)
                .optional()
                .orElseThrow(() -> new NotFound("unit"));
    }

    /** A desk that hands over to the one of the same level elsewhere. */
    public record Relief(UnitId before, UnitId now) {}

    /**
     * The desks above an area that differ from those above its successor, where both sides have one: of its community, for
     * what lies below one, and of its street.
     */
    public List<Relief> reliefs(Place from, Place to) {
        List<Relief> reliefs = new ArrayList<>();
        for (AreaLevel level : List.of(AreaLevel.COMMUNITY, AreaLevel.STREET)) {
            AreaId before = above(from, level);
            AreaId now = above(to, level);
            if (before != null && now != null && !before.equals(now)) {
                deskOf(level, before)
                        .ifPresent(old ->
                                deskOf(level, now).ifPresent(next -> reliefs.add(new Relief(old.id(), next.id()))));
            }
        }
        return reliefs;
    }

    private static @Nullable AreaId above(Place place, AreaLevel level) {
        if (!place.level().isBelow(level)) {
            return null;
        }
        return level == AreaLevel.COMMUNITY ? place.communityId() : place.streetId();
    }

    /** These units, each once, live or ended; ids of no unit are left out. */
    public List<UnitRef> units(Collection<UnitId> wanted) {
        List<UUID> ids = wanted.stream().map(UnitId::value).distinct().toList();
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(UNIT + " where u.id in (:ids)")
                        .param("ids", ids)
                        .query(UnitRef.class)
                        .list();
    }

    /**
     * The unit as it is now, kept from being merged until the transaction ends. Throws {@link NotFound} for an unknown id
     * and {@link RuleViolation} while it is being merged or changed: waiting would hold up the merge that waits for what
     * the caller holds.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UnitRef held(UnitId id) {
        boolean free = jdbc.sql("select id from unit where id = ? for share skip locked")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
        UnitRef unit = unit(id);
        RuleViolation.require(free, "organisation.unit-changing", unit.name());
        return unit;
    }

    /** The one live desk or team of this kind in this area. */
    public Optional<UnitRef> unitOf(AreaId area, UnitKind kind) {
        return jdbc
                .sql(UNIT + " where u.area_id = ? and u.kind = ? and u.valid_to is null")
                .params(area.value(), kind.name())
                .query(UnitRef.class)
                .list()
                .stream()
                .findFirst();
    }

    /** The desk or team of the area's own level: grid team, community desk, street desk or district desk. */
    public Optional<UnitRef> deskOf(Place place) {
        return deskOf(place.level(), place.id());
    }

    /** The same for an area that is known to be of this level. */
    public Optional<UnitRef> deskOf(AreaLevel level, AreaId area) {
        return switch (level) {
            case GRID -> unitOf(area, UnitKind.GRID_TEAM);
            case COMMUNITY -> unitOf(area, UnitKind.COMMUNITY_DESK);
            case STREET -> unitOf(area, UnitKind.STREET_DESK);
            case DISTRICT -> unitOf(area, UnitKind.DISTRICT_DESK);
            default -> Optional.empty();
        };
    }

    /** Whether anyone holds a post for this unit now, or for its area where it is a grid team. */
    public boolean hasStaff(UnitRef unit) {
        return jdbc.sql("""
                        select exists (select 1 from post p join post_holding h on h.post_id = p.id
                         where h.held_to is null and (p.unit_id = :unit or (:team and p.area_id = :area)))
                        """)
                .param("unit", unit.id().value())
                .param("team", unit.kind() == UnitKind.GRID_TEAM)
                .param("area", unit.areaId().value())
                .query(Boolean.class)
                .single();
    }

    /** Live units that serve one of these areas, responders and desks alike, by name. */
    public List<UnitRef> unitsIn(Collection<AreaId> areas) {
        List<UUID> ids = areas.stream().map(AreaId::value).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(UNIT + " where u.area_id in (:ids) and u.valid_to is null order by u.kind, u.name")
                .param("ids", ids)
                .query(UnitRef.class)
                .list();
    }

    /** Units that serve or once served one of these areas; {@link UnitRef#live()} tells them apart. */
    public List<UnitRef> unitsEverIn(Collection<AreaId> areas) {
        List<UUID> ids = areas.stream().map(AreaId::value).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(UNIT + " where u.area_id in (:ids)")
                .param("ids", ids)
                .query(UnitRef.class)
                .list();
    }
}
