package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import org.shaodao.organisation.UnitId;

/**
 * A task of the joint plan that is set before the whistle is blown: its limit begins with the whistle (feature A3.25).
 *
 * @param days working days from the whistle on
 */
public record PlannedTask(UnitId unit, String task, int days) {

    /** Working days of half a year. */
    public static final int LONGEST = 120;

    /** Throws a rule for a limit of no day or beyond half a year. */
    public PlannedTask {
        require(days >= 1 && days <= LONGEST, "whistle.matter.step-days", LONGEST);
    }
}
