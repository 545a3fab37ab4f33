package org.shaodao.catalogue;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/**
 * One edition of a routing rule: conditions and the unit that leads when all of them hold. Rules are asked in order, the
 * first that fits decides. A change makes the next edition, so that a decision keeps pointing at what it followed; only
 * the place in the order moves without one.
 */
@Entity
@Getter
public class RoutingRule extends AggregateRoot<RoutingRuleId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private RoutingRuleId id;

    private UUID lineId;

    private int edition;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private AreaId districtId;

    private int position;

    private String name;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private @Nullable CategoryId categoryId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "area_id"))
    private @Nullable AreaId areaId;

    private @Nullable LocalTime fromTime;

    private @Nullable LocalTime toTime;

    private @Nullable Boolean workingDay;

    private @Nullable String source;

    @Getter(AccessLevel.NONE)
    private @Nullable String words;

    private @Nullable Boolean urgent;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "target_unit_id"))
    private UnitId targetUnitId;

    private @Nullable String limitClass;

    private @Nullable LocalDate lastDay;

    private Instant validFrom;

    private @Nullable Instant validTo;

    private boolean active;

    /** A new rule at this place in the order of its district. Throws {@link RuleViolation} for a last day in the past. */
    public static RoutingRule add(
            RoutingRuleId id, AreaId district, int position, RuleDetails details, AccountId by, Instant at) {
        RoutingRule rule = new RoutingRule(id, id.value(), 1, district, position, at);
        rule.take(details, at);
        rule.tell("catalogue.rule.event.added", List.of(), by, at);
        return rule;
    }

    /**
     * Ends this edition and makes the next at the same place; empty when nothing differs. Throws {@link RuleViolation}
     * as {@link #add}, and for a rule that was taken away.
     */
    public Optional<RoutingRule> edit(RoutingRuleId next, RuleDetails details, AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.rule.already-ended");
        List<String> changed = details().differences(details);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        RoutingRule rule = new RoutingRule(next, lineId, edition + 1, districtId, position, at);
        rule.take(details, at);
        rule.tell("catalogue.rule.event.edited", changed, by, at);
        active = false;
        validTo = at;
        return Optional.of(rule);
    }

    /** Takes the rule away, for good. */
    public void end(AccountId by, Instant at) {
        RuleViolation.require(active, "catalogue.rule.already-ended");
        active = false;
        validTo = at;
        tell("catalogue.rule.event.ended", List.of("active"), by, at);
    }

    /** Changes places with another rule of the same district. */
    public void changePlaces(RoutingRule other, AccountId by, Instant at) {
        RuleViolation.require(active && other.active, "catalogue.rule.already-ended");
        int mine = position;
        position = other.position;
        other.position = mine;
        tell("catalogue.rule.event.moved", List.of("position"), by, at);
    }

    public RuleDetails details() {
        return new RuleDetails(
                name,
                categoryId,
                areaId,
                fromTime,
                toTime,
                workingDay,
                source,
                RuleDetails.words(words),
                urgent,
                targetUnitId,
                limitClass,
                lastDay);
    }

    private void take(RuleDetails details, Instant at) {
        LocalDate until = details.until();
        RuleViolation.require(
                until == null || !until.isBefore(LocalDate.ofInstant(at, Zone.ID)), "catalogue.rule.until-past");
        name = details.name();
        categoryId = details.category();
        areaId = details.area();
        fromTime = details.from();
        toTime = details.to();
        workingDay = details.workingDay();
        source = details.source();
        words = details.words().isEmpty() ? null : String.join(" ", details.words());
        urgent = details.urgent();
        targetUnitId = details.target();
        limitClass = details.limitClass();
        lastDay = until;
    }

    private void tell(String key, List<String> fields, AccountId by, Instant at) {
        record(new Recorded(
                "routing-rule", id.value(), by.value(), "DISTRICT_SUPERVISOR", null, at, key, fields, null));
    }

    private RoutingRule(RoutingRuleId id, UUID lineId, int edition, AreaId districtId, int position, Instant at) {
        this();
        this.id = id;
        this.lineId = lineId;
        this.edition = edition;
        this.districtId = districtId;
        this.position = position;
        this.validFrom = at;
        this.active = true;
    }

    @SuppressWarnings("NullAway.Init")
    protected RoutingRule() {
        // for Hibernate
    }
}
