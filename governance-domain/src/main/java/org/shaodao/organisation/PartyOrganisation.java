package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * A link of the Party chain: working committee, community committee, grid branch, building group or member household.
 * What it is called says nothing about its level; a joint branch serves several grids (feature A1.3).
 */
@Entity
@Getter
public class PartyOrganisation extends AggregateRoot<PartyOrganisationId> {

    /** Subject type of its events and history. */
    public static final String SUBJECT = "party-organisation";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PartyOrganisationId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "parent_id"))
    private @Nullable PartyOrganisationId parentId;

    @Enumerated(EnumType.STRING)
    private PartyOrganisationLevel level;

    @Enumerated(EnumType.STRING)
    private PartyForm form;

    private String name;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "area_id"))
    private AreaId areaId;

    private @Nullable Integer householdsCovered;

    private LocalDate validFrom;

    private @Nullable LocalDate validTo;

    private @Nullable String documentNo;

    @ElementCollection
    @CollectionTable(name = "party_organisation_grid", joinColumns = @JoinColumn(name = "party_organisation_id"))
    @AttributeOverride(name = "value", column = @Column(name = "grid_id"))
    @Getter(AccessLevel.NONE)
    private Set<AreaId> grids = new LinkedHashSet<>();

    /** A new organisation under {@code parent}, serving {@code area}. */
    public static PartyOrganisation create(
            @Nullable PartyOrganisation parent,
            PartyOrganisationLevel level,
            PartyForm form,
            String name,
            Area area,
            @Nullable Integer householdsCovered,
            Change change) {
        PartyOrganisation organisation = new PartyOrganisation();
        organisation.id = PartyOrganisationId.next();
        organisation.level = level;
        RuleViolation.require(level.allows(form), "organisation.party-wrong-form");
        organisation.form = form;
        organisation.placeUnder(parent);
        organisation.name = checkedName(name);
        RuleViolation.require(area.getLevel() == level.areaLevel(), "organisation.party-wrong-area");
        RuleViolation.require(area.isLive(), "organisation.already-abolished", area.getName());
        organisation.areaId = area.getId();
        organisation.householdsCovered = checkedHouseholds(level, householdsCovered);
        if (level == PartyOrganisationLevel.GRID_BRANCH) {
            organisation.grids.add(area.getId());
        }
        organisation.validFrom = change.effective();
        organisation.documentNo = change.documentNo();
        organisation.record(change.event(SUBJECT, organisation.id.value(), "created"));
        return organisation;
    }

    /** Gives it another name and, if it became one, another form of the same level. */
    public OrganisationChange rename(String newName, PartyForm newForm, Change change) {
        requireLive();
        RuleViolation.require(level.allows(newForm), "organisation.party-wrong-form");
        String old = name;
        String checked = checkedName(newName);
        RuleViolation.require(!checked.equals(old) || newForm != form, "organisation.name-unchanged");
        name = checked;
        form = newForm;
        record(change.event(SUBJECT, id.value(), "renamed", "name", "form"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.RENAMED, change, old, name, null, null);
    }

    /** Hangs it under another organisation its level may hang under; null makes a community committee a root. */
    public OrganisationChange move(@Nullable PartyOrganisation newParent, Change change) {
        requireLive();
        UUID old = parentId == null ? null : parentId.value();
        UUID next = newParent == null ? null : newParent.id.value();
        RuleViolation.require(!java.util.Objects.equals(old, next), "organisation.parent-unchanged");
        placeUnder(newParent);
        record(change.event(SUBJECT, id.value(), "moved", "parent"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.MOVED, change, null, null, old, next);
    }

    /** Ends it; nothing live may hang below. */
    public OrganisationChange abolish(boolean hasLiveChildren, Change change) {
        requireLive();
        RuleViolation.require(!hasLiveChildren, "organisation.party-has-children", name);
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        grids.clear();
        record(change.event(SUBJECT, id.value(), "abolished"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.ABOLISHED, change, name, null, null, null);
    }

    /**
     * Ends it in favour of {@code into}; the caller re-points what hangs below and whom it serves. Throws
     * {@link org.shaodao.shared.RuleViolation} unless both are live and of one level.
     */
    public OrganisationChange mergeInto(PartyOrganisation into, Change change) {
        requireLive();
        into.requireLive();
        RuleViolation.require(!id.equals(into.id), "organisation.merge-itself");
        RuleViolation.require(level == into.level, "organisation.merge-not-alike");
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        if (level == PartyOrganisationLevel.MEMBER_HOUSEHOLD && householdsCovered != null) {
            into.householdsCovered = householdsCovered + (into.householdsCovered == null ? 0 : into.householdsCovered);
        }
        record(change.event(SUBJECT, id.value(), "merged"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.MERGED, change, name, into.name, null, into.id.value());
    }

    /** Notes that it gave a part to {@code part}; the caller re-points what was chosen. */
    public OrganisationChange split(PartyOrganisation part, Change change) {
        requireLive();
        RuleViolation.require(
                level != PartyOrganisationLevel.MEMBER_HOUSEHOLD, "organisation.household-cannot-be-split");
        record(change.event(SUBJECT, id.value(), "split"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.SPLIT, change, name, part.name, null, part.id.value());
    }

    /** The grids this branch serves; more than one makes it a joint branch. */
    public void serve(Set<AreaId> newGrids, Change change) {
        requireLive();
        RuleViolation.require(level == PartyOrganisationLevel.GRID_BRANCH, "organisation.only-branches-serve-grids");
        RuleViolation.require(!newGrids.isEmpty(), "organisation.branch-needs-grid");
        grids.retainAll(newGrids);
        grids.addAll(newGrids);
        if (!grids.contains(areaId)) {
            areaId = newGrids.iterator().next();
        }
        record(change.event(SUBJECT, id.value(), "edited", "grids"));
    }

    /** How many households a member household looks after. */
    public void cover(@Nullable Integer households, Change change) {
        requireLive();
        householdsCovered = checkedHouseholds(level, households);
        record(change.event(SUBJECT, id.value(), "edited", "households-covered"));
    }

    public Set<AreaId> getGrids() {
        return Set.copyOf(grids);
    }

    public boolean isLive() {
        return validTo == null;
    }

    private void placeUnder(@Nullable PartyOrganisation parent) {
        if (parent == null) {
            RuleViolation.require(level.mayBeRoot(), "organisation.party-needs-parent");
        } else {
            RuleViolation.require(level.parents().contains(parent.level), "organisation.party-wrong-parent");
            parent.requireLive();
        }
        parentId = parent == null ? null : parent.id;
    }

    private void requireLive() {
        RuleViolation.require(isLive(), "organisation.already-abolished", name);
    }

    private static String checkedName(String raw) {
        return PlainText.checked(raw, 1, 60, "organisation.name");
    }

    private static @Nullable Integer checkedHouseholds(PartyOrganisationLevel level, @Nullable Integer households) {
        if (level != PartyOrganisationLevel.MEMBER_HOUSEHOLD || households == null) {
            return null;
        }
        RuleViolation.require(households >= 0 && households <= 9999, "organisation.figure-out-of-range");
        return households;
    }

    @SuppressWarnings("NullAway.Init")
    protected PartyOrganisation() {
        // for Hibernate
    }
}
