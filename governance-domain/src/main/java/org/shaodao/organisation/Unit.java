package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.UUID;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/** The only thing that can hold a case: a desk, grid team, department, branch agency or enterprise (rulings 1). */
@Entity
@Getter
public class Unit extends AggregateRoot<UnitId> {

    /** Subject type of its events and history. */
    public static final String SUBJECT = "unit";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private UnitId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "parent_id"))
    private @Nullable UnitId parentId;

    @Enumerated(EnumType.STRING)
    private UnitKind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable Speciality speciality;

    private String code;

    private String name;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "area_id"))
    private AreaId areaId;

    /** Public number of the office, never a private one. */
    private @Nullable String dutyPhone;

    private LocalDate validFrom;

    private @Nullable LocalDate validTo;

    private @Nullable String documentNo;

    /** A new unit that serves {@code area}; {@code parent} is its bureau, if it has one. */
    public static Unit create(
            @Nullable Unit parent,
            UnitKind kind,
            @Nullable Speciality speciality,
            String code,
            String name,
            Area area,
            @Nullable String dutyPhone,
            Change change) {
        Unit unit = new Unit();
        unit.id = UnitId.next();
        unit.kind = kind;
        unit.speciality = speciality;
        RuleViolation.require(kind.serves(area.getLevel()), "organisation.unit-wrong-area");
        RuleViolation.require(area.isLive(), "organisation.already-abolished", area.getName());
        unit.areaId = area.getId();
        unit.placeUnder(parent);
        unit.code = checkedCode(code);
        unit.name = checkedName(name);
        unit.dutyPhone = checkedPhone(dutyPhone);
        unit.validFrom = change.effective();
        unit.documentNo = change.documentNo();
        unit.record(change.event(SUBJECT, unit.id.value(), "created"));
        return unit;
    }

    /** Gives it another name. */
    public OrganisationChange rename(String newName, Change change) {
        requireLive();
        String old = name;
        name = checkedName(newName);
        RuleViolation.require(!name.equals(old), "organisation.name-unchanged");
        record(change.event(SUBJECT, id.value(), "renamed", "name"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.RENAMED, change, old, name, null, null);
    }

    /** Puts it under another bureau, or under none. */
    public OrganisationChange move(@Nullable Unit newParent, Change change) {
        requireLive();
        UUID old = parentId == null ? null : parentId.value();
        UUID next = newParent == null ? null : newParent.id.value();
        RuleViolation.require(!java.util.Objects.equals(old, next), "organisation.parent-unchanged");
        placeUnder(newParent);
        record(change.event(SUBJECT, id.value(), "moved", "parent"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.MOVED, change, null, null, old, next);
    }

    /** Ends it; a desk or team ends only together with its area. */
    public OrganisationChange abolish(boolean hasLiveChildren, boolean areaEnds, Change change) {
        requireLive();
        RuleViolation.require(areaEnds || !kind.isOnePerArea(), "organisation.unit-desk-needed");
        RuleViolation.require(!hasLiveChildren, "organisation.unit-has-children", name);
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        record(change.event(SUBJECT, id.value(), "abolished"));
        return OrganisationChange.of(SUBJECT, id.value(), ChangeKind.ABOLISHED, change, name, null, null, null);
    }

    /** Ends a desk or team whose area was merged; {@code into} does its work from now on. */
    public OrganisationChange mergeInto(Unit into, Change change) {
        requireLive();
        into.requireLive();
        RuleViolation.require(kind == into.kind, "organisation.merge-not-alike");
        RuleViolation.require(!change.effective().isBefore(validFrom), "organisation.ends-before-it-began");
        validTo = change.effective();
        record(change.event(SUBJECT, id.value(), "merged"));
        return OrganisationChange.of(
                SUBJECT, id.value(), ChangeKind.MERGED, change, name, into.name, null, into.id.value());
    }

    /** Field of work and duty phone. */
    public void describe(@Nullable Speciality newSpeciality, @Nullable String newDutyPhone, Change change) {
        requireLive();
        speciality = newSpeciality;
        dutyPhone = checkedPhone(newDutyPhone);
        record(change.event(SUBJECT, id.value(), "edited", "speciality", "duty-phone"));
    }

    public boolean isLive() {
        return validTo == null;
    }

    private void placeUnder(@Nullable Unit parent) {
        if (parent != null) {
            RuleViolation.require(!parent.id.equals(id), "organisation.unit-wrong-parent");
            RuleViolation.require(kind.mayBelongTo(parent.kind), "organisation.unit-wrong-parent");
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

    private static String checkedCode(String raw) {
        String code = PlainText.clean(raw);
        RuleViolation.require(code.matches("[0-9A-Za-z-]{2,40}"), "organisation.unit-code-invalid");
        return code;
    }

    private static @Nullable String checkedPhone(@Nullable String raw) {
        PhoneNumber number = PhoneNumber.ofNullable(raw);
        return number == null ? null : number.value();
    }

    @SuppressWarnings("NullAway.Init")
    protected Unit() {
        // for Hibernate
    }
}
