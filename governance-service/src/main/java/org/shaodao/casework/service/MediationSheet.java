package org.shaodao.casework.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.MediationId;
import org.shaodao.casework.MediationKind;
import org.shaodao.casework.MediationState;

/** One mediation as a reader of its case sees it; names of parties are masked unless {@code revealed}. */
public record MediationSheet(
        Facts facts,
        List<Party> parties,
        List<Meeting> meetings,
        List<Commitment> commitments,
        boolean mayAct,
        boolean revealed) {

    /** The mediation itself. */
    public record Facts(
            MediationId id,
            CaseId caseId,
            String caseNumber,
            String caseTitle,
            @Nullable String place,
            MediationKind kind,
            MediationState state,
            String mediator,
            Instant openedAt,
            @Nullable String openedBy,
            @Nullable String agreement,
            @Nullable String outcome,
            @Nullable Instant endedAt,
            long version) {}

    /** One side. */
    public record Party(String name, @Nullable String phone) {}

    /** One meeting and who was asked to come. */
    public record Meeting(
            Instant at,
            String place,
            @Nullable String units,
            @Nullable String note) {}

    /** What somebody promised to do by a day. */
    public record Commitment(
            UUID id,
            String who,
            String what,
            LocalDate dueOn,
            @Nullable Instant keptAt) {}
}
