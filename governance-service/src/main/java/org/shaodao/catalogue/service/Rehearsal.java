package org.shaodao.catalogue.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CatalogueEntries;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.RoutingLine;
import org.shaodao.catalogue.UnitCandidate;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does a change of catalogue or rules for show: what decides is read before and after, then everything is rolled back.
 * So a preview can never differ from what saving does.
 */
@Service
@RequiredArgsConstructor
public class Rehearsal {

    private final TransactionTemplate transaction;
    private final RoutingTables tables;
    private final Categories categories;
    private final Calendars calendars;
    private final CatalogueEntries entries;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** What decides before and after the change, and what the change itself answered. */
    public record Outcome<R>(
            RoutingSet before, RoutingSet after, @Nullable R result) {}

    private record UnitRow(
            UnitId id, UnitKind kind, @Nullable String speciality, AreaId areaId, boolean live) {}

    /** What decides at this moment. */
    public RoutingSet present() {
        return Objects.requireNonNull(transaction.execute(status -> read(null, clock.instant())));
    }

    /** Rehearses a change as of now; throws what the change throws. */
    public <R> Outcome<R> of(Callable<R> change) {
        return of(change, null);
    }

    /**
     * Rehearses a change; throws what the change throws.
     *
     * @param day what would decide on that day with and without the change; null = now
     */
    public <R> Outcome<R> of(Callable<R> change, @Nullable LocalDate day) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            RoutingSet before = read(null, moment(day));
            R result = call(change);
            entries.flush();
            return new Outcome<>(before, read(before, moment(day)), result);
        }));
    }

    /** Today is now: the clock has moved since the change when it comes to reading after it. */
    private Instant moment(@Nullable LocalDate day) {
        Instant now = clock.instant();
        Instant start = day == null ? now : day.atStartOfDay(Zone.ID).toInstant();
        return start.isBefore(now) ? now : start;
    }

    private static <R> @Nullable R call(Callable<R> change) {
        try {
            return change.call();
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Units and kinds of areas do not change in a rehearsal and are taken from {@code former} where there is one. */
    private RoutingSet read(@Nullable RoutingSet former, Instant at) {
        Categories.Snapshot known = categories.read();
        Map<CategoryId, List<RoutingLine>> lines =
                tables.lines(at).stream().collect(Collectors.groupingBy(RoutingLine::category));
        return former == null
                ? new RoutingSet(known, lines, tables.rules(), units(), kinds(), calendars.current())
                : former.with(known, lines, tables.rules());
    }

    private Map<AreaId, List<UnitCandidate>> units() {
        return jdbc
                .sql("select id, kind, speciality, area_id, valid_to is null as live from unit")
                .query(UnitRow.class)
                .list()
                .stream()
                .map(unit -> new UnitCandidate(unit.id(), unit.kind(), unit.speciality(), unit.areaId(), unit.live()))
                .collect(Collectors.groupingBy(UnitCandidate::area));
    }

    private Map<AreaId, AreaKind> kinds() {
        Map<AreaId, AreaKind> kinds = new HashMap<>();
        jdbc.sql("select id, kind from area where kind is not null")
                .query((row, number) -> kinds.put(
                        new AreaId(Objects.requireNonNull(row.getObject("id", java.util.UUID.class))),
                        AreaKind.valueOf(row.getString("kind"))))
                .list();
        return kinds;
    }
}
