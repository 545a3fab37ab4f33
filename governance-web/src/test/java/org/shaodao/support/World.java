package org.shaodao.support;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small district made by SQL: two streets with two communities with two grids each, a desk or team everywhere, and
 * responder units. Every instance is a world of its own, so that tests do not see each other's rows.
 */
public final class World {

    private static final AtomicInteger NUMBER = new AtomicInteger(100);

    private final JdbcClient jdbc;
    private final Map<String, UUID> ids = new HashMap<>();
    private final String code;

    public World(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.code = "96" + NUMBER.incrementAndGet() + "0";
        UUID city = area("city", null, AreaLevel.CITY, "98" + code.substring(2, 5) + "0000000", Map.of());
        UUID district = area("district", city, AreaLevel.DISTRICT, code + "000000", Map.of("city_id", city));
        unit("desk:district", UnitKind.DISTRICT_DESK, null, district);
        unit("water", UnitKind.DEPARTMENT, "WATER", district);
        unit("power", UnitKind.ENTERPRISE, "POWER", district);
        for (int s = 1; s <= 2; s++) {
            UUID street = area(
                    "street" + s,
                    district,
                    AreaLevel.STREET,
                    code + "00" + s + "000",
                    Map.of("city_id", city, "district_id", district));
            unit("desk:street" + s, UnitKind.STREET_DESK, null, street);
            unit("urban" + s, UnitKind.BRANCH_AGENCY, "URBAN_MANAGEMENT", street);
            for (int c = 1; c <= 2; c++) {
                String name = s + "." + c;
                UUID community = area(
                        "community" + name,
                        street,
                        AreaLevel.COMMUNITY,
                        code + "00" + s + "00" + c,
                        Map.of("city_id", city, "district_id", district, "street_id", street));
                unit("desk:community" + name, UnitKind.COMMUNITY_DESK, null, community);
                for (int g = 1; g <= 2; g++) {
                    String grid = name + "." + g;
                    UUID gridId = area(
                            "grid" + grid,
                            community,
                            AreaLevel.GRID,
                            code + "00" + s + "00" + c + "00" + g,
                            Map.of(
                                    "city_id",
                                    city,
                                    "district_id",
                                    district,
                                    "street_id",
                                    street,
                                    "community_id",
                                    community));
                    unit("team" + grid, UnitKind.GRID_TEAM, null, gridId);
                }
            }
        }
    }

    public AreaId area(String name) {
        return new AreaId(ids.get(name));
    }

    public String code(String area) {
        return jdbc.sql("select code from area where id = ?")
                .param(ids.get(area))
                .query(String.class)
                .single();
    }

    public UnitId unit(String name) {
        return new UnitId(ids.get(name));
    }

    /**
     * A person with an account who holds one post, of the unit or, without one, of the area; the actor is built without
     * asking the platform.
     */
    public Actor actor(Role role, String area, String unit) {
        AreaLevel level = jdbc.sql("select level from area where id = ?")
                .param(ids.get(area))
                .query(AreaLevel.class)
                .single();
        UUID person = Ids.next();
        jdbc.sql("insert into person (id, name, version) values (?, ?, 0)")
                .params(person, "测试" + role)
                .update();
        UUID account = Ids.next();
        jdbc.sql("insert into account (id, person_id, login, password_hash, must_change, password_at, version)"
                        + " values (?, ?, ?, 'x', false, now(), 0)")
                .params(account, person, "t" + account)
                .update();
        UUID post = Ids.next();
        PostType type = Arrays.stream(PostType.values())
                .filter(kind -> kind.role() == role)
                .findFirst()
                .orElseThrow();
        boolean ofArea = unit == null;
        jdbc.sql("insert into post (id, type, area_id, unit_id, required_number, version) values (?, ?, ?, ?, 1, 0)")
                .params(Arrays.asList(post, type.name(), ofArea ? ids.get(area) : null, ids.get(unit)))
                .update();
        jdbc.sql("insert into post_holding (id, post_id, person_id, held_from, version) values (?, ?, ?, ?, 0)")
                .params(Ids.next(), post, person, LocalDate.of(2020, 1, 1))
                .update();
        return new Actor(
                new AccountId(account),
                "测试" + role,
                List.of(new PostGrant(role, area(area), level, ofArea ? null : unit(unit), role.name())));
    }

    private UUID area(String name, UUID parent, AreaLevel level, String code, Map<String, UUID> ancestors) {
        UUID id = Ids.next();
        ids.put(name, id);
        jdbc.sql("insert into area (id, parent_id, level, code, name, city_id, district_id, street_id, community_id,"
                        + " valid_from, version) values (:id, :parent, :level, :code, :name, :city_id, :district_id,"
                        + " :street_id, :community_id, date '2020-01-01', 0)")
                .param("id", id)
                .param("parent", parent)
                .param("level", level.name())
                .param("code", code)
                .param("name", "示例" + name)
                .param("city_id", ancestors.get("city_id"))
                .param("district_id", level == AreaLevel.DISTRICT ? null : ancestors.get("district_id"))
                .param("street_id", ancestors.get("street_id"))
                .param("community_id", ancestors.get("community_id"))
                .update();
        return id;
    }

    private void unit(String name, UnitKind kind, String speciality, UUID area) {
        UUID id = Ids.next();
        ids.put(name, id);
        jdbc.sql("insert into unit (id, kind, speciality, code, name, area_id, duty_phone, valid_from, version)"
                        + " values (?, ?, ?, ?, ?, ?, '0000-12345', date '2020-01-01', 0)")
                .params(id, kind.name(), speciality, code + name, "示例" + name, area)
                .update();
    }
}
