package org.shaodao.organisation.service;

import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;

/**
 * Asked before a part of the structure ends or moves; a context that holds something there refuses with a
 * {@link org.shaodao.shared.RuleViolation}. Casework answers for open cases.
 */
public interface ChangeGuard {

    /** Before the area, with its desk or team, ends. */
    default void beforeAbolishing(AreaId area) {}

    /** Before the area hangs under another one. */
    default void beforeMoving(AreaId area) {}

    /** Before the unit ends. */
    default void beforeAbolishing(UnitId unit) {}
}
