package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Bigrams;
import org.shaodao.shared.PlainText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Open cases that may be about the same matter, by place, category, words and time, and why each one is shown; only what
 * the reader may see anyway. A hint never decides anything.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class SimilarCases {

    /** So many hints are shown. */
    public static final int SHOWN = 5;

    private static final int CANDIDATES = 40;
    private static final int WORDS = 80;
    private static final Duration FRESH = Duration.ofDays(30);
    private static final double LEAST_ALIKE = 0.15;
    private static final double LEAST_SCORE = 0.4;

    private static final String CANDIDATE = """
            select c.id, c.number, c.title, c.description, c.address, c.status, c.category_id, c.community_id, c.grid_id,
                   k.name as category, m.name as community, g.name as grid, c.reported_at
              from governance_case c
              join case_words w on w.case_id = c.id
              left join category k on k.id = c.category_id
              left join area m on m.id = c.community_id
              left join area g on g.id = c.grid_id
             where %s and c.closed_at is null and c.status <> 'DRAFT' and c.id <> :self and c.%s = :place
               and w.words @@ to_tsquery('simple', :words)
             order by ts_rank(w.words, to_tsquery('simple', :words)) desc, c.reported_at desc, c.id
             limit %d
            """;

    private final JdbcClient jdbc;
    private final AreaScopes scopes;
    private final Places places;
    private final Clock clock;

    /**
     * What is known of the new matter.
     *
     * @param self the case itself where it exists already
     */
    public record Matter(
            @Nullable CaseId self,
            @Nullable AreaId place,
            @Nullable CategoryId category,
            @Nullable String description,
            @Nullable String address) {}

    /**
     * One case that may be about the same, with the reasons.
     *
     * @param alike shared words, from 0 to 1
     * @param days whole days since it was reported
     */
    public record Hint(
            CaseId id,
            String number,
            String title,
            CaseStatus status,
            @Nullable String category,
            @Nullable String community,
            @Nullable String grid,
            boolean sameGrid,
            boolean sameCommunity,
            boolean sameCategory,
            double alike,
            long days,
            double score) {}

    private record Candidate(
            UUID id,
            String number,
            String title,
            String description,
            @Nullable String address,
            CaseStatus status,
            @Nullable UUID categoryId,
            @Nullable UUID communityId,
            @Nullable UUID gridId,
            @Nullable String category,
            @Nullable String community,
            @Nullable String grid,
            Instant reportedAt) {}

    /** The nearest ones first; empty without a place, with too little text, or for a reader who sees no texts. */
    public List<Hint> to(Actor actor, Matter matter) {
        String text = text(matter.description(), matter.address());
        String words = Bigrams.anyOf(text, WORDS);
        AreaScope scope = scopes.of(actor).stream()
                .filter(one -> !(one instanceof AreaScope.FiguresOnly || one instanceof AreaScope.Nothing))
                .findFirst()
                .orElse(null);
        if (scope == null || matter.place() == null || words.isEmpty()) {
            return List.of();
        }
        Place place = places.place(matter.place());
        Map<String, Object> params = new HashMap<>();
        String within = CaseQueue.within(scope, params);
        params.put(
                "self", matter.self() == null ? new UUID(0, 0) : matter.self().value());
        params.put("words", words);
        params.put("place", surroundings(place).value());
        return jdbc
                .sql(CANDIDATE.formatted(within, column(place), CANDIDATES))
                .params(params)
                .query(Candidate.class)
                .stream()
                .map(candidate -> hint(candidate, matter, place, text))
                .filter(hint -> hint.alike() >= LEAST_ALIKE && hint.score() >= LEAST_SCORE)
                .sorted(Comparator.comparingDouble(Hint::score).reversed())
                .limit(SHOWN)
                .toList();
    }

    private Hint hint(Candidate other, Matter matter, Place place, String text) {
        UUID grid = place.gridId() == null ? null : place.gridId().value();
        UUID community =
                place.communityId() == null ? null : place.communityId().value();
        boolean sameGrid = grid != null && grid.equals(other.gridId());
        boolean sameCommunity = community != null && community.equals(other.communityId());
        boolean sameCategory =
                matter.category() != null && matter.category().value().equals(other.categoryId());
        double alike = Bigrams.likeness(text, text(other.description(), other.address()));
        Duration age = Duration.between(other.reportedAt(), clock.instant());
        double fresh = Math.max(0, 1 - (double) age.toHours() / FRESH.toHours());
        double near = sameGrid ? 1 : sameCommunity ? 0.5 : 0;
        double score = 0.55 * alike + 0.2 * near + 0.15 * (sameCategory ? 1 : 0) + 0.1 * fresh;
        return new Hint(
                new CaseId(other.id()),
                other.number(),
                other.title(),
                other.status(),
                other.category(),
                other.community(),
                other.grid(),
                sameGrid,
                sameCommunity,
                sameCategory,
                alike,
                Math.max(0, age.toDays()),
                score);
    }

    private static String text(@Nullable String description, @Nullable String address) {
        return Stream.of(description, address)
                .filter(Objects::nonNull)
                .map(PlainText::clean)
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private static AreaId surroundings(Place place) {
        return Objects.requireNonNull(
                place.communityId() != null
                        ? place.communityId()
                        : place.streetId() != null
                                ? place.streetId()
                                : place.districtId() != null ? place.districtId() : place.id());
    }

    private static String column(Place place) {
        AreaLevel level = place.communityId() != null
                ? AreaLevel.COMMUNITY
                : place.streetId() != null ? AreaLevel.STREET : AreaLevel.DISTRICT;
        return level.name().toLowerCase(java.util.Locale.ROOT) + "_id";
    }
}
