package org.shaodao.catalogue.service;

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
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.RoutingLine;
import org.shaodao.catalogue.UnitCandidate;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
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

    /** What decides before and after the change, and what the change itself answered. */
    public record Outcome<R>(
            RoutingSet before, RoutingSet after, @Nullable R result) {}

    private record UnitRow(
            UnitId id, UnitKind kind, @Nullable String speciality, AreaId areaId, boolean live) {}

    /** What decides at this moment. */
    public RoutingSet present() {
        return Objects.requireNonNull(transaction.execute(status -> read(null)));
    }

    /** Rehearses a change; throws what the change throws. */
    public <R> Outcome<R> of(Callable<R> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            RoutingSet before = read(null);
            R result = call(change);
            entries.flush();
            return new Outcome<>(before, read(before), result);
        }));
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
    private RoutingSet read(@Nullable RoutingSet former) {
        Map<CategoryId, CategoryRef> byId = new HashMap<>();
        categories.all().forEach(category -> byId.put(category.id(), category));
        Map<CategoryId, List<RoutingLine>> lines =
                tables.lines().stream().collect(Collectors.groupingBy(RoutingLine::category));
        return former == null
                ? new RoutingSet(byId, lines, tables.rules(), units(), kinds(), calendars.current())
                : former.with(lines, tables.rules());
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
