package org.shaodao.organisation.service;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Grids, posts and people as one table, out and in: one row for each person in a post of a grid. The export is the
 * template of the import. Private numbers go in, never out; what is missing in the file stays as it is.
 */
@Service
@RequiredArgsConstructor
public class GridWorkbook {

    /** Kind of its import runs. */
    public static final String KIND = "GRIDS";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;
    private final ImportRuns runs;
    private final OrganisationAccess access;
    private final PersonalDataVault vault;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final Clock clock;

    // ---- out

    private record Line(
            String community,
            String grid,
            String name,
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            int households,
            int residents,
            int buildings,
            @Nullable String boundary,
            @Nullable PostType post,
            @Nullable Integer required,
            @Nullable String person,
            @Nullable Boolean member,
            @Nullable Employment employment,
            @Nullable Boolean deputy,
            @Nullable LocalDate heldFrom) {}

    /** Writes the grids of the scope with their posts and people; no phone numbers. */
    @Transactional(readOnly = true)
    public void export(AreaScope scope, OutputStream out) {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        try (TableWriter writer = TableWriter.of("grids.xlsx", out, "grids")) {
            writer.row(Arrays.stream(GridColumn.values()).map(GridColumn::head).toList());
            jdbc.sql("""
                            select c.code as community, a.code as grid, a.name, a.kind, a.unit_type, a.households, a.residents,
                                   a.buildings, a.boundary_text as boundary, t.type as post, t.required_number as required,
                                   p.name as person, p.party_member as member, h.employment, h.deputy, h.held_from
                              from area a
                              join area c on c.id = a.parent_id
                              left join post t on t.area_id = a.id and t.valid_to is null
                              left join post_holding h on h.post_id = t.id and h.held_to is null
                              left join person p on p.id = h.person_id
                             where a.level = 'GRID' and a.valid_to is null and %s
                             order by a.code, t.type, h.deputy, h.held_from, h.id
                            """.formatted(sql.onArea())).param("scope", sql.ids()).query(Line.class).stream()
                    .forEach(line -> writer.row(cells(line)));
        }
    }

    private List<@Nullable Object> cells(Line line) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(line.community());
        cells.add(line.grid());
        cells.add(TableWriter.guarded(line.name()));
        cells.add(word(line.kind()));
        cells.add(word(line.unitType()));
        cells.add(line.households());
        cells.add(line.residents());
        cells.add(line.buildings());
        cells.add(line.boundary() == null ? null : TableWriter.guarded(line.boundary()));
        cells.add(word(line.post()));
        cells.add(line.required());
        cells.add(line.person() == null ? null : TableWriter.guarded(line.person()));
        cells.add(null);
        cells.add(line.member() == null ? null : line.member() ? "是" : "否");
        cells.add(word(line.employment()));
        cells.add(line.deputy() == null ? null : line.deputy() ? "是" : "否");
        cells.add(line.heldFrom());
        return cells;
    }

    private @Nullable String word(@Nullable Enum<?> constant) {
        return constant == null ? null : word(constant, Locale.SIMPLIFIED_CHINESE);
    }

    private String word(Enum<?> constant, Locale locale) {
        String key = constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        return Objects.requireNonNull(messages.getMessage(key, null, constant.name(), locale));
    }

    // ---- in

    /** Reads the file and notes the run; the locale is that of the error file. */
    public PreparedImport prepare(InputStreamSource file, String fileName, Actor actor, boolean dryRun, Locale locale) {
        if (!access.edits(actor)) {
            throw new Forbidden("organisation.import.grids");
        }
        List<TableRow> rows = new ArrayList<>();
        List<String> head;
        Map<GridColumn, Integer> columns = new EnumMap<>(GridColumn.class);
        try (Table table = Spreadsheets.open(file)) {
            RuleViolation.require(table.hasNext(), "table.empty");
            head = table.next().cells();
            for (int i = 0; i < head.size(); i++) {
                int column = i;
                GridColumn.of(head.get(i)).ifPresent(known -> columns.putIfAbsent(known, column));
            }
            List<String> missing = Arrays.stream(GridColumn.values())
                    .filter(column -> column.isNeeded() && !columns.containsKey(column))
                    .map(GridColumn::head)
                    .toList();
            RuleViolation.require(missing.isEmpty(), "organisation.import.header", String.join("、", missing));
            table.forEachRemaining(rows::add);
        }
        RuleViolation.require(!rows.isEmpty(), "table.empty");
        UUID run = runs.begin(KIND, fileName, actor, dryRun, rows.size());
        List<String> heading = head;
        return new PreparedImport() {
            @Override
            public UUID run() {
                return run;
            }

            @Override
            public ImportOutcome take(IntConsumer progress) {
                return decide(new Work(columns, rows, run, actor, progress), heading, rows, dryRun, locale);
            }
        };
    }

    private ImportOutcome decide(Work work, List<String> head, List<TableRow> rows, boolean dryRun, Locale locale) {
        try {
            ImportOutcome outcome = transactions.execute(status -> {
                ImportOutcome result = work.run();
                if (result.isRefused() || dryRun) {
                    status.setRollbackOnly();
                }
                return result;
            });
            if (outcome.isRefused()) {
                runs.keepFile(work.run, "errors.xlsx", errorFile(head, rows, outcome.errors(), locale));
            }
            runs.finish(
                    work.run,
                    outcome.isRefused() ? ImportRun.State.REFUSED : ImportRun.State.DONE,
                    outcome.isRefused() ? 0 : outcome.created() + outcome.changed(),
                    outcome.unchanged(),
                    outcome.errors(),
                    null);
            return outcome;
        } catch (RuntimeException failure) {
            runs.finish(work.run, ImportRun.State.FAILED, 0, 0, List.of(), "organisation.import.failed");
            throw failure;
        }
    }

    /** The file as it came, with the errors in a column behind. */
    private byte[] errorFile(List<String> head, List<TableRow> rows, List<RowError> errors, Locale locale) {
        Map<Integer, String> texts = new HashMap<>();
        errors.forEach(error -> texts.merge(
                error.row(),
                (error.field() == null ? "" : error.field() + ":")
                        + messages.getMessage(error.key(), error.args().toArray(), error.key(), locale),
                (one, other) -> one + " / " + other));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.of("errors.xlsx", out, "errors")) {
            List<Object> first = new ArrayList<>(head);
            first.add(messages.getMessage("organisation.import.error-column", null, "error", locale));
            writer.row(first);
            for (TableRow row : rows) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (int i = 0; i < head.size(); i++) {
                    cells.add(TableWriter.guarded(TableWriter.unguarded(row.cell(i))));
                }
                cells.add(texts.get(row.number()));
                writer.row(cells);
            }
        }
        return out.toByteArray();
    }

    /** A community the actor may write to. */
    private record Community(UUID id, String code, String name) {}

    /** A grid as the database knows it, or as it is being made. */
    private static final class Grid {

        private UUID id;
        private boolean fresh;
        private boolean changed;
        private String name;
        private String signature;
        private final Map<PostType, UUID> posts = new EnumMap<>(PostType.class);

        private Grid(UUID id, String name, boolean fresh, String signature) {
            this.id = id;
            this.name = name;
            this.fresh = fresh;
            this.signature = signature;
        }
    }

    private record Stored(
            UUID id,
            String code,
            String name,
            UUID parentId,
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            int households,
            int residents,
            int buildings,
            @Nullable String boundary) {}

    private record Holding(UUID post, UUID person, String name, String community) {}

    private record StoredPost(UUID id, UUID area, PostType type, int required) {}

    private record Known(UUID id, String name) {}

    /** One import within one transaction. */
    private final class Work {

        private final Map<GridColumn, Integer> columns;
        private final List<TableRow> rows;
        private final UUID run;
        private final Actor actor;
        private final IntConsumer progress;
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.ID);
        private final RowBatches batches = new RowBatches(vault, clock.instant(), today);
        private final List<RowError> errors = new ArrayList<>();
        private final List<Object[]> updates = new ArrayList<>();
        private final List<Object[]> requirements = new ArrayList<>();
        private final List<Object[]> history = new ArrayList<>();
        private final Map<String, Community> communities = new HashMap<>();
        private final Map<String, Grid> grids = new HashMap<>();
        private final Map<String, UUID> gridParents = new HashMap<>();
        private final Map<UUID, Integer> required = new HashMap<>();
        private final Map<String, UUID> people = new HashMap<>();
        private final Set<String> holds = new HashSet<>();
        private final Map<String, AreaKind> kinds = words(AreaKind.values());
        private final Map<String, GridUnitType> unitTypes = words(GridUnitType.values());
        private final Map<String, PostType> postTypes = words(PostType.values());
        private final Map<String, Employment> employments = words(Employment.values());
        private int created;
        private int changed;
        private int unchanged;

        private Work(
                Map<GridColumn, Integer> columns, List<TableRow> rows, UUID run, Actor actor, IntConsumer progress) {
            this.columns = columns;
            this.rows = rows;
            this.run = run;
            this.actor = actor;
            this.progress = progress;
        }

        private <E extends Enum<E>> Map<String, E> words(E[] constants) {
            Map<String, E> words = new HashMap<>();
            for (E constant : constants) {
                words.put(constant.name(), constant);
                words.put(word(constant, Locale.SIMPLIFIED_CHINESE), constant);
                words.put(word(constant, Locale.ENGLISH).toLowerCase(Locale.ROOT), constant);
            }
            return words;
        }

        ImportOutcome run() {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('import-grids'))")
                    .query((row, n) -> 0)
                    .list();
            load();
            int done = 0;
            for (TableRow row : rows) {
                take(row);
                if (++done % 500 == 0) {
                    progress.accept(done);
                    runs.progress(run, done);
                }
            }
            progress.accept(done);
            errors.sort(Comparator.comparingInt(RowError::row));
            if (errors.isEmpty()) {
                write();
            }
            return new ImportOutcome(run, rows.size(), created, changed, unchanged, errors, List.of());
        }

        private void load() {
            AreaScope scope = actor.isSystem() ? new AreaScope.Everything() : access.districts(actor);
            ScopeSql sql = ScopeSql.of(scope, "a", "");
            jdbc.sql("select a.id, a.code, a.name from area a where a.level = 'COMMUNITY' and a.valid_to is null and "
                            + sql.onArea())
                    .param("scope", sql.ids())
                    .query(Community.class)
                    .list()
                    .forEach(community -> communities.put(community.code(), community));
            Map<UUID, Grid> byId = new HashMap<>();
            jdbc.sql("""
                            select a.id, a.code, a.name, a.parent_id, a.kind, a.unit_type, a.households, a.residents,
                                   a.buildings, a.boundary_text as boundary
                              from area a where a.level = 'GRID' and a.valid_to is null
                            """).query(Stored.class).list().forEach(stored -> {
                Grid grid = new Grid(stored.id(), stored.name(), false, signature(stored));
                grids.put(stored.code(), grid);
                gridParents.put(stored.code(), stored.parentId());
                byId.put(stored.id(), grid);
            });
            jdbc.sql("""
                            select t.id, t.area_id as area, t.type, t.required_number as required
                              from post t join area a on a.id = t.area_id
                             where t.valid_to is null and a.level = 'GRID' and a.valid_to is null
                            """).query(StoredPost.class).list().forEach(post -> {
                Grid grid = byId.get(post.area());
                if (grid != null) {
                    grid.posts.put(post.type(), post.id());
                    required.put(post.id(), post.required());
                }
            });
            jdbc.sql("""
                            select h.post_id as post, p.id as person, p.name, c.code as community
                              from post_holding h
                              join person p on p.id = h.person_id
                              join post t on t.id = h.post_id
                              join area a on a.id = t.area_id
                              join area c on c.id = a.parent_id
                             where h.held_to is null and a.level = 'GRID'
                            """).query(Holding.class).list().forEach(holding -> {
                holds.add(holding.post() + "/" + holding.name());
                people.putIfAbsent(holding.community() + "/" + holding.name(), holding.person());
            });
        }

        private void take(TableRow row) {
            int before = errors.size();
            String communityCode = text(row, GridColumn.COMMUNITY);
            String gridCode = text(row, GridColumn.GRID);
            String name = text(row, GridColumn.NAME);
            Community community = communities.get(communityCode);
            if (!communityCode.matches("[0-9]{12}")) {
                error(row, GridColumn.COMMUNITY, "organisation.code-invalid", 12);
            } else if (community == null) {
                error(row, GridColumn.COMMUNITY, "organisation.import.community-unknown");
            }
            if (!gridCode.matches("[0-9]{15}")) {
                error(row, GridColumn.GRID, "organisation.code-invalid", 15);
            } else if (!gridCode.startsWith(communityCode) && !gridParents.containsKey(gridCode)) {
                error(row, GridColumn.GRID, "organisation.code-not-below-parent", communityCode);
            }
            if (name.isEmpty() || name.length() > 60) {
                error(row, GridColumn.NAME, "organisation.import.name-length", 60);
            }
            AreaKind kind = pick(row, GridColumn.KIND, kinds);
            if (kind != null && kind.level() != org.shaodao.organisation.AreaLevel.GRID) {
                error(row, GridColumn.KIND, "organisation.kind-of-other-level");
            }
            GridUnitType unitType = pick(row, GridColumn.UNIT_TYPE, unitTypes);
            Integer households = figure(row, GridColumn.HOUSEHOLDS);
            Integer residents = figure(row, GridColumn.RESIDENTS);
            Integer buildings = figure(row, GridColumn.BUILDINGS);
            PostType post = pick(row, GridColumn.POST, postTypes);
            if (post != null && post.seat() != PostType.Seat.GRID) {
                error(row, GridColumn.POST, "organisation.post-wrong-place");
            }
            Integer needed = figure(row, GridColumn.REQUIRED);
            if (needed != null && needed > 99) {
                error(row, GridColumn.REQUIRED, "organisation.required-number");
            }
            String person = text(row, GridColumn.PERSON);
            if (person.length() > 40) {
                error(row, GridColumn.PERSON, "organisation.import.name-length", 40);
            }
            if (!person.isEmpty() && post == null) {
                error(row, GridColumn.POST, "organisation.import.person-without-post");
            }
            PhoneNumber phone = phone(row);
            Employment employment = pick(row, GridColumn.EMPLOYMENT, employments);
            LocalDate from = date(row);
            if (errors.size() > before || community == null) {
                return;
            }
            Facts facts = new Facts(
                    kind,
                    unitType,
                    households,
                    residents,
                    buildings,
                    columns.containsKey(GridColumn.BOUNDARY) ? text(row, GridColumn.BOUNDARY) : null);
            int touched = created + changed;
            Grid grid = grid(row, community, gridCode, name, facts);
            if (grid != null && post != null) {
                UUID postId = post(grid, post, needed);
                if (!person.isEmpty()) {
                    hold(row, community, postId, person, phone, employment, from);
                }
            }
            if (created + changed == touched) {
                unchanged++;
            }
        }

        private @Nullable Grid grid(TableRow row, Community community, String code, String name, Facts facts) {
            Grid known = grids.get(code);
            if (known == null) {
                UUID id = batches.grid(
                        place(community),
                        code,
                        name,
                        facts.kind() == null ? AreaKind.BASIC : facts.kind(),
                        facts.unitType() == null ? GridUnitType.COMPOUND : facts.unitType(),
                        or(facts.households(), 0),
                        or(facts.residents(), 0),
                        or(facts.buildings(), 0),
                        facts.boundary() == null ? "" : facts.boundary());
                batches.unit(
                        null, UnitKind.GRID_TEAM, null, "TEAM-" + code, cut(community.name() + name + "团队"), id, null);
                Grid grid = new Grid(id, name, true, signature(name, facts));
                for (PostType type : PostType.gridTeam()) {
                    UUID post = batches.areaPost(type, id, StructureKeeping.usual(type));
                    grid.posts.put(type, post);
                    required.put(post, StructureKeeping.usual(type));
                }
                grids.put(code, grid);
                gridParents.put(code, community.id());
                note(id, "CREATED", null, name);
                created++;
                return grid;
            }
            if (!Objects.equals(gridParents.get(code), community.id())) {
                error(row, GridColumn.COMMUNITY, "organisation.import.other-community");
                return null;
            }
            String signature = signature(name, facts);
            if (known.fresh || known.changed) {
                if (!known.signature.equals(signature)) {
                    error(row, GridColumn.NAME, "organisation.import.contradicts");
                }
                return known;
            }
            if (!matches(known, name, facts)) {
                updates.add(new Object[] {
                    name,
                    facts.kind() == null ? null : facts.kind().name(),
                    facts.unitType() == null ? null : facts.unitType().name(),
                    facts.households(),
                    facts.residents(),
                    facts.buildings(),
                    facts.boundary(),
                    known.id
                });
                note(known.id, known.name.equals(name) ? "EDITED" : "RENAMED", known.name, name);
                known.changed = true;
                known.signature = signature;
                changed++;
            }
            return known;
        }

        private UUID post(Grid grid, PostType type, @Nullable Integer needed) {
            UUID known = grid.posts.get(type);
            if (known == null) {
                UUID made = batches.areaPost(type, grid.id, or(needed, 1));
                grid.posts.put(type, made);
                required.put(made, or(needed, 1));
                created++;
                return made;
            }
            if (needed != null && !needed.equals(required.get(known))) {
                required.put(known, needed);
                requirements.add(new Object[] {needed, known});
                changed++;
            }
            return known;
        }

        private void hold(
                TableRow row,
                Community community,
                UUID post,
                String name,
                @Nullable PhoneNumber phone,
                @Nullable Employment employment,
                @Nullable LocalDate from) {
            if (!holds.add(post + "/" + name)) {
                return;
            }
            UUID person = person(row, community, name, phone);
            if (person == null) {
                return;
            }
            batches.holds(
                    post,
                    person,
                    employment != Employment.PART_TIME,
                    yes(row, GridColumn.DEPUTY),
                    from == null ? today : from);
            created++;
        }

        private @Nullable UUID person(TableRow row, Community community, String name, @Nullable PhoneNumber phone) {
            String local = community.code() + "/" + name;
            if (phone != null) {
                String key = "phone/" + phone.value() + "/" + name;
                if (people.containsKey(key)) {
                    return people.get(key);
                }
                List<Known> owners = jdbc.sql("select id, name from person where phone_index = ?")
                        .param(vault.index(phone.value()))
                        .query(Known.class)
                        .list();
                Optional<Known> same = owners.stream()
                        .filter(owner -> owner.name().equals(name))
                        .findFirst();
                if (same.isEmpty() && !owners.isEmpty()) {
                    error(row, GridColumn.PHONE, "organisation.import.phone-of-another");
                    return null;
                }
                UUID id = same.map(Known::id).orElseGet(() -> newPerson(row, name, phone));
                people.put(key, id);
                people.putIfAbsent(local, id);
                return id;
            }
            return people.computeIfAbsent(local, any -> newPerson(row, name, null));
        }

        private UUID newPerson(TableRow row, String name, @Nullable PhoneNumber phone) {
            boolean member = yes(row, GridColumn.MEMBER);
            return batches.person(name, phone == null ? null : phone.value(), member, false);
        }

        private void write() {
            batches.write(template);
            template.batchUpdate("""
                    update area set name = ?, kind = coalesce(?, kind), unit_type = coalesce(?, unit_type),
                           households = coalesce(?, households), residents = coalesce(?, residents),
                           buildings = coalesce(?, buildings), boundary_text = coalesce(?, boundary_text),
                           version = version + 1
                     where id = ?
                    """, updates, UPDATE_TYPES);
            template.batchUpdate(
                    "update post set required_number = ?, version = version + 1 where id = ?", requirements);
            Timestamp at = Timestamp.from(clock.instant());
            template.batchUpdate(
                    "insert into organisation_change (id, subject_type, subject_id, change, effective, old_name, new_name,"
                            + " actor_id, at) values (?, 'area', ?, ?, ?, ?, ?, ?, ?)",
                    history.stream()
                            .map(line -> new Object[] {
                                Ids.at(clock.instant()),
                                line[0],
                                line[1],
                                today,
                                line[2],
                                line[3],
                                actor.isSystem() ? null : actor.account().value(),
                                at
                            })
                            .toList(),
                    HISTORY_TYPES);
            if (created + changed > 0) {
                events.publishEvent(new Recorded(
                        "import",
                        run,
                        actor.isSystem() ? null : actor.account().value(),
                        actor.isSystem() ? "SYSTEM" : "DISTRICT_SUPERVISOR",
                        null,
                        clock.instant(),
                        "organisation.event.grids-imported",
                        List.of(),
                        null));
            }
        }

        private void note(UUID id, String what, @Nullable String oldName, String newName) {
            history.add(new @Nullable Object[] {id, what, oldName, newName});
        }

        private Place place(Community community) {
            return places.computeIfAbsent(
                    community.id(),
                    id -> jdbc.sql("""
                            select id, level, code, name, city_id, district_id, street_id, community_id,
                                   valid_to is null as live from area where id = ?
                            """).param(id).query(Place.class).single());
        }

        private final Map<UUID, Place> places = new LinkedHashMap<>();

        // cells

        private String text(TableRow row, GridColumn column) {
            return PlainText.clean(TableWriter.unguarded(
                    row.cell(columns.getOrDefault(column, -1)).strip()));
        }

        private boolean yes(TableRow row, GridColumn column) {
            return Set.of("是", "yes", "true", "1", "y")
                    .contains(text(row, column).toLowerCase(Locale.ROOT));
        }

        private <E extends Enum<E>> @Nullable E pick(TableRow row, GridColumn column, Map<String, E> words) {
            String text = text(row, column);
            if (text.isEmpty()) {
                return null;
            }
            E found = words.get(text);
            E lower = found == null ? words.get(text.toLowerCase(Locale.ROOT)) : found;
            if (lower == null) {
                error(row, column, "organisation.import.word-unknown");
            }
            return lower;
        }

        private @Nullable Integer figure(TableRow row, GridColumn column) {
            String text = text(row, column);
            if (text.isEmpty()) {
                return null;
            }
            if (!text.matches("[0-9]{1,7}")) {
                error(row, column, "organisation.import.not-a-number");
                return null;
            }
            return Integer.valueOf(text);
        }

        private @Nullable PhoneNumber phone(TableRow row) {
            try {
                return PhoneNumber.ofNullable(text(row, GridColumn.PHONE));
            } catch (RuleViolation unreadable) {
                error(row, GridColumn.PHONE, unreadable.key());
                return null;
            }
        }

        private @Nullable LocalDate date(TableRow row) {
            String text = text(row, GridColumn.FROM);
            if (text.isEmpty()) {
                return null;
            }
            try {
                LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text.replace('/', '-'));
                if (day.isAfter(today.plusDays(90))) {
                    error(row, GridColumn.FROM, "organisation.from-in-future");
                }
                return day;
            } catch (DateTimeParseException unreadable) {
                error(row, GridColumn.FROM, "organisation.import.not-a-date");
                return null;
            }
        }

        private void error(TableRow row, GridColumn column, String key, Object... args) {
            errors.add(RowError.of(row.number(), column.head(), key, args));
        }
    }

    private record Facts(
            @Nullable AreaKind kind,
            @Nullable GridUnitType unitType,
            @Nullable Integer households,
            @Nullable Integer residents,
            @Nullable Integer buildings,
            @Nullable String boundary) {}

    private static final int[] UPDATE_TYPES = {
        java.sql.Types.VARCHAR,
        java.sql.Types.VARCHAR,
        java.sql.Types.VARCHAR,
        java.sql.Types.INTEGER,
        java.sql.Types.INTEGER,
        java.sql.Types.INTEGER,
        java.sql.Types.VARCHAR,
        java.sql.Types.OTHER
    };

    private static final int[] HISTORY_TYPES = {
        java.sql.Types.OTHER,
        java.sql.Types.OTHER,
        java.sql.Types.VARCHAR,
        java.sql.Types.DATE,
        java.sql.Types.VARCHAR,
        java.sql.Types.VARCHAR,
        java.sql.Types.OTHER,
        java.sql.Types.TIMESTAMP
    };

    private static final String BETWEEN = "\u001f";

    private static String signature(Stored stored) {
        return String.join(
                BETWEEN,
                stored.name(),
                String.valueOf(stored.kind()),
                String.valueOf(stored.unitType()),
                String.valueOf(stored.households()),
                String.valueOf(stored.residents()),
                String.valueOf(stored.buildings()),
                stored.boundary() == null ? "" : stored.boundary());
    }

    private static String signature(String name, Facts facts) {
        return String.join(
                BETWEEN,
                name,
                String.valueOf(facts.kind()),
                String.valueOf(facts.unitType()),
                String.valueOf(facts.households()),
                String.valueOf(facts.residents()),
                String.valueOf(facts.buildings()),
                facts.boundary() == null ? "" : facts.boundary());
    }

    /** Whether what the file says is what is stored; a cell left empty says nothing. */
    private static boolean matches(Grid stored, String name, Facts facts) {
        String[] now = stored.signature.split(BETWEEN, -1);
        Function<@Nullable Object, @Nullable String> said = value -> value == null ? null : String.valueOf(value);
        String[] file = {
            name,
            said.apply(facts.kind()),
            said.apply(facts.unitType()),
            said.apply(facts.households()),
            said.apply(facts.residents()),
            said.apply(facts.buildings()),
            facts.boundary() == null || facts.boundary().isEmpty() ? null : facts.boundary()
        };
        for (int i = 0; i < file.length; i++) {
            if (file[i] != null && !file[i].equals(now[i])) {
                return false;
            }
        }
        return true;
    }

    private static int or(@Nullable Integer figure, int otherwise) {
        return figure == null ? otherwise : figure;
    }

    private static String cut(String name) {
        return name.length() > 60 ? name.substring(0, 60) : name;
    }
}
