package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.whistle.JointMatter;
import org.shaodao.whistle.JointMatterId;
import org.shaodao.whistle.JointMatters;
import org.shaodao.whistle.JointStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The templates of joint matters as they are read and begun with (feature A3.25). A street's desk and leaders keep those of
 * the street and use those of the district too; the district's supervisor keeps the district's.
 */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class JointMatterBook {

    private static final Role[] STREET = {Role.STREET_DESK, Role.STREET_LEADER};

    private final JointMatters matters;
    private final WhistleForming forming;
    private final Places places;
    private final JdbcClient jdbc;

    /** One template in a list. {@code mine}: the reader keeps it. */
    public record Row(
            JointMatterId id,
            String name,
            AreaId areaId,
            String area,
            int steps,
            int days,
            @Nullable Instant retiredAt,
            boolean mine) {}

    /** A template with its steps. {@code mine}: the reader keeps it. */
    public record Sheet(
            JointMatterId id,
            long version,
            String name,
            @Nullable String problem,
            String area,
            @Nullable Instant retiredAt,
            boolean mine,
            List<Line> steps) {}

    /** One step; {@code unitName} where it names a unit. */
    public record Line(JointStep step, @Nullable String unitName) {}

    /** What a whistle begins with: the words, and the steps with the units found in its street. */
    public record Start(String name, @Nullable String problem, List<Step> steps) {}

    /** One step in a street; {@code unit}: null where the street can call no such unit. */
    public record Step(JointStep step, @Nullable UnitId unit) {}

    /** What the form offers: units by name, and kinds of unit by field of work. */
    public record Choices(List<UnitRef> units, List<Kind> kinds) {}

    /** A kind of unit that exists in the keeper's area. */
    public record Kind(UnitKind kind, Speciality speciality) {}

    /** What the reader keeps or may use, retired ones last. */
    public List<Row> list(Actor actor) {
        Set<AreaId> kept = kept(actor);
        return jdbc.sql("""
                        select m.id, m.name, m.area_id, a.name as area, m.retired_at,
                               (select count(*) from joint_matter_step s where s.matter_id = m.id) as steps,
                               (select max(s.days) from joint_matter_step s where s.matter_id = m.id) as days,
                               m.area_id in (:kept) as mine
                          from joint_matter m
                          join area a on a.id = m.area_id
                         where m.area_id in (:areas) and (m.retired_at is null or m.area_id in (:kept))
                         order by m.retired_at is not null, a.level, m.name, m.id
                         limit 200
                        """)
                .param("kept", values(kept))
                .param("areas", values(readable(kept)))
                .query(Row.class)
                .list();
    }

    /** What may be begun in the actor's street now; empty for others than a street's desk and leaders. */
    public List<Row> startable(Actor actor) {
        return actor.has(STREET)
                ? list(actor).stream().filter(row -> row.retiredAt() == null).toList()
                : List.of();
    }

    /** The template; throws {@link NotFound} for one of another street or district. */
    public Sheet sheet(Actor actor, JointMatterId id) {
        JointMatter found = find(actor, id);
        return new Sheet(
                id,
                found.version(),
                found.getName(),
                found.getProblem(),
                places.place(found.getAreaId()).name(),
                found.getRetiredAt(),
                kept(actor).contains(found.getAreaId()),
                found.steps().stream()
                        .map(step -> new Line(
                                step,
                                step.unit() == null
                                        ? null
                                        : places.unit(step.unit()).name()))
                        .toList());
    }

    /** The template laid over a street; throws {@link NotFound} where it may not be used there. */
    public Start start(Actor actor, JointMatterId id, AreaId street) {
        JointMatter found = find(actor, id);
        if (found.getRetiredAt() != null) {
            throw new NotFound("matter");
        }
        List<UnitRef> reach = forming.callable(places.place(street));
        return new Start(
                found.getName(),
                found.getProblem(),
                found.steps().stream()
                        .map(step -> new Step(step, unit(step, reach)))
                        .toList());
    }

    /** What a step may name; throws {@link Forbidden} for people who keep no templates. */
    public Choices choices(Actor actor) {
        AreaId area = keeping(actor);
        Place place = places.place(area);
        List<UnitRef> units = place.level() == AreaLevel.STREET
                ? forming.callable(place)
                : places.unitsIn(place.cityId() == null ? List.of(area) : List.of(area, place.cityId())).stream()
                        .filter(unit -> unit.kind().isResponder())
                        .toList();
        List<Kind> kinds = jdbc.sql("""
                        select distinct u.kind, u.speciality
                          from unit u
                          join area a on a.id = u.area_id
                         where u.valid_to is null and u.speciality is not null
                           and u.kind in ('STREET_OFFICE', 'DEPARTMENT', 'BRANCH_AGENCY', 'ENTERPRISE', 'PROPERTY_COMPANY')
                           and (a.id = :district or a.district_id = :district)
                         order by u.kind, u.speciality
                        """)
                .param(
                        "district",
                        Objects.requireNonNullElse(place.districtId(), area).value())
                .query(Kind.class)
                .list();
        return new Choices(units, kinds);
    }

    private static @Nullable UnitId unit(JointStep step, List<UnitRef> reach) {
        Speciality wanted = step.speciality();
        return reach.stream()
                .filter(unit -> step.unit() != null
                        ? unit.id().equals(step.unit())
                        : unit.kind() == step.kind()
                                && wanted != null
                                && wanted.name().equals(unit.speciality()))
                .map(UnitRef::id)
                .findFirst()
                .orElse(null);
    }

    /** The template; throws {@link NotFound} for one of another street or district. */
    JointMatter find(Actor actor, JointMatterId id) {
        Set<AreaId> readable = readable(kept(actor));
        return matters.findById(id)
                .filter(found -> readable.contains(found.getAreaId()))
                .orElseThrow(() -> new NotFound("matter"));
    }

    /** The area whose templates the actor keeps; the first of several. */
    AreaId keeping(Actor actor) {
        return kept(actor).stream().findFirst().orElseThrow(() -> new Forbidden("whistle.matter.title"));
    }

    /** The areas whose templates the actor keeps. */
    static Set<AreaId> kept(Actor actor) {
        Set<AreaId> areas = new LinkedHashSet<>();
        for (PostGrant post : actor.posts()) {
            boolean street = post.level() == AreaLevel.STREET
                    && (post.role() == Role.STREET_DESK || post.role() == Role.STREET_LEADER);
            boolean district = post.level() == AreaLevel.DISTRICT && post.role() == Role.DISTRICT_SUPERVISOR;
            if ((street || district) && post.areaId() != null) {
                areas.add(post.areaId());
            }
        }
        return areas;
    }

    private Set<AreaId> readable(Set<AreaId> kept) {
        Set<AreaId> all = new LinkedHashSet<>(kept);
        for (AreaId area : kept) {
            AreaId district = places.place(area).districtId();
            if (district != null) {
                all.add(district);
            }
        }
        return all;
    }

    /** Never empty, so that {@code in (…)} always has something to compare with. */
    private static List<UUID> values(Set<AreaId> areas) {
        return areas.isEmpty()
                ? List.of(new UUID(0, 0))
                : areas.stream().map(AreaId::value).toList();
    }
}
