package org.shaodao.catalogue.service;

import java.util.List;
import org.shaodao.shared.table.RowProblem;

/** What an import did, or would do: everything, or nothing when there is a problem. */
public record ImportOutcome(boolean dryRun, int added, int changed, int unchanged, List<RowProblem> problems) {

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
