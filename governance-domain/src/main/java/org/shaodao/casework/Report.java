package org.shaodao.casework;

import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;

/**
 * What is known of a matter when it is reported (T2).
 *
 * @param level the level whose desk must accept it
 * @param desk that desk
 */
public record Report(
        CaseSource source,
        @Nullable String externalSource,
        @Nullable String externalNumber,
        byte @Nullable [] externalHash,
        @Nullable CategoryId category,
        String title,
        String description,
        @Nullable String address,
        boolean urgent,
        boolean confidential,
        Placement placement,
        Requester requester,
        AreaLevel level,
        UnitId desk,
        @Nullable UnitId reporterUnit) {}
