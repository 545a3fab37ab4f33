package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/**
 * One step of a joint matter: what, by which unit or by which kind of unit, within how many working days of the whistle
 * (feature A3.25). A kind of unit is looked up in the street that blows.
 *
 * @param unit the unit, where the step names one
 * @param kind the kind of unit with its field of work, where it does not
 * @param days working days from the whistle on
 * @param leads whether its unit leads
 */
@Embeddable
public record JointStep(
        String task,

        @Embedded @AttributeOverride(name = "value", column = @Column(name = "unit_id")) @Nullable
        UnitId unit,

        @Enumerated(EnumType.STRING) @Column(name = "unit_kind") @Nullable
        UnitKind kind,

        @Enumerated(EnumType.STRING) @Nullable Speciality speciality,
        int days,
        boolean leads) {

    /** Throws a rule for a step without one unit or one kind of responder, or with a limit beyond half a year. */
    public JointStep {
        require((unit == null) == (kind != null) && (kind == null) == (speciality == null), "whistle.matter.step-unit");
        require(kind == null || kind.isResponder(), "whistle.matter.step-unit");
        require(days >= 1 && days <= PlannedTask.LONGEST, "whistle.matter.step-days", PlannedTask.LONGEST);
    }
}
