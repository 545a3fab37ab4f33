package org.shaodao.catalogue.service;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.table.RowProblem;

/**
 * What an import did, or would do: everything, or nothing when there is a problem.
 *
 * @param lastDay the latest first day that a row names; null = none names one
 */
public record ImportOutcome(
        boolean dryRun,
        int added,
        int changed,
        int unchanged,
        @Nullable LocalDate lastDay,
        List<RowProblem> problems) {

    public ImportOutcome {
        problems = List.copyOf(problems);
    }

    public boolean isRefused() {
        return !problems.isEmpty();
    }

    public boolean isDone() {
        return !isRefused() && !dryRun;
    }
}
