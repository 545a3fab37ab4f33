package org.shaodao.organisation.service;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/** A unit as other contexts need it. {@code areaId} and {@code level}: the area it serves. */
public record UnitRef(
        UnitId id,
        UnitKind kind,
        @Nullable String speciality,
        String code,
        String name,
        AreaId areaId,
        AreaLevel level,
        @Nullable String dutyPhone,
        boolean live) {}
