package org.shaodao.catalogue;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/** A unit that serves one of the areas around a case. */
public record UnitCandidate(
        UnitId id, UnitKind kind, @Nullable String speciality, AreaId area, boolean live) {}
