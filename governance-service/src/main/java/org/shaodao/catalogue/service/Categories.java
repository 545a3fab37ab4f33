package org.shaodao.catalogue.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.KeywordIndex;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The categories in force, kept in memory. Another node's change is seen within {@value #FRESH_SECONDS} seconds, one's
 * own at once.
 */
@Service
@RequiredArgsConstructor
public class Categories {

    private static final int FRESH_SECONDS = 5;

    private final JdbcClient jdbc;

    private volatile @Nullable Snapshot snapshot;

    /** A category found by its keywords, with the words that did it. */
    public record Suggestion(CategoryRef category, List<String> words) {}

    /** What was read at one moment; {@code sources} are the keywords the index was made from. */
    record Snapshot(
            Map<CategoryId, CategoryRef> byId, List<KeywordIndex.Source> sources, KeywordIndex keywords, long readAt) {}

    private record Row(
            UUID id,
            String code,
            String name,
            @Nullable String nameEn,
            @Nullable UUID parentId,
            @Nullable String parentName,
            String limitClass,
            boolean onTheSpot,
            boolean dispute,
            int hazardLevel,
            boolean communityNeverLeads,
            boolean active,
            @Nullable String keywords) {

        CategoryRef toRef() {
            return new CategoryRef(
                    new CategoryId(id),
                    code,
                    name,
                    nameEn,
                    parentId == null ? null : new CategoryId(parentId),
                    parentName,
                    limitClass,
                    onTheSpot,
                    dispute,
                    hazardLevel,
                    communityNeverLeads,
                    active);
        }
    }

    /** The active leaves a case may be filed under, in the order of the tree. */
    public List<CategoryRef> selectable() {
        return fresh().byId().values().stream()
                .filter(category -> category.parentId() != null && category.active())
                .toList();
    }

    /** All categories, groups and leaves, active or not, in the order of the tree. */
    public Collection<CategoryRef> all() {
        return fresh().byId().values();
    }

    /** The category, active or not. */
    public Optional<CategoryRef> find(CategoryId id) {
        return Optional.ofNullable(fresh().byId().get(id));
    }

    /** The category with this code, active or not. */
    public Optional<CategoryRef> byCode(String code) {
        return fresh().byId().values().stream()
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    /** The selectable category whose keywords fit the text best. */
    public Optional<CategoryRef> suggest(String text) {
        return suggestion(text).map(Suggestion::category);
    }

    /** As {@link #suggest}, with the words that matched. */
    public Optional<Suggestion> suggestion(String text) {
        return suggestions(text, 1).stream().findFirst();
    }

    /** The best few selectable categories for the text, the best first. */
    public List<Suggestion> suggestions(String text, int atMost) {
        Snapshot now = fresh();
        return now.keywords().ranked(text).stream()
                .limit(atMost)
                .flatMap(match -> Optional.ofNullable(now.byId().get(match.category()))
                        .map(category -> new Suggestion(category, match.words()))
                        .stream())
                .toList();
    }

    /** Forgets what was read; the next caller reads again. */
    public void refresh() {
        snapshot = null;
    }

    private Snapshot fresh() {
        Snapshot known = snapshot;
        long now = System.nanoTime();
        if (known != null && now - known.readAt() < FRESH_SECONDS * 1_000_000_000L) {
            return known;
        }
        Snapshot read = read(now);
        snapshot = read;
        return read;
    }

    /** What the running transaction sees, past the memory. */
    Snapshot read() {
        return read(System.nanoTime());
    }

    private Snapshot read(long now) {
        List<Row> rows = jdbc.sql("""
                        select c.id, c.code, c.name, c.name_en, c.parent_id, p.name as parent_name, c.limit_class,
                               c.on_the_spot, c.dispute, c.hazard_level, c.community_never_leads,
                               c.active and coalesce(p.active, true) as active, c.keywords
                          from category c
                          left join category p on p.id = c.parent_id
                         order by coalesce(p.position, c.position), coalesce(p.code, c.code),
                                  p.id is not null, c.position, c.code
                        """).query(Row.class).list();
        Map<CategoryId, CategoryRef> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(new CategoryId(row.id()), row.toRef()));
        List<KeywordIndex.Source> sources = rows.stream()
                .filter(row -> row.active() && row.parentId() != null)
                .map(row -> new KeywordIndex.Source(new CategoryId(row.id()), row.keywords()))
                .toList();
        return new Snapshot(byId, sources, new KeywordIndex(sources), now);
    }
}
