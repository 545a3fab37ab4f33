package org.shaodao.casework.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;

/** One line of a list. {@code title} and {@code address} are null for readers of figures only (rulings 24). */
public record CaseRow(
        CaseId id,
        String number,
        @Nullable String title,
        @Nullable String address,
        CaseStatus status,
        Light light,
        @Nullable Instant clockDueAt,
        @Nullable Instant dueAt,
        CaseSource source,
        boolean urgent,
        @Nullable String category,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid,
        String holder,
        Instant reportedAt,
        @Nullable Instant closedAt,
        long version) {}
