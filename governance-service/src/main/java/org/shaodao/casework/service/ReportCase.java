package org.shaodao.casework.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;

/**
 * A matter as it comes in (T2).
 *
 * @param clientId made where it was born; the idempotency key (rulings 16)
 * @param external where it carries a number of another system
 * @param title null or blank: taken from the description
 * @param place the narrowest area that is known, from district to grid
 * @param receivedAt when the other system took it; null = now
 */
public record ReportCase(
        CaseId clientId,
        CaseSource source,
        @Nullable External external,
        @Nullable CategoryId category,
        @Nullable String title,
        String description,
        @Nullable String address,
        boolean urgent,
        boolean confidential,
        AreaId place,
        @Nullable String requesterName,
        @Nullable String requesterPhone,
        @Nullable Instant receivedAt) {

    /**
     * The number of another system, unique per source.
     *
     * @param hash of the row as it was taken, to tell a changed row later
     */
    public record External(String source, String number, byte[] hash) {}
}
