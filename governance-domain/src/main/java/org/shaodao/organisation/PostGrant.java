package org.shaodao.organisation;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One post an actor holds now.
 *
 * @param role what the post grants
 * @param areaId the area the post serves: its own area, or the area of its unit; null only for administrators and the system
 * @param level level of that area
 * @param unitId the unit the post acts for: the desk, team or responder unit; null for viewers, administrators and
 *     light reporters without a team
 */
public record PostGrant(
        Role role,
        @Nullable AreaId areaId,
        @Nullable AreaLevel level,
        @Nullable UnitId unitId,
        String postName) implements Serializable {}
