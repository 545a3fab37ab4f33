package org.shaodao.organisation.service;

import java.util.List;
import java.util.UUID;

/**
 * How an import ended. With an error nothing was taken.
 *
 * @param created rows that became something new (in a dry run: would become)
 * @param changed rows that changed something already there
 * @param unchanged rows that were there as they are
 * @param notes what is odd but no error
 */
public record ImportOutcome(
        UUID run, int total, int created, int changed, int unchanged, List<RowError> errors, List<RowError> notes) {

    public ImportOutcome {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }

    public boolean isRefused() {
        return !errors.isEmpty();
    }
}
