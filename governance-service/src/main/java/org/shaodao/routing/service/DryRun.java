package org.shaodao.routing.service;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.service.ChangeEffects;
import org.shaodao.catalogue.service.RoutingSet;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.routing.service.Comparison.Difference;
import org.springframework.stereotype.Service;

/**
 * Asks two sets of rules and lines about the same cases: what waits at once, what is past as a trial. Only cases of the
 * actor's own areas are looked at.
 */
@Service
@RequiredArgsConstructor
public class DryRun implements ChangeEffects {

    /** Rows listed; the count is of all. */
    public static final int SHOWN = 100;

    /** The most waiting cases looked at, so that it answers within a request. */
    public static final int MOST = 5_000;

    private final RoutedCases cases;
    private final Trials trials;
    private final UnitNames unitNames;
    private final Clock clock;

    @Override
    public Effect onWaitingCases(RoutingSet before, RoutingSet after, Actor actor) {
        Instant now = clock.instant();
        Comparison comparison = new Comparison(before, after);
        List<RoutedCases.Row> waiting = cases.waiting(trials.scope(actor), MOST);
        List<Difference> differences = waiting.stream()
                .map(kase -> comparison.lead(kase, now))
                .flatMap(Optional::stream)
                .toList();
        List<Difference> shown = differences.stream().limit(SHOWN).toList();
        Map<UnitId, String> names = unitNames.of(shown.stream()
                .flatMap(difference ->
                        Stream.of(Optional.ofNullable(difference.from()), Optional.ofNullable(difference.to())))
                .flatMap(Optional::stream)
                .map(Comparison::unit)
                .filter(Objects::nonNull)
                .toList());
        return new Effect(
                waiting.size(),
                differences.size(),
                shown.stream().map(difference -> row(difference, names)).toList());
    }

    @Override
    public String overLatestCases(RoutingSet before, RoutingSet after, Wish wish, Actor actor) {
        return "/routing/trials/" + trials.begin(new Comparison(before, after), wish, trials.scope(actor), actor);
    }

    private static Row row(Difference difference, Map<UnitId, String> names) {
        RoutedCases.Row kase = difference.kase();
        return new Row(
                kase.id().toString(),
                kase.number(),
                kase.category(),
                kase.place(),
                name(difference.from(), names),
                name(difference.to(), names));
    }

    private static @Nullable String name(@Nullable String id, Map<UnitId, String> names) {
        UnitId unit = Comparison.unit(id);
        return unit == null ? null : names.get(unit);
    }
}
