package org.shaodao.casework.service;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseFileId;
import org.shaodao.casework.CaseFileKind;
import org.shaodao.casework.CaseId;

/**
 * The files of a case as one reader sees them.
 *
 * @param removable those this reader may remove
 */
public record CaseFileSheet(CaseId caseId, List<Row> rows, boolean mayAdd, Set<CaseFileId> removable) {

    /** One file, or the placeholder of a removed one. */
    public record Row(
            CaseFileId id,
            CaseFileKind kind,
            String name,
            String mediaType,
            int size,
            @Nullable Integer width,
            @Nullable Integer height,
            Instant addedAt,
            UUID adder,
            @Nullable String addedBy,
            @Nullable String unit,
            @Nullable Instant removedAt,
            @Nullable String removedBy,
            @Nullable String removedReason) {

        /** Whether it is a picture that may be shown in a page. */
        public boolean image() {
            return width != null;
        }

        public boolean removed() {
            return removedAt != null;
        }
    }
}
