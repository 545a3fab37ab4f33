package org.shaodao.whistle;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/**
 * One unit to be called (W3).
 *
 * @param unit the unit that is responsible
 * @param deputy a unit that reports in for it, the responsible one staying responsible
 * @param task what it is asked to do
 */
public record Summons(
        UnitId unit,
        UnitKind kind,
        ResponderRole role,
        String task,
        @Nullable UnitId deputy) {}
