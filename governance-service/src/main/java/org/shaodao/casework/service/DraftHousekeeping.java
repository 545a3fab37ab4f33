package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.DraftDiscarded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes drafts that were not touched for 30 days and tells whoever kept them (lifecycle T1). */
@Service
@RequiredArgsConstructor
public class DraftHousekeeping {

    /** How long a draft is kept after it was last saved. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private record Discarded(
            UUID id, String number, @Nullable UUID reporterId) {}

    /** Deletes at most 500, the oldest first; answers how many. A draft that files hang on stays. */
    @Transactional
    public int discard() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Discarded> discarded = jdbc.sql("select * from discard_drafts(:before, :limit)")
                .param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .param("limit", BATCH)
                .query(Discarded.class)
                .list();
        discarded.forEach(draft -> events.publishEvent(
                new DraftDiscarded(new CaseId(draft.id()), draft.number(), draft.reporterId(), now)));
        return discarded.size();
    }
}
