package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * A city, district, street, community or grid. Carries the ids of its ancestors and, at its own level, its own id, so
 * that "everything of street X" is one column.
 */
@Entity
@Getter
public class Area extends AggregateRoot<AreaId> {

    /** Subject type of its events and history. */
    public static final String SUBJECT = "area";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AreaId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "parent_id"))
    private @Nullable AreaId parentId;

    @Enumerated(EnumType.STRING)
    private AreaLevel level;

    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private @Nullable AreaKind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable GridUnitType unitType;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "city_id"))
    private @Nullable AreaId cityId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private @Nullable AreaId districtId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "street_id"))
    private @Nullable AreaId streetId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "community_id"))
    private @Nullable AreaId communityId;

    private int households;

    private int residents;

    private int buildings;

    private @Nullable String boundaryText;

    private LocalDate validFrom;

    private @Nullable LocalDate validTo;

    private @Nullable String documentNo;

    /** A new area right below {@code parent}; only provinces and cities stand without one. */
    public static Area create(
            @Nullable Area parent, AreaLevel level, String code, String name, @Nullable AreaKind kind, Change change) {
        Area area = new Area();
        area.id = AreaId.next();
        area.level = level;
        area.placeUnder(parent);
        area.code = checkedCode(level, code, parent);
        area.name = checkedName(name);
        RuleViolation.require(kind == null || kind.level() == level, "organisation.kind-of-other-level");
        area.kind = kind == null && level == AreaLevel.GRID ? AreaKind.BASIC : kind;
        area.validFrom = change.effective();
        area.documentNo = change.documentNo();
        area.record(change.event(SUBJECT, area.id.value(), "created"));
        return area;
    }

    /** Gives it another name; the code stays. */
    public OrganisationChange rename(String newName, Change change) {
        requireLive();
        String old = name;
        name = checkedName(newName);
        RuleViolation.require(!name.equals(old), "organisation.name-unchanged");
        record(change.event(SUBJECT, id.value(), "renamed", "name"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.RENAMED, change, old, name, null, null);
    }

    /** Hangs it under another area of the same level as its parent; the caller re-points what lies below. */
    public OrganisationChange move(Area newParent, Change change) {
        requireLive();
        newParent.requireLive();
        RuleViolation.require(!newParent.id.equals(parentId), "organisation.parent-unchanged");
        UUID old = parentId == null ? null : parentId.value();
        placeUnder(newParent);
        record(change.event(SUBJECT, id.value(), "moved", "parent"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.MOVED, change, null, null, old, newParent.id.value());
    }

    /** Ends it; nothing live may lie below. */
    public OrganisationChange abolish(boolean hasLiveChildren, Change change) {
        requireLive();
        RuleViolation.require(!hasLiveChildren, "organisation.area-has-children", name);
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        record(change.event(SUBJECT, id.value(), "abolished"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.ABOLISHED, change, name, null, null, null);
    }

    /**
     * Ends it in favour of {@code into}, which takes over its figures (feature A2.5). Throws
     * {@link org.shaodao.shared.RuleViolation} unless both are live grids, or communities, of one district.
     */
    public OrganisationChange mergeInto(Area into, Change change) {
        requireLive();
        into.requireLive();
        RuleViolation.require(!id.equals(into.id), "organisation.merge-itself");
        RuleViolation.require(
                isMergeable() && level == into.level && Objects.equals(districtId, into.districtId),
                "organisation.merge-not-alike");
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        into.households += households;
        into.residents += residents;
        into.buildings += buildings;
        record(change.event(SUBJECT, id.value(), "merged"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.MERGED, change, name, into.name, null, into.id.value());
    }

    /** Gives a part of its figures to {@code part}; throws where the part has more than the whole. */
    public OrganisationChange split(Area part, int ofHouseholds, int ofResidents, int ofBuildings, Change change) {
        requireLive();
        RuleViolation.require(isMergeable(), "organisation.merge-not-alike");
        RuleViolation.require(
                inRange(ofHouseholds) && inRange(ofResidents) && inRange(ofBuildings),
                "organisation.figure-out-of-range");
        RuleViolation.require(
                ofHouseholds <= households && ofResidents <= residents && ofBuildings <= buildings,
                "organisation.part-larger-than-whole");
        households -= ofHouseholds;
        residents -= ofResidents;
        buildings -= ofBuildings;
        part.households = ofHouseholds;
        part.residents = ofResidents;
        part.buildings = ofBuildings;
        record(change.event(SUBJECT, id.value(), "split"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.SPLIT, change, name, part.name, null, part.id.value());
    }

    /** Whether areas of this level are merged and split: grids and communities. */
    public boolean isMergeable() {
        return level == AreaLevel.GRID || level == AreaLevel.COMMUNITY;
    }

    /** Kind, cut and figures. */
    public void describe(
            @Nullable AreaKind newKind,
            @Nullable GridUnitType newUnitType,
            int newHouseholds,
            int newResidents,
            int newBuildings,
            @Nullable String newBoundary,
            Change change) {
        requireLive();
        RuleViolation.require(newKind == null || newKind.level() == level, "organisation.kind-of-other-level");
        RuleViolation.require(
                inRange(newHouseholds) && inRange(newResidents) && inRange(newBuildings),
                "organisation.figure-out-of-range");
        kind = newKind == null ? kind : newKind;
        unitType = level == AreaLevel.GRID ? newUnitType : null;
        households = newHouseholds;
        residents = newResidents;
        buildings = newBuildings;
        String text = PlainText.checked(newBoundary, 0, 1000, "organisation.boundary");
        boundaryText = text.isEmpty() ? null : text;
        record(change.event(
                SUBJECT,
                id.value(),
                "edited",
                "kind",
                "unit-type",
                "households",
                "residents",
                "buildings",
                "boundary"));
    }

    public boolean isLive() {
        return validTo == null;
    }

    /** The ancestor of this level, or itself at its own level. */
    public @Nullable AreaId ancestor(AreaLevel wanted) {
        return switch (wanted) {
            case CITY -> cityId;
            case DISTRICT -> districtId;
            case STREET -> streetId;
            case COMMUNITY -> communityId;
            default -> wanted == level ? id : null;
        };
    }

    private void placeUnder(@Nullable Area parent) {
        AreaLevel expected = level.parent();
        if (parent == null) {
            RuleViolation.require(
                    level == AreaLevel.PROVINCE || level == AreaLevel.CITY, "organisation.area-needs-parent");
        } else {
            RuleViolation.require(parent.level == expected, "organisation.area-wrong-parent");
            parent.requireLive();
        }
        parentId = parent == null ? null : parent.id;
        cityId = level == AreaLevel.CITY ? id : parent == null ? null : parent.cityId;
        districtId = level == AreaLevel.DISTRICT ? id : parent == null ? null : parent.districtId;
        streetId = level == AreaLevel.STREET ? id : parent == null ? null : parent.streetId;
        communityId = level == AreaLevel.COMMUNITY ? id : parent == null ? null : parent.communityId;
    }

    private void requireLive() {
        RuleViolation.require(isLive(), "organisation.already-abolished", name);
    }

    private static boolean inRange(int figure) {
        return figure >= 0 && figure <= 10_000_000;
    }

    private static String checkedName(String raw) {
        return PlainText.checked(raw, 1, 60, "organisation.name");
    }

    /** Twelve digits down to the community, fifteen for a grid, eighteen for a micro-grid; text, never a number. */
    private static String checkedCode(AreaLevel level, String raw, @Nullable Area parent) {
        String code = PlainText.clean(raw);
        int digits = level == AreaLevel.GRID ? 15 : level == AreaLevel.MICRO_GRID ? 18 : 12;
        RuleViolation.require(code.matches("[0-9]{" + digits + "}"), "organisation.code-invalid", digits);
        if (digits > 12 && parent != null) {
            RuleViolation.require(code.startsWith(parent.code), "organisation.code-not-below-parent", parent.code);
        }
        return code;
    }

    @SuppressWarnings("NullAway.Init")
    protected Area() {
        // for Hibernate
    }
}
