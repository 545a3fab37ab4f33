package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleState;

/** What the form of a new whistle offers: cases, places, units, whom the catalogue suggests, and what runs already. */
public record WhistleDraft(
        AreaId street,
        List<CaseChoice> cases,
        List<Place> places,
        List<UnitRef> units,
        @Nullable UnitId suggestedLead,
        Set<UnitId> suggestedCo,
        List<UnitRef> otherStreets,
        List<Similar> similar) {

    /** A case that the whistle is for. {@code linkable}: accepted or in progress. */
    public record CaseChoice(
            CaseId id,
            String number,
            String title,
            String description,
            @Nullable String address,
            @Nullable String category,
            CaseStatus status,
            boolean linkable) {}

    /** A whistle of the same place and category that is not over: look there first (W1). */
    public record Similar(
            WhistleId id,
            String number,
            String title,
            WhistleState state,
            WhistleLevel level,
            @Nullable String community,
            Instant createdAt) {}
}
