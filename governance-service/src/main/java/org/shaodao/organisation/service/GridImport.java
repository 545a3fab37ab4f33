package org.shaodao.organisation.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.GridUnitType;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.Zone;
import org.shaodao.shared.table.TableRow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One import of grids, posts and people within one transaction. */
final class GridImport {

    /** What it works with. */
    record Tools(
            JdbcClient jdbc,
            JdbcTemplate template,
            ImportRuns runs,
            PersonalDataVault vault,
            ApplicationEventPublisher events,
            Clock clock) {}

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
            @Nullable String boundary) {

        String signature() {
            return GridRow.signature(
                    name, new GridRow.Facts(kind, unitType, households, residents, buildings, boundary));
        }
    }

    private record Holding(UUID post, UUID person, String name, String community) {}

    private record StoredPost(UUID id, UUID area, PostType type, int required) {}

    private record Known(UUID id, String name) {}

    private final Tools tools;
    private final AreaScope scope;
    private final Map<UUID, Place> places = new LinkedHashMap<>();
    private final GridRowReader reader;
    private final List<TableRow> rows;
    private final UUID run;
    private final Actor actor;
    private final IntConsumer progress;
    private final LocalDate today;
    private final RowBatches batches;
    private final List<Object[]> updates = new ArrayList<>();
    private final List<Object[]> requirements = new ArrayList<>();
    private final List<Object[]> history = new ArrayList<>();
    private final Map<String, Community> communities = new HashMap<>();
    private final Map<String, Grid> grids = new HashMap<>();
    private final Map<String, UUID> gridParents = new HashMap<>();
    private final Map<UUID, Integer> required = new HashMap<>();
    private final Map<String, UUID> people = new HashMap<>();
    private final Set<String> holds = new HashSet<>();
    private int created;
    private int changed;
    private int unchanged;

    GridImport(
            Tools tools,
            AreaScope scope,
            GridRowReader reader,
            List<TableRow> rows,
            UUID run,
            Actor actor,
            IntConsumer progress) {
        this.tools = tools;
        this.scope = scope;
        this.reader = reader;
        this.rows = rows;
        this.run = run;
        this.actor = actor;
        this.progress = progress;
        Instant now = tools.clock().instant();
        this.today = LocalDate.ofInstant(now, Zone.ID);
        this.batches = new RowBatches(tools.vault(), now, today);
    }

    ImportOutcome run() {
        tools.jdbc()
                .sql("select pg_advisory_xact_lock(hashtext('import-grids'))")
                .query((row, n) -> 0)
                .list();
        load();
        int done = 0;
        for (TableRow row : rows) {
            int before = reader.refused();
            take(reader.read(row), before);
            if (++done % 500 == 0) {
                progress.accept(done);
                tools.runs().progress(run, done);
            }
        }
        progress.accept(done);
        List<RowError> errors = reader.errors();
        if (errors.isEmpty()) {
            write();
        }
        return new ImportOutcome(run, rows.size(), created, changed, unchanged, errors, List.of());
    }

    private void load() {
        ScopeSql sql = ScopeSql.of(scope, "a", "");
        tools.jdbc()
                .sql("select a.id, a.code, a.name from area a where a.level = 'COMMUNITY' and a.valid_to is null and "
                        + sql.onArea())
                .param("scope", sql.ids())
                .query(Community.class)
                .list()
                .forEach(community -> communities.put(community.code(), community));
        Map<UUID, Grid> byId = new HashMap<>();
        tools.jdbc().sql("""
                        select a.id, a.code, a.name, a.parent_id, a.kind, a.unit_type, a.households, a.residents,
                               a.buildings, a.boundary_text as boundary
                          from area a where a.level = 'GRID' and a.valid_to is null
                        """).query(Stored.class).list().forEach(stored -> {
            Grid grid = new Grid(stored.id(), stored.name(), false, stored.signature());
            grids.put(stored.code(), grid);
            gridParents.put(stored.code(), stored.parentId());
            byId.put(stored.id(), grid);
        });
        tools.jdbc().sql("""
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
        tools.jdbc().sql("""
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

    /** {@code refused} is how many cells were refused before this row: a row with a wrong cell changes nothing. */
    private void take(GridRow row, int refused) {
        Community community = communities.get(row.community());
        if (community == null && row.community().matches("[0-9]{12}")) {
            error(row, GridColumn.COMMUNITY, "organisation.import.community-unknown");
        }
        if (row.grid().matches("[0-9]{15}")
                && !row.grid().startsWith(row.community())
                && !gridParents.containsKey(row.grid())) {
            error(row, GridColumn.GRID, "organisation.code-not-below-parent", row.community());
        }
        if (community == null || reader.refused() > refused) {
            return;
        }
        int touched = created + changed;
        Grid grid = grid(row, community);
        if (grid != null && row.post() != null) {
            UUID postId = post(grid, row.post(), row.required());
            if (!row.person().isEmpty()) {
                hold(row, community, postId);
            }
        }
        if (created + changed == touched) {
            unchanged++;
        }
    }

    private @Nullable Grid grid(GridRow row, Community community) {
        String code = row.grid();
        String name = row.name();
        GridRow.Facts facts = row.facts();
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
            batches.unit(null, UnitKind.GRID_TEAM, null, "TEAM-" + code, cut(community.name() + name + "团队"), id, null);
            Grid grid = new Grid(id, name, true, row.signature());
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
        String signature = row.signature();
        if (known.fresh || known.changed) {
            if (!known.signature.equals(signature)) {
                error(row, GridColumn.NAME, "organisation.import.contradicts");
            }
            return known;
        }
        if (!row.matches(known.signature)) {
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

    private void hold(GridRow row, Community community, UUID post) {
        if (!holds.add(post + "/" + row.person())) {
            return;
        }
        UUID person = person(row, community);
        if (person == null) {
            return;
        }
        batches.holds(
                post,
                person,
                row.employment() != Employment.PART_TIME,
                row.deputy(),
                row.from() == null ? today : row.from());
        created++;
    }

    private @Nullable UUID person(GridRow row, Community community) {
        String name = row.person();
        PhoneNumber phone = row.phone();
        String local = community.code() + "/" + name;
        if (phone != null) {
            String key = "phone/" + phone.value() + "/" + name;
            if (people.containsKey(key)) {
                return people.get(key);
            }
            List<Known> owners = tools.jdbc()
                    .sql("select id, name from person where phone_index = ?")
                    .param(tools.vault().index(phone.value()))
                    .query(Known.class)
                    .list();
            Optional<Known> same =
                    owners.stream().filter(owner -> owner.name().equals(name)).findFirst();
            if (same.isEmpty() && !owners.isEmpty()) {
                error(row, GridColumn.PHONE, "organisation.import.phone-of-another");
                return null;
            }
            UUID id = same.map(Known::id).orElseGet(() -> newPerson(row));
            people.put(key, id);
            people.putIfAbsent(local, id);
            return id;
        }
        return people.computeIfAbsent(local, any -> newPerson(row));
    }

    private UUID newPerson(GridRow row) {
        PhoneNumber phone = row.phone();
        return batches.person(row.person(), phone == null ? null : phone.value(), row.member(), false);
    }

    private void write() {
        batches.write(tools.template());
        tools.template().batchUpdate("""
                update area set name = ?, kind = coalesce(?, kind), unit_type = coalesce(?, unit_type),
                       households = coalesce(?, households), residents = coalesce(?, residents),
                       buildings = coalesce(?, buildings), boundary_text = coalesce(?, boundary_text),
                       version = version + 1
                 where id = ?
                """, updates, UPDATE_TYPES);
        tools.template()
                .batchUpdate("update post set required_number = ?, version = version + 1 where id = ?", requirements);
        Timestamp at = Timestamp.from(tools.clock().instant());
        tools.template()
                .batchUpdate(
                        "insert into organisation_change (id, subject_type, subject_id, change, effective, old_name, new_name,"
                                + " actor_id, at) values (?, 'area', ?, ?, ?, ?, ?, ?, ?)",
                        history.stream()
                                .map(line -> new Object[] {
                                    Ids.at(tools.clock().instant()),
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
            tools.events()
                    .publishEvent(new Recorded(
                            "import",
                            run,
                            actor.isSystem() ? null : actor.account().value(),
                            actor.isSystem() ? "SYSTEM" : "DISTRICT_SUPERVISOR",
                            null,
                            tools.clock().instant(),
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
                id -> tools.jdbc().sql("""
                        select id, level, code, name, city_id, district_id, street_id, community_id,
                               valid_to is null as live from area where id = ?
                        """).param(id).query(Place.class).single());
    }

    private void error(GridRow row, GridColumn column, String key, Object... args) {
        reader.refuse(row.number(), column, key, args);
    }

    private static int or(@Nullable Integer figure, int otherwise) {
        return figure == null ? otherwise : figure;
    }

    private static String cut(String name) {
        return name.length() > 60 ? name.substring(0, 60) : name;
    }
}
