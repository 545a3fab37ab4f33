package org.shaodao.routing.service;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.ChangeEffects;
import org.shaodao.catalogue.service.RoutingSet;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks two sets of rules and lines about the same cases and lists where they differ. A case without a category is asked
 * under the one its words suggest. Only cases of the actor's own areas are looked at.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class DryRun implements ChangeEffects {

    /** Rows listed; the count is of all. */
    public static final int SHOWN = 100;

    /** The most cases one dry run looks at, so that it answers within a request. */
    public static final int MOST = 5_000;

    private final RoutedCases cases;
    private final Categories categories;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final Clock clock;

    private record Difference(
            RoutedCases.Row kase,
            @Nullable UnitId from,
            @Nullable UnitId to) {}

    private record NameRow(UnitId id, String name) {}

    @Override
    public Effect onWaitingCases(RoutingSet before, RoutingSet after, Actor actor) {
        Instant now = clock.instant();
        return compare(before, after, cases.waiting(scope(actor), MOST), row -> now);
    }

    /** The last so many cases, each asked as of the time it was decided. */
    public Effect onLatestCases(RoutingSet before, RoutingSet after, int many, Actor actor) {
        int most = Math.max(1, Math.min(MOST, many));
        return compare(before, after, cases.latest(scope(actor), most), RoutedCases.Row::decidedAt);
    }

    private Effect compare(
            RoutingSet before,
            RoutingSet after,
            List<RoutedCases.Row> rows,
            Function<RoutedCases.Row, Instant> moment) {
        List<Difference> differences = new ArrayList<>();
        for (RoutedCases.Row row : rows) {
            CategoryId category = category(row);
            if (category == null) {
                continue;
            }
            var facts = row.facts(category, moment.apply(row));
            UnitId from = lead(before.decide(facts));
            UnitId to = lead(after.decide(facts));
            if (!Objects.equals(from, to)) {
                differences.add(new Difference(row, from, to));
            }
        }
        List<Difference> shown = differences.stream().limit(SHOWN).toList();
        Map<UnitId, String> names = names(shown);
        return new Effect(
                rows.size(),
                differences.size(),
                shown.stream().map(difference -> row(difference, names)).toList());
    }

    private @Nullable CategoryId category(RoutedCases.Row row) {
        return row.categoryId() != null
                ? row.categoryId()
                : categories.suggest(row.text()).map(CategoryRef::id).orElse(null);
    }

    private static @Nullable UnitId lead(RoutingDecision decision) {
        return decision instanceof RoutingDecision.ToUnit to ? to.lead() : null;
    }

    private static Row row(Difference difference, Map<UnitId, String> names) {
        RoutedCases.Row kase = difference.kase();
        return new Row(
                kase.id().toString(),
                kase.number(),
                kase.category(),
                kase.place(),
                difference.from() == null ? null : names.get(difference.from()),
                difference.to() == null ? null : names.get(difference.to()));
    }

    private Map<UnitId, String> names(Collection<Difference> differences) {
        Set<UnitId> ids = new HashSet<>();
        differences.forEach(difference -> {
            if (difference.from() != null) {
                ids.add(difference.from());
            }
            if (difference.to() != null) {
                ids.add(difference.to());
            }
        });
        Map<UnitId, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, name from unit where id in (:ids)")
                    .param("ids", ids.stream().map(UnitId::value).toList())
                    .query(NameRow.class)
                    .list()
                    .forEach(unit -> names.put(unit.id(), unit.name()));
        }
        return names;
    }

    private AreaScope scope(Actor actor) {
        return scopes.of(actor).stream()
                .filter(AreaScope.InAreas.class::isInstance)
                .findFirst()
                .orElse(new AreaScope.Nothing());
    }
}
