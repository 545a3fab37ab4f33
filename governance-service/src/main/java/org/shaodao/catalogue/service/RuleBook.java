package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Router;
import org.shaodao.catalogue.RoutingRule;
import org.shaodao.catalogue.RoutingRuleId;
import org.shaodao.catalogue.RoutingRules;
import org.shaodao.catalogue.RuleDetails;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ordered routing rules of a district, looked after by its supervisor. A rule of another district is not found. */
@Service
@RequiredArgsConstructor
@Transactional
public class RuleBook {

    /** Whether a rule decides at this moment. */
    public enum Standing {
        IN_FORCE,
        /** Its last day is over. */
        RUN_OUT,
        /** Its unit was abolished: it has switched itself off. */
        TARGET_ENDED
    }

    /** One rule with the names around it, or one of its editions. */
    public record Row(
            RoutingRuleId id,
            UUID lineId,
            int edition,
            int position,
            String name,
            @Nullable CategoryId categoryId,
            @Nullable String category,
            @Nullable AreaId areaId,
            @Nullable String area,
            @Nullable LocalTime fromTime,
            @Nullable LocalTime toTime,
            @Nullable Boolean workingDay,
            @Nullable String source,
            @Nullable String words,
            @Nullable Boolean urgent,
            UnitId targetUnitId,
            String target,
            boolean targetLive,
            @Nullable LocalDate targetEnded,
            @Nullable String limitClass,
            @Nullable LocalDate lastDay,
            Instant validFrom,
            @Nullable Instant validTo,
            boolean active,
            String district,
            long version) {

        /** Whether it decides on this day. */
        public Standing standing(LocalDate today) {
            if (!targetLive) {
                return Standing.TARGET_ENDED;
            }
            return lastDay != null && today.isAfter(lastDay) ? Standing.RUN_OUT : Standing.IN_FORCE;
        }
    }

    private static final String ROW = """
            select r.id, r.line_id, r.edition, r.position, r.name, r.category_id, c.name as category, r.area_id,
                   a.name as area, r.from_time, r.to_time, r.working_day, r.source, r.words, r.urgent, r.target_unit_id,
                   u.name as target, u.valid_to is null as target_live, u.valid_to as target_ended, r.limit_class,
                   r.last_day, r.valid_from, r.valid_to, r.active, d.name as district, r.version
              from routing_rule r
              join unit u on u.id = r.target_unit_id
              join area d on d.id = r.district_id
              left join category c on c.id = r.category_id
              left join area a on a.id = r.area_id
            """;

    private final RoutingRules rules;
    private final Categories categories;
    private final Calendars calendars;
    private final Places places;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** The rules in use of the actor's district, in their order. Throws as {@link CatalogueEditing#requireEditor}. */
    @Transactional(readOnly = true)
    public List<Row> list(Actor actor) {
        return jdbc.sql(ROW + " where r.active and r.district_id = ? order by r.position, r.id")
                .param(district(actor).value())
                .query(Row.class)
                .list();
    }

    /** One edition of a rule of the actor's district; throws {@link NotFound} otherwise. */
    @Transactional(readOnly = true)
    public Row row(RoutingRuleId id, Actor actor) {
        return jdbc.sql(ROW + " where r.id = ? and r.district_id = ?")
                .params(id.value(), district(actor).value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("routing-rule"));
    }

    /** All editions of the rule, the newest first; throws as {@link #row}. */
    @Transactional(readOnly = true)
    public List<Row> editions(RoutingRuleId id, Actor actor) {
        return jdbc.sql(ROW + " where r.line_id = ? order by r.edition desc")
                .param(row(id, actor).lineId())
                .query(Row.class)
                .list();
    }

    /** Rules that switched themselves off because their unit ended, of every district: the administrator's list. */
    @Transactional(readOnly = true)
    public List<Row> withoutTarget(Actor actor) {
        if (!actor.has(Role.SYSTEM_ADMINISTRATOR)) {
            CatalogueEditing.requireEditor(actor);
        }
        return jdbc.sql(ROW + " where r.active and u.valid_to is not null order by u.valid_to, r.name")
                .query(Row.class)
                .list();
    }

    /** Units a rule of the actor's district may name, by name. */
    @Transactional(readOnly = true)
    public List<UnitRef> targets(Actor actor) {
        return places.unitsIn(areas(actor).stream().map(Place::id).toList()).stream()
                .filter(unit -> unit.kind() != UnitKind.DISTRICT_DESK)
                .toList();
    }

    /** The district with its streets, communities and grids. */
    @Transactional(readOnly = true)
    public List<Place> areas(Actor actor) {
        AreaId district = district(actor);
        List<Place> areas = new java.util.ArrayList<>();
        areas.add(places.place(district));
        for (AreaLevel level : List.of(AreaLevel.STREET, AreaLevel.COMMUNITY, AreaLevel.GRID)) {
            areas.addAll(places.within(AreaLevel.DISTRICT, Set.of(district), level));
        }
        return areas;
    }

    /** Codes of the limit classes a rule may set. */
    @Transactional(readOnly = true)
    public List<String> limitClasses() {
        return calendars.limitClasses().stream().map(LimitClass::code).toList();
    }

    /**
     * Adds a rule at the end of the order. Throws {@link RuleViolation} for a unit or area outside the district, an ended
     * unit, and a community as lead of a matter it never leads (feature A8.9).
     */
    public RoutingRuleId add(RuleDetails details, Actor actor) {
        AreaId district = district(actor);
        check(details, actor);
        int last = inOrder(district).stream()
                .mapToInt(RoutingRule::getPosition)
                .max()
                .orElse(0);
        RoutingRule rule = RoutingRule.add(RoutingRuleId.next(), district, last + 10, details, actor.account(), now());
        return rules.save(rule).getId();
    }

    /** Changes a rule, which makes its next edition; {@code version} as the person saw it. Throws as {@link #add}. */
    public RoutingRuleId edit(RoutingRuleId id, long version, RuleDetails details, Actor actor) {
        RoutingRule rule = rule(id, version, actor);
        check(details, actor);
        Optional<RoutingRule> next = rule.edit(RoutingRuleId.next(), details, actor.account(), now());
        if (next.isEmpty()) {
            return id;
        }
        rules.save(rule);
        rules.flush();
        return rules.save(next.get()).getId();
    }

    /** Takes a rule away; {@code version} as the person saw it. */
    public void end(RoutingRuleId id, long version, Actor actor) {
        RoutingRule rule = rule(id, version, actor);
        rule.end(actor.account(), now());
        rules.save(rule);
    }

    /** Moves a rule one place up or down; at the end of the order nothing happens. */
    public void move(RoutingRuleId id, long version, boolean up, Actor actor) {
        RoutingRule rule = rule(id, version, actor);
        List<RoutingRule> order = inOrder(rule.getDistrictId());
        int at = order.indexOf(rule);
        int with = up ? at - 1 : at + 1;
        if (at < 0 || with < 0 || with >= order.size()) {
            return;
        }
        RoutingRule other = order.get(with);
        rule.changePlaces(other, actor.account(), now());
        rules.save(other);
        rules.save(rule);
    }

    private void check(RuleDetails details, Actor actor) {
        Set<AreaId> areas = areas(actor).stream().map(Place::id).collect(Collectors.toSet());
        AreaId area = details.area();
        RuleViolation.require(area == null || areas.contains(area), "catalogue.rule.area-outside");
        UnitRef target = places.unit(details.target());
        RuleViolation.require(areas.contains(target.areaId()), "catalogue.rule.target-outside", target.name());
        RuleViolation.require(target.live(), "catalogue.rule.target-ended", target.name());
        if (details.limitClass() != null) {
            calendars.limitClass(details.limitClass());
        }
        CategoryId category = details.category();
        if (category != null) {
            CategoryRef named = categories.find(category).orElseThrow(() -> new NotFound("category"));
            RuleViolation.require(
                    !named.communityNeverLeads() || !Router.isCommunitySide(target.kind()),
                    "catalogue.refusal.community-never-leads",
                    named.name());
        }
    }

    private List<RoutingRule> inOrder(AreaId district) {
        return rules.findByDistrictIdAndActiveTrueOrderByPosition(district);
    }

    private RoutingRule rule(RoutingRuleId id, long version, Actor actor) {
        AreaId district = district(actor);
        RoutingRule rule = rules.findById(id)
                .filter(found -> found.getDistrictId().equals(district))
                .orElseThrow(() -> new NotFound("routing-rule"));
        if (rule.version() != version) {
            throw new Conflict(null, null, null);
        }
        return rule;
    }

    private static AreaId district(Actor actor) {
        CatalogueEditing.requireEditor(actor);
        return actor.posts().stream()
                .filter(post -> post.role() == Role.DISTRICT_SUPERVISOR)
                .map(PostGrant::areaId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new NotFound("area"));
    }

    /** Today, as the rules count days. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zone.ID);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
