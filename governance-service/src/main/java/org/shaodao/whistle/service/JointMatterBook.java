package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
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
import org.shaodao.whistle.JointMatterRights;
import org.shaodao.whistle.JointMatters;
import org.shaodao.whistle.JointStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The templates of joint matters as they are read and begun with (feature A3.25). Who keeps, reads and uses them stands in
 * {@link JointMatterRights}.
 */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
public class JointMatterBook {

    /** Units that a whistle calls, as they are stored. */
    private static final List<String> RESPONDERS = Arrays.stream(UnitKind.values())
            .filter(UnitKind::isResponder)
            .map(UnitKind::name)
            .toList();

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
            AreaId areaId,
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

    /** What the form of a template offers its keeper: units by name, and kinds of unit by field of work. */
    public record Choices(Place keeper, List<UnitRef> units, List<Kind> kinds) {}

    /** A kind of unit that exists in the keeper's district, or in the city above it. */
    public record Kind(UnitKind kind, Speciality speciality) {}

    /** What the reader keeps or may use, retired ones last; empty for people who read none. */
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
        return JointMatterRights.begins(actor)
                ? list(actor).stream().filter(row -> row.retiredAt() == null).toList()
                : List.of();
    }

    /** The template; throws {@link NotFound} for one of another street or district. */
    public Sheet sheet(Actor actor, JointMatterId id) {
        JointMatter found = find(actor, id);
        Map<UnitId, String> names = names(found.steps());
        return new Sheet(
                id,
                found.version(),
                found.getName(),
                found.getProblem(),
                found.getAreaId(),
                places.place(found.getAreaId()).name(),
                found.getRetiredAt(),
                kept(actor).contains(found.getAreaId()),
                found.steps().stream()
                        .map(step -> new Line(step, step.unit() == null ? null : names.get(step.unit())))
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

    /** The streets and districts whose templates the actor keeps. */
    public List<Place> keepers(Actor actor) {
        return kept(actor).stream().map(places::place).toList();
    }

    /** The named one of them, or the first; throws {@link Forbidden} where the actor keeps no templates. */
    Place keeper(Actor actor, @Nullable AreaId area) {
        return kept(actor).stream()
                .filter(one -> area == null || one.equals(area))
                .findFirst()
                .map(places::place)
                .orElseThrow(() -> new Forbidden("whistle.matter.title"));
    }

    /**
     * What a step may name in templates of this area, or of the first the actor keeps templates of; throws
     * {@link Forbidden} where he keeps none.
     */
    public Choices choices(Actor actor, @Nullable AreaId area) {
        Place place = keeper(actor, area);
        List<AreaId> own = new ArrayList<>(List.of(Objects.requireNonNullElse(place.districtId(), place.id())));
        if (place.cityId() != null) {
            own.add(place.cityId());
        }
        List<UnitRef> units = place.level() == AreaLevel.STREET
                ? forming.callable(place)
                : places.unitsIn(own).stream()
                        .filter(unit -> unit.kind().isResponder())
                        .toList();
        List<Kind> kinds = jdbc.sql("""
                        select distinct u.kind, u.speciality
                          from unit u
                          join area a on a.id = u.area_id
                         where u.valid_to is null and u.speciality is not null
                           and u.kind in (:responders)
                           and (a.id in (:own) or a.district_id in (:own))
                         order by u.kind, u.speciality
                        """)
                .param("responders", RESPONDERS)
                .param("own", own.stream().map(AreaId::value).toList())
                .query(Kind.class)
                .list();
        return new Choices(place, units, kinds);
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

    private static Set<AreaId> kept(Actor actor) {
        return JointMatterRights.keeping(actor).stream()
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<UnitId, String> names(List<JointStep> steps) {
        List<UnitId> named =
                steps.stream().map(JointStep::unit).filter(Objects::nonNull).toList();
        return places.units(named).stream().collect(Collectors.toMap(UnitRef::id, UnitRef::name));
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
