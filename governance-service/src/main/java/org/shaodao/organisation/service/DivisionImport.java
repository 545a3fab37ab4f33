package org.shaodao.organisation.service;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a whole city from the NBS division list: areas, and one desk for each district, street and community. All rows
 * or none; what is already there stays as it is, so that a second import changes nothing.
 */
@Service
@RequiredArgsConstructor
public class DivisionImport {

    /** Kind of its import runs. */
    public static final String KIND = "DIVISIONS";

    private static final int STEP = 200;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;
    private final ImportRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Whether the actor may import divisions: the system administrator, and commands. */
    public static boolean allowed(Actor actor) {
        return actor.isSystem() || actor.has(Role.SYSTEM_ADMINISTRATOR);
    }

    /** Reads the file and takes it; {@code progress} hears how many rows are done. */
    public ImportOutcome take(
            InputStreamSource file, String fileName, Actor actor, boolean dryRun, IntConsumer progress) {
        return prepare(file, fileName, actor, dryRun).take(progress);
    }

    /** Reads the file and notes the run. */
    public PreparedImport prepare(InputStreamSource file, String fileName, Actor actor, boolean dryRun) {
        if (!allowed(actor)) {
            throw new Forbidden("organisation.import.divisions");
        }
        List<RowError> errors = new ArrayList<>();
        List<DivisionRow> rows = read(file, errors);
        return prepare(rows, errors, fileName, actor, dryRun);
    }

    PreparedImport prepare(
            List<DivisionRow> rows, List<RowError> errors, String fileName, Actor actor, boolean dryRun) {
        UUID run = runs.begin(KIND, fileName, actor, dryRun, rows.size() + errors.size());
        return new PreparedImport() {
            @Override
            public UUID run() {
                return run;
            }

            @Override
            public ImportOutcome take(IntConsumer progress) {
                return decide(new Work(rows, errors, run, actor, dryRun, progress), run, dryRun);
            }
        };
    }

    private ImportOutcome decide(Work work, UUID run, boolean dryRun) {
        try {
            ImportOutcome outcome = transactions.execute(status -> {
                ImportOutcome result = work.run();
                if (result.isRefused() || dryRun) {
                    status.setRollbackOnly();
                }
                return result;
            });
            runs.finish(
                    run,
                    outcome.isRefused() ? ImportRun.State.REFUSED : ImportRun.State.DONE,
                    outcome.isRefused() ? 0 : outcome.created(),
                    outcome.unchanged(),
                    outcome.errors(),
                    null);
            return outcome;
        } catch (RuntimeException failure) {
            runs.finish(run, ImportRun.State.FAILED, 0, 0, List.of(), "organisation.import.failed");
            throw failure;
        }
    }

    static List<DivisionRow> read(InputStreamSource file, List<RowError> errors) {
        List<DivisionRow> rows = new ArrayList<>();
        try (Table table = Spreadsheets.open(file)) {
            RuleViolation.require(table.hasNext(), "table.empty");
            Map<String, Integer> columns = columns(table.next());
            while (table.hasNext()) {
                TableRow row = table.next();
                read(row, columns, errors).ifPresent(rows::add);
            }
        }
        RuleViolation.require(!rows.isEmpty() || !errors.isEmpty(), "table.empty");
        return rows;
    }

    private static Map<String, Integer> columns(TableRow header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            columns.putIfAbsent(header.cell(i).strip().toLowerCase(Locale.ROOT), i);
        }
        List<String> missing = List.of("code", "parent_code", "level", "name").stream()
                .filter(name -> !columns.containsKey(name))
                .toList();
        RuleViolation.require(missing.isEmpty(), "organisation.import.header", String.join(", ", missing));
        return columns;
    }

    private static Optional<DivisionRow> read(TableRow row, Map<String, Integer> columns, List<RowError> errors) {
        String code = cell(row, columns, "code");
        String parent = cell(row, columns, "parent_code");
        String name = cell(row, columns, "name");
        Optional<AreaLevel> level = DivisionRow.level(cell(row, columns, "level"));
        int before = errors.size();
        if (!code.matches("[0-9]{12}")) {
            errors.add(RowError.of(row.number(), "code", "organisation.code-invalid", 12));
        }
        if (level.isEmpty()) {
            errors.add(RowError.of(row.number(), "level", "organisation.import.level-unknown"));
        }
        if (name.isEmpty() || name.length() > 60) {
            errors.add(RowError.of(row.number(), "name", "organisation.import.name-length", 60));
        }
        if (parent.isEmpty() && level.isPresent() && level.get().isBelow(AreaLevel.CITY)) {
            errors.add(RowError.of(row.number(), "parent_code", "organisation.area-needs-parent"));
        }
        if (errors.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new DivisionRow(
                row.number(),
                code,
                parent.isEmpty() ? null : parent,
                level.orElseThrow(),
                name,
                cell(row, columns, "kind")));
    }

    private static String cell(TableRow row, Map<String, Integer> columns, String column) {
        return row.cell(columns.getOrDefault(column, -1)).strip();
    }

    /** An area as far as the import knows it. */
    private record Known(
            UUID id,
            AreaLevel level,
            String code,
            String name,
            @Nullable UUID parentId,
            @Nullable UUID cityId,
            @Nullable UUID districtId,
            @Nullable UUID streetId,
            @Nullable UUID communityId) {}

    private record NewArea(Known area, @Nullable AreaKind kind) {}

    /** One run within one transaction. */
    @RequiredArgsConstructor
    private final class Work {

        private final List<DivisionRow> rows;
        private final List<RowError> errors;
        private final UUID run;
        private final Actor actor;
        private final boolean dryRun;
        private final IntConsumer progress;
        private final Map<String, Known> known = new HashMap<>();
        private final Map<String, NewArea> fresh = new LinkedHashMap<>();
        private final List<RowError> notes = new ArrayList<>();

        ImportOutcome run() {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('import-divisions'))")
                    .query((row, n) -> 0)
                    .list();
            jdbc.sql("""
                            select id, level, code, name, parent_id, city_id, district_id, street_id, community_id
                              from area where valid_to is null
                               and level in ('PROVINCE','CITY','DISTRICT','STREET','COMMUNITY')
                            """).query(Known.class).list().forEach(area -> known.put(area.code(), area));
            int unchanged = 0;
            Map<String, Integer> seen = new HashMap<>();
            List<DivisionRow> topDown = rows.stream()
                    .sorted(Comparator.comparing(DivisionRow::level))
                    .toList();
            for (DivisionRow row : topDown) {
                Integer first = seen.putIfAbsent(row.code(), row.number());
                if (first != null) {
                    errors.add(RowError.of(row.number(), "code", "organisation.import.duplicate", first));
                } else if (known.containsKey(row.code())) {
                    unchanged++;
                    compare(row);
                } else {
                    add(row);
                }
            }
            int total = rows.size();
            if (!errors.isEmpty()) {
                errors.sort(Comparator.comparingInt(RowError::row));
                return new ImportOutcome(run, total, 0, 0, 0, errors, notes);
            }
            if (!dryRun) {
                write();
            }
            progress.accept(total);
            return new ImportOutcome(run, total, fresh.size(), 0, unchanged, errors, notes);
        }

        private void compare(DivisionRow row) {
            Known area = java.util.Objects.requireNonNull(known.get(row.code()));
            if (area.level() != row.level()) {
                errors.add(RowError.of(row.number(), "level", "organisation.import.other-level"));
            } else if (!area.name().equals(row.areaName())) {
                notes.add(RowError.of(row.number(), "name", "organisation.import.note-differs", area.name()));
            }
        }

        private void add(DivisionRow row) {
            Known parent = row.parentCode() == null ? null : known.get(row.parentCode());
            if (parent == null && row.parentCode() != null) {
                errors.add(RowError.of(row.number(), "parent_code", "organisation.import.parent-unknown"));
                return;
            }
            if (parent != null && parent.level() != row.level().parent()) {
                errors.add(RowError.of(row.number(), "parent_code", "organisation.area-wrong-parent"));
                return;
            }
            UUID id = Ids.at(clock.instant());
            Known area = new Known(
                    id,
                    row.level(),
                    row.code(),
                    row.areaName(),
                    parent == null ? null : parent.id(),
                    row.level() == AreaLevel.CITY ? id : parent == null ? null : parent.cityId(),
                    row.level() == AreaLevel.DISTRICT ? id : parent == null ? null : parent.districtId(),
                    row.level() == AreaLevel.STREET ? id : parent == null ? null : parent.streetId(),
                    row.level() == AreaLevel.COMMUNITY ? id : null);
            known.put(row.code(), area);
            fresh.put(row.code(), new NewArea(area, row.kind()));
            String note = row.note();
            if (note != null) {
                notes.add(RowError.of(row.number(), "code", note));
            }
        }

        private void write() {
            LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.ID);
            List<NewArea> all = List.copyOf(fresh.values());
            for (int from = 0; from < all.size(); from += STEP) {
                List<NewArea> some = all.subList(from, Math.min(from + STEP, all.size()));
                writeAreas(some, today);
                writeDesks(some, today);
                writeHistory(some, today);
                progress.accept(from + some.size());
                runs.progress(run, from + some.size());
            }
            if (!all.isEmpty()) {
                events.publishEvent(new Recorded(
                        "import",
                        run,
                        actor.isSystem() ? null : actor.account().value(),
                        actor.isSystem() ? Role.SYSTEM.name() : Role.SYSTEM_ADMINISTRATOR.name(),
                        null,
                        clock.instant(),
                        "organisation.event.divisions-imported",
                        List.of(),
                        null));
            }
        }

        private void writeAreas(List<NewArea> areas, LocalDate today) {
            template.batchUpdate("""
                    insert into area (id, parent_id, level, code, name, kind, city_id, district_id, street_id,
                                      community_id, valid_from, version)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                    """, areas, STEP, (statement, made) -> {
                Known area = made.area();
                statement.setObject(1, area.id());
                statement.setObject(2, area.parentId(), Types.OTHER);
                statement.setString(3, area.level().name());
                statement.setString(4, area.code());
                statement.setString(5, area.name());
                statement.setString(6, made.kind() == null ? null : made.kind().name());
                statement.setObject(7, area.cityId(), Types.OTHER);
                statement.setObject(8, area.districtId(), Types.OTHER);
                statement.setObject(9, area.streetId(), Types.OTHER);
                statement.setObject(10, area.communityId(), Types.OTHER);
                statement.setObject(11, today);
            });
        }

        private void writeDesks(List<NewArea> areas, LocalDate today) {
            List<Known> withDesk = areas.stream()
                    .map(NewArea::area)
                    .filter(area -> DESKS.containsKey(area.level()))
                    .toList();
            template.batchUpdate("""
                    insert into unit (id, kind, code, name, area_id, valid_from, version)
                    values (?, ?, ?, ?, ?, ?, 0)
                    """, withDesk, STEP, (statement, area) -> {
                statement.setObject(1, Ids.at(clock.instant()));
                statement.setString(
                        2,
                        java.util.Objects.requireNonNull(DESKS.get(area.level()))
                                .name());
                statement.setString(3, "DESK-" + area.code());
                statement.setString(4, DivisionRow.deskName(area.level(), area.name()));
                statement.setObject(5, area.id());
                statement.setObject(6, today);
            });
        }

        private void writeHistory(List<NewArea> areas, LocalDate today) {
            Timestamp at = Timestamp.from(clock.instant());
            template.batchUpdate("""
                    insert into organisation_change (id, subject_type, subject_id, change, effective, new_name, actor_id, at)
                    values (?, 'area', ?, 'CREATED', ?, ?, ?, ?)
                    """, areas, STEP, (statement, made) -> {
                statement.setObject(1, Ids.at(clock.instant()));
                statement.setObject(2, made.area().id());
                statement.setObject(3, today);
                statement.setString(4, made.area().name());
                statement.setObject(5, actor.isSystem() ? null : actor.account().value(), Types.OTHER);
                statement.setTimestamp(6, at);
            });
        }
    }

    private static final Map<AreaLevel, UnitKind> DESKS = Map.of(
            AreaLevel.DISTRICT, UnitKind.DISTRICT_DESK,
            AreaLevel.STREET, UnitKind.STREET_DESK,
            AreaLevel.COMMUNITY, UnitKind.COMMUNITY_DESK);

    /** Levels that get a desk. */
    static Set<AreaLevel> levelsWithDesk() {
        return DESKS.keySet();
    }
}
