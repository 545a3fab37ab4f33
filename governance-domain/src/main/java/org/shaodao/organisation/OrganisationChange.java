package org.shaodao.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the history of an area, Party organisation or unit. */
public record OrganisationChange(
        String subjectType,
        UUID subjectId,
        ChangeKind change,
        LocalDate effective,
        @Nullable String documentNo,
        @Nullable String oldName,
        @Nullable String newName,
        @Nullable UUID oldParent,
        @Nullable UUID newParent,
        @Nullable UUID actorId,
        Instant at) {

    /** Describes one change of {@code subject}. */
    public static OrganisationChange of(
            String subjectType,
            UUID subject,
            ChangeKind kind,
            Change change,
            @Nullable String oldName,
            @Nullable String newName,
            @Nullable UUID oldParent,
            @Nullable UUID newParent) {
        return new OrganisationChange(
                subjectType,
                subject,
                kind,
                change.effective(),
                change.documentNo(),
                oldName,
                newName,
                oldParent,
                newParent,
                change.by().isSystem() ? null : change.by().account().value(),
                change.at());
    }
}
