package org.shaodao.organisation.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The buildings of grids and the door numbers in them (feature A2.21): what a grid worker picks from instead of typing.
 * It holds no person and no number of persons.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class Buildings {

    /** Most doors one building is given at once. */
    public static final int MOST_DOORS = 1_000;

    private static final Role[] KEEPERS = {Role.GRID_WORKER, Role.GRID_HEAD};

    private final Places places;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A building with the number of its doors. */
    public record Building(UUID id, AreaId gridId, String grid, String name, int doors) {}

    /** A door, and where it is. */
    public record Door(UUID id, UUID buildingId, String building, AreaId gridId, String label) {

        /** As an address reads: building, then door. */
        public String address() {
            return building + label;
        }
    }

    /** The grids whose buildings this actor works with: his own, or those of the community of his desk. */
    @Transactional(readOnly = true)
    public List<Place> grids(Actor actor) {
        List<AreaId> own = new ArrayList<>();
        List<AreaId> communities = new ArrayList<>();
        actor.postsWith(KEEPERS).forEach(post -> add(own, post.areaId(), post.level(), AreaLevel.GRID));
        actor.postsWith(Role.COMMUNITY_DESK)
                .forEach(post -> add(communities, post.areaId(), post.level(), AreaLevel.COMMUNITY));
        List<Place> grids = new ArrayList<>(places.within(AreaLevel.GRID, own, AreaLevel.GRID));
        places.within(AreaLevel.COMMUNITY, communities, AreaLevel.GRID).stream()
                .filter(place -> grids.stream().noneMatch(known -> known.id().equals(place.id())))
                .forEach(grids::add);
        return grids;
    }

    /** The buildings of these grids, by name. */
    @Transactional(readOnly = true)
    public List<Building> of(Collection<Place> grids) {
        if (grids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select b.id, b.grid_id, a.name as grid, b.name,
                               (select count(*) from household h where h.building_id = b.id) as doors
                          from building b join area a on a.id = b.grid_id
                         where b.grid_id in (:grids) and b.ended_at is null
                         order by a.code, length(b.name), b.name
                        """)
                .param("grids", grids.stream().map(place -> place.id().value()).toList())
                .query(Building.class)
                .list();
    }

    /** One building of the actor's grids; throws {@link NotFound} for any other. */
    @Transactional(readOnly = true)
    public Building building(Actor actor, UUID id) {
        return of(grids(actor)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("building"));
    }

    /** The doors of a building, in order. */
    @Transactional(readOnly = true)
    public List<Door> doors(Actor actor, UUID building) {
        Building found = building(actor, building);
        return jdbc.sql("""
                        select h.id, h.building_id, b.name as building, b.grid_id, h.label
                          from household h join building b on b.id = h.building_id
                         where b.id = ? order by h.position
                        """).param(found.id()).query(Door.class).list();
    }

    /** One door of the actor's grids; throws {@link NotFound} for any other. */
    @Transactional(readOnly = true)
    public Door door(Actor actor, UUID id) {
        Door found = jdbc.sql("""
                        select h.id, h.building_id, b.name as building, b.grid_id, h.label
                          from household h join building b on b.id = h.building_id
                         where h.id = ?
                        """).param(id).query(Door.class).optional().orElseThrow(() -> new NotFound("household"));
        building(actor, found.buildingId());
        return found;
    }

    /**
     * Adds a building and numbers its doors by entrance, floor and door: three numbers instead of a list. Zero of any
     * makes a building without doors. Throws {@link NotFound} for a grid of somebody else, {@link RuleViolation} for a
     * name that is there already or more than {@value #MOST_DOORS} doors.
     */
    public UUID add(Actor actor, AreaId grid, @Nullable String name, int entrances, int floors, int perFloor) {
        if (grids(actor).stream().noneMatch(place -> place.id().equals(grid))) {
            throw new NotFound("area");
        }
        String called = PlainText.checked(name, 1, 50, "name");
        boolean sane = entrances >= 0
                && floors >= 0
                && perFloor >= 0
                && perFloor < 100
                && floors < 100
                && entrances < 100
                && entrances * floors * perFloor <= MOST_DOORS;
        RuleViolation.require(sane, "organisation.building.too-many", MOST_DOORS);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = Ids.at(at);
        try {
            jdbc.sql("insert into building (id, grid_id, name, added_at, added_by) values (?, ?, ?, ?, ?)")
                    .params(
                            id,
                            grid.value(),
                            called,
                            at.atOffset(ZoneOffset.UTC),
                            actor.account().value())
                    .update();
        } catch (DuplicateKeyException known) {
            throw new RuleViolation("organisation.building.known", called);
        }
        int position = 0;
        for (int entrance = 1; entrance <= entrances; entrance++) {
            for (int floor = 1; floor <= floors; floor++) {
                for (int door = 1; door <= perFloor; door++) {
                    addDoor(id, position++, entrance + "单元" + (floor * 100 + door));
                }
            }
        }
        record(actor, id, at, "organisation.event.building-added");
        return id;
    }

    /** Ends a building, by its grid team; its visits stay. Throws {@link NotFound} for one of somebody else. */
    public void end(Actor actor, UUID building) {
        Building found = building(actor, building);
        if (!mayEnd(actor)) {
            throw new Forbidden("organisation.building.end");
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("update building set ended_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), found.id())
                .update();
        record(actor, found.id(), at, "organisation.event.building-ended");
    }

    /** Whether this actor ends buildings: those who walk the grid. */
    public boolean mayEnd(Actor actor) {
        return actor.has(KEEPERS);
    }

    private void addDoor(UUID building, int position, String label) {
        jdbc.sql("insert into household (id, building_id, label, position) values (?, ?, ?, ?)")
                .params(Ids.next(), building, label, position)
                .update();
    }

    private void record(Actor actor, UUID id, Instant at, String key) {
        events.publishEvent(
                new Recorded("building", id, actor.account().value(), null, null, at, key, List.of(), null));
    }

    private static void add(List<AreaId> to, @Nullable AreaId area, @Nullable AreaLevel level, AreaLevel wanted) {
        if (area != null && level == wanted) {
            to.add(area);
        }
    }
}
