package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.PlannedTask;
import org.shaodao.whistle.SourceKind;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;

/**
 * What somebody types to have a whistle blown.
 *
 * @param id made with the empty form, so that the same form sent twice is one whistle
 * @param place community or grid the matter lies in, or the street itself
 * @param tasks what each unit is asked to do; units without a line get {@code task}
 * @param plan tasks of a joint matter; their units are called too
 * @param again the closed whistle that this one repeats
 */
public record FileWhistle(
        WhistleId id,
        WhistleKind kind,
        WhistleLevel level,
        SourceKind source,
        @Nullable String sourceNote,
        Set<CaseId> cases,
        @Nullable CategoryId category,
        String title,
        String problem,
        String tried,
        AreaId place,
        @Nullable String address,
        @Nullable Instant reportInAt,
        @Nullable String reportInPlace,
        ArrivalMode reportInMode,
        @Nullable UnitId lead,
        Set<UnitId> coUnits,
        String task,
        Map<UnitId, String> tasks,
        List<PlannedTask> plan,
        Set<UnitId> coStreets,
        @Nullable String coordinator,
        @Nullable WhistleId again) {

    public FileWhistle {
        cases = Set.copyOf(cases);
        coUnits = Set.copyOf(coUnits);
        coStreets = Set.copyOf(coStreets);
        tasks = Map.copyOf(tasks);
        plan = List.copyOf(plan);
    }

    /** Every unit named, the lead first. */
    List<UnitId> units() {
        Set<UnitId> all = new java.util.LinkedHashSet<>();
        if (lead != null) {
            all.add(lead);
        }
        all.addAll(coUnits);
        plan.forEach(step -> all.add(step.unit()));
        return List.copyOf(all);
    }
}
