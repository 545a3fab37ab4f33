package org.shaodao.insight.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseAddress;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.casework.service.CaseQueue.Count;
import org.shaodao.casework.service.CaseQueue.Grouping;
import org.shaodao.casework.service.Light;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what lies in somebody's area. Every number is counted with the filter its list is shown with, in one snapshot,
 * so that figure and list cannot disagree.
 */
@Service
@RequiredArgsConstructor
public class Overviews {

    private static final Set<CaseStatus> OPEN = EnumSet.complementOf(EnumSet.of(
            CaseStatus.DRAFT, CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN, CaseStatus.VOIDED));
    private static final List<Light> LIGHTS = List.of(Light.RED, Light.YELLOW, Light.GREEN, Light.GREY);

    private final CaseQueue queue;
    private final AreaScopes scopes;
    private final Places places;
    private final Clock clock;

    /** The overview of the actor's broadest area; throws {@link Forbidden} for people without one above the grid. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Overview of(Actor actor) {
        for (AreaScope scope : scopes.of(actor)) {
            if (scope instanceof AreaScope.FiguresOnly in) {
                return new Counting(scope, in.level(), in.ids()).overview();
            }
            if (scope instanceof AreaScope.InAreas in) {
                if (in.level() == AreaLevel.GRID) {
                    break;
                }
                return new Counting(scope, in.level(), in.ids()).overview();
            }
        }
        throw new Forbidden("nav.overview");
    }

    private final class Counting {

        private final AreaScope scope;
        private final AreaLevel level;
        private final Set<AreaId> areas;
        private final AreaLevel split;
        private final Grouping grouping;
        private final Instant now = clock.instant();
        private final Instant today;
        private final Instant month;

        Counting(AreaScope scope, AreaLevel level, Set<AreaId> areas) {
            this.scope = scope;
            this.level = level;
            this.areas = areas;
            this.split = switch (level) {
                case PROVINCE, CITY -> AreaLevel.DISTRICT;
                case DISTRICT -> AreaLevel.STREET;
                case STREET -> AreaLevel.COMMUNITY;
                case COMMUNITY, GRID, MICRO_GRID -> AreaLevel.GRID;
            };
            this.grouping = Grouping.valueOf(split.name());
            LocalDate day = LocalDate.ofInstant(now, Zone.ID);
            this.today = day.atStartOfDay(Zone.ID).toInstant();
            this.month = day.withDayOfMonth(1).atStartOfDay(Zone.ID).toInstant();
        }

        Overview overview() {
            Map<String, Long> ever = byArea(CaseFilter.everything());
            return new Overview(
                    areas.stream().map(places::place).map(Place::name).sorted().toList(),
                    scope instanceof AreaScope.FiguresOnly,
                    ever.isEmpty(),
                    now,
                    key(),
                    statuses(),
                    lights(),
                    sources(),
                    split,
                    rows(ever));
        }

        private List<Overview.Figure> key() {
            return List.of(
                    counted("insight.open", CaseFilter.openOnes()),
                    counted("insight.overdue", overdue()),
                    counted(
                            "insight.excluded",
                            CaseFilter.openOnes().withOverdue(true).withExcluded(true)),
                    counted("insight.triage", CaseFilter.openOnes().withTriage(true)),
                    counted("insight.reported-today", CaseFilter.everything().withReportedFrom(today)),
                    counted("insight.closed-month", closed()));
        }

        private List<Overview.Figure> statuses() {
            Map<String, Long> counts = counts(CaseFilter.openOnes(), Grouping.STATUS);
            return shared(OPEN.stream()
                    .map(status -> figure(status, counts, CaseFilter.openOnes().withStatuses(Set.of(status))))
                    .toList());
        }

        private List<Overview.Figure> lights() {
            Map<String, Long> counts = counts(CaseFilter.openOnes(), Grouping.LIGHT);
            return shared(LIGHTS.stream()
                    .map(light -> figure(light, counts, CaseFilter.openOnes().withLight(light)))
                    .toList());
        }

        /** All that was received this month, by where it came from (indicator I25). */
        private List<Overview.Figure> sources() {
            CaseFilter received = CaseFilter.everything().withReportedFrom(month);
            Map<String, Long> counts = counts(received, Grouping.SOURCE);
            return shared(Arrays.stream(CaseSource.values())
                    .map(source -> figure(source, counts, received.withSource(source)))
                    .toList());
        }

        private List<Overview.Row> rows(Map<String, Long> ever) {
            CaseFilter received = CaseFilter.everything().withReportedFrom(month);
            CaseFilter red = CaseFilter.openOnes().withLight(Light.RED);
            Map<String, Long> open = byArea(CaseFilter.openOnes());
            Map<String, Long> overdue = byArea(overdue());
            Map<String, Long> reds = byArea(red);
            Map<String, Long> reported = byArea(received);
            Map<String, Long> closed = byArea(closed());
            long most = open.values().stream().mapToLong(Long::longValue).max().orElse(0);
            List<Overview.Row> rows = new ArrayList<>();
            Map<String, @Nullable String> names = new java.util.LinkedHashMap<>();
            places.within(level, areas, split)
                    .forEach(place -> names.put(place.id().toString(), place.name()));
            for (String key : ever.keySet()) {
                if (!key.isEmpty() && !names.containsKey(key)) {
                    names.put(key, places.place(AreaId.of(key)).name());
                }
            }
            if (ever.containsKey("")) {
                names.put("", null);
            }
            names.forEach((key, name) -> {
                Function<CaseFilter, CaseFilter> there =
                        filter -> in(filter, key.isEmpty() ? CaseFilter.UNKNOWN : new AreaId(UUID.fromString(key)));
                rows.add(new Overview.Row(
                        name,
                        !ever.containsKey(key),
                        cell("insight.open", key, open, there.apply(CaseFilter.openOnes()), most),
                        cell("insight.overdue", key, overdue, there.apply(overdue()), most),
                        cell("insight.red", key, reds, there.apply(red), most),
                        cell("insight.reported-month", key, reported, there.apply(received), most),
                        cell("insight.closed-month", key, closed, there.apply(closed()), most)));
            });
            return rows;
        }

        /** Indicator I16, without what the district has excluded (indicators 8.1: its number stands beside it). */
        private CaseFilter overdue() {
            return CaseFilter.openOnes().withOverdue(true).withExcluded(false);
        }

        private CaseFilter closed() {
            return CaseFilter.everything()
                    .withOpen(false)
                    .withStatuses(Set.of(CaseStatus.CLOSED))
                    .withClosedFrom(month);
        }

        private CaseFilter in(CaseFilter filter, AreaId area) {
            return switch (split) {
                case DISTRICT, CITY, PROVINCE -> filter.withDistrict(area);
                case STREET -> filter.withStreet(area);
                case COMMUNITY -> filter.withCommunity(area);
                case GRID, MICRO_GRID -> filter.withGrid(area);
            };
        }

        private Overview.Figure counted(String name, CaseFilter filter) {
            return new Overview.Figure(name, null, queue.count(scope, filter), CaseAddress.of(filter), 0);
        }

        private Overview.Figure figure(Enum<?> constant, Map<String, Long> counts, CaseFilter filter) {
            long count = counts.getOrDefault(constant.name(), 0L);
            return new Overview.Figure(constant.name(), constant, count, CaseAddress.of(filter), 0);
        }

        private Overview.Figure cell(String name, String key, Map<String, Long> counts, CaseFilter filter, long most) {
            long count = counts.getOrDefault(key, 0L);
            return new Overview.Figure(name, null, count, CaseAddress.of(filter), share(count, most));
        }

        private Map<String, Long> byArea(CaseFilter filter) {
            return counts(filter, grouping);
        }

        private Map<String, Long> counts(CaseFilter filter, Grouping by) {
            Map<String, Long> counts = new HashMap<>();
            for (Count count : queue.countBy(scope, filter, by)) {
                counts.put(count.key() == null ? "" : count.key(), count.count());
            }
            return counts;
        }
    }

    private static List<Overview.Figure> shared(List<Overview.Figure> figures) {
        long most = figures.stream().mapToLong(Overview.Figure::count).max().orElse(0);
        return figures.stream()
                .map(figure -> new Overview.Figure(
                        figure.name(),
                        figure.constant(),
                        figure.count(),
                        figure.address(),
                        share(figure.count(), most)))
                .toList();
    }

    /** A bar of something is never so short that it looks like nothing. */
    private static int share(long count, long most) {
        return count == 0 || most == 0 ? 0 : (int) Math.max(1, count * 100 / most);
    }
}
