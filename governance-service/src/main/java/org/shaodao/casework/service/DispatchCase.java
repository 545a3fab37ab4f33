package org.shaodao.casework.service;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.UnitId;

/**
 * A desk's dispatch (T11, T28).
 *
 * @param lead null = as the catalogue proposes
 * @param limitClass null = the proposal's or the category's
 */
public record DispatchCase(
        CaseId id,
        long version,
        @Nullable UnitId lead,
        Set<UnitId> coUnits,
        @Nullable String limitClass,
        @Nullable String opinion) {}
