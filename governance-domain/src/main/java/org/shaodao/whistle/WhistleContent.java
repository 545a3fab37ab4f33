package org.shaodao.whistle;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Placement;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.UnitId;

/**
 * What a whistle says (W1, W3).
 *
 * @param sourceNote which meeting, patrol or leader; the cases speak for themselves
 * @param tried what was tried at this level
 * @param reportInAt when the units shall come; null = within the limit
 * @param plan tasks that are set already; their limits begin with the whistle
 * @param coStreets desks of further streets concerned
 * @param coordinator who coordinates in the district; needed for a stubborn whistle
 */
public record WhistleContent(
        WhistleKind kind,
        WhistleLevel level,
        SourceKind source,
        @Nullable String sourceNote,
        Set<CaseId> cases,
        @Nullable CategoryId category,
        String title,
        String problem,
        String tried,
        Placement placement,
        @Nullable String address,
        @Nullable Instant reportInAt,
        @Nullable String reportInPlace,
        ArrivalMode reportInMode,
        List<Summons> summons,
        List<PlannedTask> plan,
        Set<UnitId> coStreets,
        @Nullable String coordinator) {

    public WhistleContent {
        cases = Set.copyOf(cases);
        summons = List.copyOf(summons);
        plan = List.copyOf(plan);
        coStreets = Set.copyOf(coStreets);
    }
}
