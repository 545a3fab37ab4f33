package org.shaodao.access;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.shaodao.shared.PersonalDataVault;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small world for the matrix: two districts; in the first two streets; in its first street two communities; in the
 * first community two grids. Every role has one account at the first grid, community, street or district; every place
 * has a unit, a Party organisation, a post with a holder who has an account, and a case.
 */
final class AccessWorld {

    /** One place with one thing of each kind. */
    record Place(
            UUID area, UUID unit, UUID party, UUID post, UUID person, UUID account, UUID governanceCase, UUID order) {}

    /** One visitor; its own things. */
    record Visitor(UUID account, String login, UUID person, Place own) {}

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final String tag = UUID.randomUUID().toString().substring(0, 6);
    private final Map<Relation, Place> places = new EnumMap<>(Relation.class);
    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private final Map<String, Function<Place, UUID>> kinds = new LinkedHashMap<>();
    private final Map<UUID, UUID> imports = new HashMap<>();
    private final Map<UUID, UUID> uploads = new HashMap<>();
    private final Map<UUID, UUID> supervisions = new HashMap<>();
    private final Map<UUID, UUID> meetings = new HashMap<>();
    private final Map<UUID, UUID> notices = new HashMap<>();
    private final Map<UUID, UUID> targets = new HashMap<>();
    private final Map<UUID, UUID> files = new HashMap<>();
    private final Map<UUID, UUID> mediations = new HashMap<>();
    private final Map<UUID, UUID> whistles = new HashMap<>();
    private final Map<UUID, UUID> matters = new HashMap<>();
    private final Map<UUID, UUID> rules = new HashMap<>();
    private final Map<UUID, UUID> buildings = new HashMap<>();
    private final Map<UUID, UUID> households = new HashMap<>();
    private final Map<UUID, UUID> requests = new HashMap<>();
    private UUID category;

    AccessWorld(JdbcClient jdbc, PersonalDataVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        kinds.put("case", Place::governanceCase);
        kinds.put("order", Place::order);
        kinds.put("area", Place::area);
        kinds.put("unit", Place::unit);
        kinds.put("party", Place::party);
        kinds.put("post", Place::post);
        kinds.put("person", Place::person);
        kinds.put("account", Place::account);
        kinds.put("category", place -> category);
        kinds.put("import", place -> imports.computeIfAbsent(place.area(), this::importRun));
        kinds.put("file", place -> files.computeIfAbsent(place.governanceCase(), this::file));
        kinds.put("building", place -> buildings.computeIfAbsent(place.area(), this::building));
        kinds.put("household", place -> household(idOfBuilding(place)));
        kinds.put("assistance", place -> requests.computeIfAbsent(place.area(), this::assistance));
        kinds.put("mediation", place -> mediations.computeIfAbsent(place.governanceCase(), this::mediation));
        kinds.put("upload", place -> uploads.computeIfAbsent(place.account(), this::upload));
        kinds.put("supervision", place -> supervisions.computeIfAbsent(place.governanceCase(), this::supervision));
        // nobody's text: every account sees its own and its unit's only
        kinds.put("text", place -> new UUID(0, 140));
        kinds.put("meeting", place -> meetings.computeIfAbsent(place.governanceCase(), this::meeting));
        kinds.put("notice", place -> notices.computeIfAbsent(place.account(), this::notice));
        kinds.put("target", place -> targets.computeIfAbsent(place.unit(), this::target));
        kinds.put("whistle", place -> whistles.computeIfAbsent(place.governanceCase(), this::whistle));
        kinds.put("matter", place -> matters.computeIfAbsent(place.area(), this::matter));
        kinds.put("response", Place::unit);
        // nobody's trial: every account sees its own only
        kinds.put("trial", place -> new UUID(0, 190));
        // of no district: whose duty lists and policy documents are seen is tested beside them
        kinds.put("duties", place -> new UUID(0, 191));
        kinds.put("policy", place -> new UUID(0, 192));
        // of no district: whose admission request it is, is tested by AdmissionRequestTests
        kinds.put("admission", place -> new UUID(0, 193));
        kinds.put("rule", place -> rules.computeIfAbsent(place.area(), this::routingRule));
        kinds.put(
                "entry",
                place -> jdbc.sql("select id from catalogue_entry order by id limit 1")
                        .query(UUID.class)
                        .single());
        build();
    }

    Visitor visitor(String role) {
        return visitors.get(role);
    }

    /** The id of a thing of this kind at this distance from this visitor. */
    UUID idOf(String kind, Relation relation, String role) {
        Function<Place, UUID> pick = kinds.get(kind);
        if (pick == null) {
            throw new IllegalArgumentException("unknown kind of object: " + kind);
        }
        Visitor visitor = visitors.get(role);
        return pick.apply(relation == Relation.OWN && visitor != null ? visitor.own() : places.get(relation));
    }

    boolean knows(String kind) {
        return kinds.containsKey(kind);
    }

    private void build() {
        category = jdbc.sql("select id from category order by id limit 1")
                .query(UUID.class)
                .optional()
                .orElseGet(this::category);
        UUID city = area(null, AreaLevel.CITY, "c", null, null, null, null);
        UUID district = area(city, AreaLevel.DISTRICT, "d1", city, null, null, null);
        UUID otherDistrict = area(city, AreaLevel.DISTRICT, "d2", city, null, null, null);
        UUID street = area(district, AreaLevel.STREET, "s1", city, district, null, null);
        UUID otherStreet = area(district, AreaLevel.STREET, "s2", city, district, null, null);
        UUID farStreet = area(otherDistrict, AreaLevel.STREET, "s3", city, otherDistrict, null, null);
        UUID community = area(street, AreaLevel.COMMUNITY, "k1", city, district, street, null);
        UUID otherCommunity = area(street, AreaLevel.COMMUNITY, "k2", city, district, street, null);
        UUID strangeCommunity = area(otherStreet, AreaLevel.COMMUNITY, "k3", city, district, otherStreet, null);
        UUID farCommunity = area(farStreet, AreaLevel.COMMUNITY, "k4", city, otherDistrict, farStreet, null);
        UUID grid = area(community, AreaLevel.GRID, "g1", city, district, street, community);
        UUID sibling = area(community, AreaLevel.GRID, "g2", city, district, street, community);
        UUID otherGrid = area(otherCommunity, AreaLevel.GRID, "g3", city, district, street, otherCommunity);
        UUID strangeGrid = area(strangeCommunity, AreaLevel.GRID, "g4", city, district, otherStreet, strangeCommunity);
        UUID farGrid = area(farCommunity, AreaLevel.GRID, "g5", city, otherDistrict, farStreet, farCommunity);

        UUID districtDesk = unit(district, "DISTRICT_DESK", null);
        UUID streetDesk = unit(street, "STREET_DESK", districtDesk);
        UUID agency = unit(street, "BRANCH_AGENCY", null);
        UUID committee = party(null, "STREET_WORKING_COMMITTEE", "WORKING_COMMITTEE", street);
        UUID communityParty = party(committee, "COMMUNITY_COMMITTEE", "COMMITTEE", community);
        UUID communityDesk = unit(community, "COMMUNITY_DESK", streetDesk);
        UUID team = unit(grid, "GRID_TEAM", communityDesk);

        places.put(Relation.SAME_GRID, place(grid, team, communityParty, district, street, community, grid));
        places.put(
                Relation.SIBLING_GRID,
                place(
                        sibling,
                        unit(sibling, "GRID_TEAM", communityDesk),
                        communityParty,
                        district,
                        street,
                        community,
                        sibling));
        places.put(Relation.PARENT, place(community, communityDesk, committee, district, street, community, null));
        places.put(
                Relation.OTHER_COMMUNITY,
                place(
                        otherGrid,
                        unit(otherGrid, "GRID_TEAM", null),
                        committee,
                        district,
                        street,
                        otherCommunity,
                        otherGrid));
        places.put(
                Relation.OTHER_STREET,
                place(
                        strangeGrid,
                        unit(strangeGrid, "GRID_TEAM", null),
                        null,
                        district,
                        otherStreet,
                        strangeCommunity,
                        strangeGrid));
        places.put(
                Relation.OTHER_DISTRICT,
                place(
                        farGrid,
                        unit(farGrid, "GRID_TEAM", null),
                        null,
                        otherDistrict,
                        farStreet,
                        farCommunity,
                        farGrid));
        places.put(Relation.OWN, places.get(Relation.SAME_GRID));

        for (String role : AccessPolicy.VISITORS) {
            if (role.equals(AccessPolicy.ANONYMOUS)) {
                continue;
            }
            UUID person = person(role);
            UUID account = account(person, role.toLowerCase(java.util.Locale.ROOT));
            UUID area = grid;
            UUID unit = team;
            UUID post = places.get(Relation.SAME_GRID).post();
            if (!role.equals(AccessPolicy.NOBODY)) {
                switch (Role.valueOf(role)) {
                    case GRID_WORKER -> post = hold(person, PostType.WORKER, grid, null);
                    case GRID_HEAD -> post = hold(person, PostType.HEAD, grid, null);
                    case MOBILE_WORKER -> post = hold(person, PostType.MOBILE_WORKER, grid, null);
                    case BUILDING_HEAD -> post = hold(person, PostType.BUILDING_HEAD, grid, null);
                    case COMMUNITY_DESK -> {
                        area = community;
                        unit = communityDesk;
                        post = hold(person, PostType.COMMUNITY_CLERK, null, communityDesk);
                    }
                    case STREET_DESK, STREET_LEADER -> {
                        area = street;
                        unit = streetDesk;
                        post = hold(
                                person,
                                role.equals("STREET_DESK") ? PostType.STREET_CLERK : PostType.SECRETARY,
                                null,
                                streetDesk);
                    }
                    case RESPONDER -> {
                        unit = agency;
                        post = hold(person, PostType.OFFICER, null, agency);
                    }
                    case DISTRICT_DESK -> {
                        area = district;
                        unit = districtDesk;
                        post = hold(person, PostType.DISTRICT_CLERK, null, districtDesk);
                    }
                    case DISTRICT_SUPERVISOR -> {
                        area = district;
                        post = hold(person, PostType.SUPERVISOR, district, null);
                    }
                    case DISTRICT_REVIEWER -> post = hold(person, PostType.REVIEWER, district, null);
                    case CITY_VIEWER -> post = hold(person, PostType.VIEWER, city, null);
                    default ->
                        jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, ?, now())")
                                .params(account, role)
                                .update();
                }
            }
            UUID own = governanceCase(district, street, community, grid, account, team);
            if (role.equals("RESPONDER")) {
                jdbc.sql("insert into case_participation (unit_id, case_id, role, since) values (?, ?, 'LEAD', now())")
                        .params(agency, own)
                        .update();
            }
            UUID party = area == grid ? places.get(Relation.SAME_GRID).party() : communityParty;
            Place mine = new Place(area, unit, party, post, person, account, own, order(own, unit));
            visitors.put(role, new Visitor(account, tag + role.toLowerCase(java.util.Locale.ROOT), person, mine));
        }
    }

    private Place place(UUID area, UUID unit, UUID party, UUID district, UUID street, UUID community, UUID grid) {
        UUID person = person("p");
        UUID account = account(person, UUID.randomUUID().toString().substring(0, 8));
        UUID post = hold(person, PostType.LEGAL_ADVISER, area, null);
        UUID governanceCase = governanceCase(district, street, community, grid, account, unit);
        UUID branch = party(party, "GRID_BRANCH", "BRANCH", area);
        return new Place(area, unit, branch, post, person, account, governanceCase, order(governanceCase, unit));
    }

    private UUID area(
            UUID parent, AreaLevel level, String code, UUID city, UUID district, UUID street, UUID community) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into area (id, parent_id, level, code, name, city_id, district_id, street_id, community_id, valid_from, version)
                values (:id, :parent, :level, :code, :code, :city, :district, :street, :community, date '2020-01-01', 0)
                """)
                .param("id", id)
                .param("parent", parent)
                .param("level", level.name())
                .param("code", tag + code)
                .param("city", level == AreaLevel.CITY ? id : city)
                .param("district", level == AreaLevel.DISTRICT ? id : district)
                .param("street", level == AreaLevel.STREET ? id : street)
                .param("community", level == AreaLevel.COMMUNITY ? id : community)
                .update();
        return id;
    }

    private UUID unit(UUID area, String kind, UUID parent) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into unit (id, parent_id, kind, code, name, area_id, valid_from, version)
                values (:id, :parent, :kind, :code, :code, :area, date '2020-01-01', 0)
                """)
                .param("id", id)
                .param("parent", parent)
                .param("kind", kind)
                .param("code", id.toString())
                .param("area", area)
                .update();
        return id;
    }

    private UUID party(UUID parent, String level, String form, UUID area) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into party_organisation (id, parent_id, level, form, name, area_id, valid_from, version)
                values (:id, :parent, :level, :form, :name, :area, date '2020-01-01', 0)
                """)
                .param("id", id)
                .param("parent", parent)
                .param("level", level)
                .param("form", form)
                .param("name", tag + level)
                .param("area", area)
                .update();
        return id;
    }

    private UUID person(String name) {
        UUID id = Ids.next();
        jdbc.sql("insert into person (id, name, version) values (?, ?, 0)")
                .params(id, tag + name)
                .update();
        return id;
    }

    private UUID account(UUID person, String login) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into account (id, person_id, login, password_hash, must_change, password_at, version)
                values (?, ?, ?, 'none', false, now(), 0)
                """).params(id, person, tag + login).update();
        return id;
    }

    private UUID hold(UUID person, PostType type, UUID area, UUID unit) {
        UUID post = Ids.next();
        jdbc.sql("insert into post (id, type, area_id, unit_id, version) values (:id, :type, :area, :unit, 0)")
                .param("id", post)
                .param("type", type.name())
                .param("area", area)
                .param("unit", unit)
                .update();
        jdbc.sql("""
                insert into post_holding (id, post_id, person_id, held_from, version)
                values (?, ?, ?, date '2020-01-01', 0)
                """).params(Ids.next(), post, person).update();
        return post;
    }

    private UUID governanceCase(UUID district, UUID street, UUID community, UUID grid, UUID reporter, UUID holder) {
        UUID id = Ids.next();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("number", "X" + id);
        row.put("status", "REPORTED");
        row.put("level", grid == null ? "COMMUNITY" : "GRID");
        row.put("source", org.shaodao.casework.CaseSource.PATROL.name());
        row.put("title", "title");
        row.put("description", "description");
        row.put("district_id", district);
        row.put("street_id", street);
        row.put("community_id", community);
        row.put("grid_id", grid);
        row.put("reporter_id", reporter);
        row.put("holder_unit_id", holder);
        insert("governance_case", row);
        return id;
    }

    private UUID order(UUID governanceCase, UUID unit) {
        UUID id = Ids.next();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("case_id", governanceCase);
        row.put("sequence", 1);
        row.put("unit_id", unit);
        row.put("dispatcher_unit_id", unit);
        row.put("kind", "DISPATCH");
        insert("dispatch_order", row);
        return id;
    }

    private UUID supervision(UUID governanceCase) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into supervision_order (id, case_id, level, state, unit_id, due_at, made_at, version)
                select :id, c.id, 'L2', 'PROPOSED', c.holder_unit_id, now(), now(), 0 from governance_case c where c.id = :case
                """).param("id", id).param("case", governanceCase).update();
        return id;
    }

    private UUID importRun(UUID area) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into import_run (id, kind, source, file_name, started_at, dry_run, state, district_id, street_id)
                select :id, 'HOTLINE', :tag, 'x.csv', now(), false, 'DONE', district_id, street_id
                  from area where id = :area
                """).param("id", id).param("tag", tag).param("area", area).update();
        return id;
    }

    private UUID building(UUID area) {
        UUID id = Ids.next();
        jdbc.sql("insert into building (id, grid_id, name, added_at, added_by) values (?, ?, 'x', now(), ?)")
                .params(id, area, id)
                .update();
        return id;
    }

    private UUID idOfBuilding(Place place) {
        return buildings.computeIfAbsent(place.area(), this::building);
    }

    private UUID household(UUID building) {
        return households.computeIfAbsent(building, of -> {
            UUID id = Ids.next();
            jdbc.sql("insert into household (id, building_id, label, position) values (?, ?, 'x', 0)")
                    .params(id, of)
                    .update();
            return id;
        });
    }

    private UUID assistance(UUID area) {
        UUID id = Ids.next();
        UUID unit = places.get(Relation.OTHER_DISTRICT).unit();
        jdbc.sql("""
                insert into assistance_request (id, from_unit_id, requested_by, requested_at, district_id, grid_id,
                                                desk_unit_id, category_id, purpose, legal_basis, wanted_on, state, version)
                values (:id, :unit, :id, now(), :area, :area, :unit, :category, 'x', 'x', date '2026-01-05', 'APPROVED', 0)
                """)
                .param("id", id)
                .param("unit", unit)
                .param("area", area)
                .param("category", category)
                .update();
        return id;
    }

    private UUID mediation(UUID governanceCase) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into mediation (id, case_id, kind, state, mediator, opened_at, opened_by, version)
                values (:id, :case, 'MEDIATION', 'OPEN', 'x', now(), :case, 0)
                """).param("id", id).param("case", governanceCase).update();
        return id;
    }

    private UUID file(UUID governanceCase) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into case_file (id, case_id, kind, name, media_type, size, width, height, original_hash, added_at, added_by)
                values (:id, :case, 'BEFORE', 'x.jpg', 'image/jpeg', 1, 1, 1, '\\x00', now(), :case)
                """).param("id", id).param("case", governanceCase).update();
        jdbc.sql("insert into case_file_content (file_id, content, thumbnail) values (?, '\\x00', '\\x00')")
                .param(id)
                .update();
        return id;
    }

    /** A rule of the district the area lies in. */
    private UUID routingRule(UUID area) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into routing_rule (id, line_id, edition, district_id, position, name, source, target_unit_id,
                                          valid_from, active, version)
                select :id, :id, 1, coalesce(a.district_id, a.id), 10, :tag, 'PATROL',
                       (select u.id from unit u where u.area_id = a.id order by u.id limit 1), now(), true, 0
                  from area a where a.id = :area
                """).param("id", id).param("tag", tag).param("area", area).update();
        return id;
    }

    private UUID upload(UUID account) {
        UUID id = Ids.next();
        String file = "编号,时间,内容\n" + id + ",2026-01-05,下水道堵了三天没人管\n";
        jdbc.sql("insert into import_upload (id, account_id, file_name, sealed, at) values (?, ?, 'x.csv', ?, now())")
                .params(
                        id,
                        account,
                        vault.seal(java.util.Base64.getEncoder()
                                .encodeToString(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .update();
        return id;
    }

    /** A meeting of the street in which the case lies, over that case. */
    private UUID meeting(UUID governanceCase) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into meeting (id, number, state, title, agenda, place, starts_at, district_id, street_id, host_unit_id,
                                     subject_type, subject_id, created_at, version)
                select :id, 'M' || :id, 'PLANNED', 'x', 'x', 'x', now(), c.district_id, c.street_id, u.id, 'case', c.id, now(), 0
                  from governance_case c
                  join unit u on u.area_id in (c.street_id, c.grid_id, c.community_id)
                 where c.id = :case
                 order by u.kind = 'STREET_DESK' desc limit 1
                """).param("id", id).param("case", governanceCase).update();
        return id;
    }

    private UUID notice(UUID account) {
        UUID id = Ids.next();
        jdbc.sql(
                        "insert into notice (id, at, key, urgent, subject_type, subject_id) values (?, now(), 'x', false, 'x', ?)")
                .params(id, id)
                .update();
        jdbc.sql("insert into notice_reader (account_id, notice_id, at) values (?, ?, now())")
                .params(account, id)
                .update();
        return id;
    }

    private UUID target(UUID unit) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into notice_target (id, unit_id, channel, name, address_sealed, address_hint, digest_minutes, paused, version)
                values (?, ?, 'EMAIL', 'x', ?, 'x', 0, false, 0)
                """).params(id, unit, vault.seal("nobody@example.org")).update();
        return id;
    }

    /** A whistle at the place of a case, applied for by its reporter; the units that take part in the case read it. */
    private UUID whistle(UUID governanceCase) {
        UUID id = Ids.next();
        Map<String, Object> row =
                new LinkedHashMap<>(jdbc.sql("""
                        select district_id, street_id, community_id, grid_id, reporter_id as applicant_id,
                               holder_unit_id as owner_unit_id from governance_case where id = ?
                        """).param(governanceCase).query().singleRow());
        row.put("id", id);
        row.put("number", "X" + id);
        row.put("state", "PENDING_APPROVAL");
        row.put("kind", "KEY_WORK");
        row.put("level", "ROUTINE");
        row.put("scope", "OTHER");
        row.put("source", "CASE");
        row.put("report_in_mode", "ON_SITE");
        insert("whistle_call", row);
        jdbc.sql("insert into whistle_participation (unit_id, call_id, since)"
                        + " select unit_id, ?, now() from case_participation where case_id = ?")
                .params(id, governanceCase)
                .update();
        return id;
    }

    /** A template of the street that a place lies in. */
    private UUID matter(UUID area) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into joint_matter (id, area_id, name, changed_at, version)
                select :id, coalesce(a.street_id, a.id), :tag, now(), 0 from area a where a.id = :area
                """).param("id", id).param("tag", tag).param("area", area).update();
        return id;
    }

    private UUID category() {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into category (id, code, root, name, limit_class, version)
                select ?, ?, 'EVENT', 'category', code, 0 from limit_class order by code limit 1
                """).params(id, tag + "00").update();
        return id;
    }

    /** Inserts a row; columns that must have a value and were not named get an empty one, so that new columns do not break the world. */
    private void insert(String table, Map<String, Object> named) {
        Map<String, Object> row = new LinkedHashMap<>(named);
        jdbc.sql("""
                select column_name, data_type from information_schema.columns
                 where table_schema = current_schema() and table_name = ? and is_nullable = 'NO' and column_default is null
                """)
                .param(table)
                .query((line, number) -> Map.entry(line.getString(1), line.getString(2)))
                .list()
                .forEach(column -> row.computeIfAbsent(column.getKey(), name -> empty(column.getValue())));
        String columns = String.join(", ", row.keySet());
        String values =
                row.keySet().stream().map(name -> ":" + name).collect(java.util.stream.Collectors.joining(", "));
        var statement = jdbc.sql("insert into " + table + " (" + columns + ") values (" + values + ")");
        for (Map.Entry<String, Object> value : row.entrySet()) {
            statement = statement.param(value.getKey(), value.getValue());
        }
        statement.update();
    }

    private static Object empty(String type) {
        return switch (type) {
            case "boolean" -> false;
            case "text" -> "x";
            case "timestamp with time zone" ->
                java.sql.Timestamp.from(java.time.Clock.systemUTC().instant());
            case "date" -> java.sql.Date.valueOf("2020-01-01");
            case "uuid" -> UUID.randomUUID();
            case "bytea" -> new byte[0];
            default -> 0;
        };
    }
}
