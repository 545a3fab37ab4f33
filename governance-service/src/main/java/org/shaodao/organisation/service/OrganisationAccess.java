package org.shaodao.organisation.service;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.PartyOrganisationId;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.PostId;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who sees and who changes which part of the organisation. Structure belongs to the district supervisor, posts also to
 * the security administrator, and posts on district level and above to that administrator alone (rulings 25).
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class OrganisationAccess {

    private final JdbcClient jdbc;
    private final AreaScopes scopes;

    /** The part of the structure the actor sees; throws {@link Forbidden} when it is none. */
    public AreaScope structure(Actor actor) {
        if (actor.has(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)) {
            return wholeCities();
        }
        return scopes.of(actor).stream()
                .filter(scope -> scope instanceof AreaScope.InAreas
                        || scope instanceof AreaScope.FiguresOnly
                        || scope instanceof AreaScope.Everything)
                .findFirst()
                .orElseThrow(() -> new Forbidden("nav.areas"));
    }

    /** The part the actor sees with the people in it: no reviewers, no viewers. */
    public AreaScope people(Actor actor) {
        AreaScope scope = structure(actor);
        if (scope instanceof AreaScope.FiguresOnly) {
            throw new Forbidden("organisation.people.title");
        }
        return scope;
    }

    /** The units the actor sees: those of the area, else the own ones. */
    public AreaScope units(Actor actor) {
        return scopes.of(actor).stream()
                .filter(scope -> scope instanceof AreaScope.OfUnits)
                .filter(scope -> !seesAreas(actor))
                .findFirst()
                .orElseGet(() -> structure(actor));
    }

    /** Whether names of people are shown to the actor. */
    public boolean seesPeople(Actor actor) {
        return seesAreas(actor) && !(structure(actor) instanceof AreaScope.FiguresOnly);
    }

    /** Whether the actor sees areas at all. */
    public boolean seesAreas(Actor actor) {
        return actor.has(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
                || scopes.of(actor).stream()
                        .anyMatch(scope -> scope instanceof AreaScope.InAreas
                                || scope instanceof AreaScope.FiguresOnly
                                || scope instanceof AreaScope.Everything);
    }

    private AreaScope wholeCities() {
        Set<AreaId> cities = jdbc.sql("select id from area where level = 'CITY'").query(UUID.class).list().stream()
                .map(AreaId::new)
                .collect(Collectors.toSet());
        return new AreaScope.InAreas(AreaLevel.CITY, cities);
    }

    // ---- is it in there

    /** Throws {@link NotFound} unless the area lies in the scope. */
    public void check(AreaScope scope, AreaId area) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        found(jdbc.sql("select exists (select 1 from area a where a.id = :id and " + sql.onArea() + ")")
                .param("id", area.value())
                .param("scope", sql.ids())
                .query(Boolean.class)
                .single());
    }

    /** Throws {@link NotFound} unless the unit lies in the scope. */
    public void check(AreaScope scope, UnitId unit) {
        ScopeSql sql = ScopeSql.of(scope, "a", "u");
        found(jdbc.sql("select exists (select 1 from unit u join area a on a.id = u.area_id where u.id = :id and "
                        + sql.onUnit() + ")")
                .param("id", unit.value())
                .param("scope", sql.ids())
                .query(Boolean.class)
                .single());
    }

    /** Throws {@link NotFound} unless the Party organisation lies in the scope. */
    public void check(AreaScope scope, PartyOrganisationId organisation) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        found(jdbc.sql(
                        "select exists (select 1 from party_organisation p join area a on a.id = p.area_id where p.id = :id"
                                + " and " + sql.onArea() + ")")
                .param("id", organisation.value())
                .param("scope", sql.ids())
                .query(Boolean.class)
                .single());
    }

    /** Throws {@link NotFound} unless the post lies in the scope. */
    public void check(AreaScope scope, PostId post) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        found(jdbc.sql("select exists (select 1 from post t " + PLACE_OF_POST + " where t.id = :id and " + sql.onArea()
                        + ")")
                .param("id", post.value())
                .param("scope", sql.ids())
                .query(Boolean.class)
                .single());
    }

    /** Throws {@link NotFound} unless the person holds or held a post in the scope, or is seen by the one who staffs. */
    public void check(AreaScope scope, PersonId person, boolean staffs) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        found(jdbc.sql("select exists (select 1 from person p where p.id = :id and "
                        + (staffs
                                ? "(" + IN_SCOPE.formatted(sql.onArea()) + " or " + WITHOUT_POST + ")"
                                : IN_SCOPE.formatted(sql.onArea()))
                        + ")")
                .param("id", person.value())
                .param("scope", sql.ids())
                .query(Boolean.class)
                .single());
    }

    /** Joins a post {@code t} to the area {@code a} it sits in. */
    static final String PLACE_OF_POST = """
            left join unit pu on pu.id = t.unit_id
            left join party_organisation pp on pp.id = t.party_organisation_id
            join area a on a.id = coalesce(t.area_id, pu.area_id, pp.area_id)
            """;

    /** Whether person {@code p} holds or held a post in an area; the condition on the area goes in. */
    static final String IN_SCOPE = "exists (select 1 from post_holding ph join post t on t.id = ph.post_id "
            + PLACE_OF_POST.replace("%", "%%") + " where ph.person_id = p.id and %s)";

    /** Whether person {@code p} has no post at all and no administrator's account. */
    static final String WITHOUT_POST = "not exists (select 1 from post_holding ph where ph.person_id = p.id)";

    private static void found(boolean there) {
        if (!there) {
            throw new NotFound("organisation");
        }
    }

    // ---- who changes it

    /** Whether the actor changes structure at all. */
    public boolean edits(Actor actor) {
        return actor.isSystem() || actor.has(Role.DISTRICT_SUPERVISOR);
    }

    /** Whether the actor appoints people at all. */
    public boolean staffs(Actor actor) {
        return edits(actor) || actor.has(Role.SECURITY_ADMINISTRATOR);
    }

    /** Whether the actor also sees people without any post. */
    public boolean seesUnplaced(Actor actor) {
        return staffs(actor) || actor.has(Role.SYSTEM_ADMINISTRATOR);
    }

    /** Throws unless the actor changes the structure of this area: the supervisor in the own district. */
    public void checkEdits(Actor actor, AreaId area) {
        if (!edits(actor)) {
            throw new Forbidden("organisation.change");
        }
        if (!actor.isSystem()) {
            check(districts(actor), area);
        }
    }

    /** Throws unless the actor fills this kind of post in this area. */
    public void checkStaffs(Actor actor, PostType type, AreaId area) {
        if (actor.isSystem() || actor.has(Role.SECURITY_ADMINISTRATOR)) {
            return;
        }
        if (!edits(actor)) {
            throw new Forbidden("organisation.staff");
        }
        check(districts(actor), area);
        if (type.seat() == PostType.Seat.DISTRICT || type.seat() == PostType.Seat.CITY) {
            throw new Forbidden("organisation.post-not-yours");
        }
    }

    /** The kinds of post the actor may fill. */
    public boolean mayFill(Actor actor, PostType type) {
        return actor.isSystem()
                || actor.has(Role.SECURITY_ADMINISTRATOR)
                || edits(actor) && type.seat() != PostType.Seat.DISTRICT && type.seat() != PostType.Seat.CITY;
    }

    /** The districts whose structure the actor keeps. */
    AreaScope districts(Actor actor) {
        List<PostGrant> posts = actor.postsWith(Role.DISTRICT_SUPERVISOR);
        return new AreaScope.InAreas(
                AreaLevel.DISTRICT,
                posts.stream()
                        .map(PostGrant::areaId)
                        .filter(java.util.Objects::nonNull)
                        .collect(Collectors.toSet()));
    }
}
