package org.shaodao.support;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A year of whistles of Yinchuan's size: 2,700 calls over 26 streets of three districts with 4,200 cases, and 3,000 cases
 * more that streets accepted. The same seed always gives the same year. What was written is kept in memory, so that a test
 * can compute the indicators once more without a database.
 */
public final class WhistleYear {

    public static final int CALLS = 2700;
    public static final int MATTERS = 4200;
    public static final int STREETS = 26;

    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T16:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String[] KINDS = {"PUBLIC_CONCERN", "JOINT_ENFORCEMENT", "EMERGENCY", "KEY_WORK"};
    private static final String[] LEVELS = {"ROUTINE", "ROUTINE", "ROUTINE", "TACKLING", "STUBBORN"};

    /** A call as it was written. */
    public record Call(
            UUID id,
            UUID street,
            UUID district,
            Instant blown,
            Instant due,
            Instant closed,
            Instant invalid,
            UUID again) {}

    /** A response as it was written. */
    public record Response(
            UUID id,
            UUID call,
            UUID unit,
            Instant signDue,
            Instant signed,
            Instant arriveDue,
            Instant arrived,
            Instant disputed,
            Instant streetArrival,
            Instant answerDue,
            Instant answered,
            Instant sentBack,
            Instant released) {}

    /** A case as it was written; {@code accepted} by the desk of its street, or null. */
    public record Matter(UUID id, UUID street, UUID district, Instant accepted) {}

    private final JdbcTemplate jdbc;
    private final Random random;
    private final String code;
    private final List<UUID> districts = new ArrayList<>();
    private final Map<UUID, UUID> streets = new LinkedHashMap<>();
    private final Map<UUID, UUID> desks = new LinkedHashMap<>();
    private final Map<UUID, List<UUID>> units = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Response> responses = new ArrayList<>();
    private final List<Matter> matters = new ArrayList<>();
    private final Map<UUID, List<UUID>> links = new LinkedHashMap<>();
    private UUID city;

    public WhistleYear(JdbcTemplate jdbc, long seed) {
        this.jdbc = jdbc;
        this.random = new Random(seed);
        this.code = "97" + (1000 + random.nextInt(9000));
        places();
        make();
        write();
    }

    public List<Call> calls() {
        return calls;
    }

    public List<Response> responses() {
        return responses;
    }

    public List<Matter> matters() {
        return matters;
    }

    /** Cases of each call. */
    public Map<UUID, List<UUID>> links() {
        return links;
    }

    public AreaId city() {
        return new AreaId(city);
    }

    public AreaId district(int number) {
        return new AreaId(districts.get(number));
    }

    public AreaId street(int number) {
        return new AreaId(new ArrayList<>(streets.keySet()).get(number));
    }

    public UnitId unit(int district, int number) {
        return new UnitId(units.get(districts.get(district)).get(number));
    }

    private void places() {
        city = area(null, "CITY", code + "C", "示例市", null, null);
        for (int d = 0; d < 3; d++) {
            UUID district = area(city, "DISTRICT", code + d + "00000", "示例" + (d + 1) + "区", city, null);
            districts.add(district);
            List<UUID> all = new ArrayList<>();
            for (int u = 0; u < 12; u++) {
                all.add(unit(district, u < 9 ? "DEPARTMENT" : "ENTERPRISE", code + d + "U" + (10 + u)));
            }
            units.put(district, all);
        }
        for (int s = 0; s < STREETS; s++) {
            UUID district = districts.get(s % 3);
            UUID street =
                    area(district, "STREET", code + (s % 3) + "S" + (10 + s), "示例" + (s + 1) + "街道", city, district);
            streets.put(street, district);
            desks.put(street, unit(street, "STREET_DESK", code + "D" + (10 + s)));
        }
    }

    private void make() {
        List<UUID> all = new ArrayList<>(streets.keySet());
        for (int i = 0; i < MATTERS + 3000; i++) {
            UUID street = all.get(random.nextInt(STREETS));
            matters.add(new Matter(id(), street, streets.get(street), random.nextInt(10) == 0 ? null : within()));
        }
        for (int i = 0; i < CALLS; i++) {
            UUID street = all.get(Math.min(STREETS - 1, (int) Math.abs(random.nextGaussian() * 9)));
            Instant blown = random.nextInt(50) == 0 ? null : within();
            Instant due = blown == null ? null : blown.plus(Duration.ofDays(5 + random.nextInt(20)));
            Instant closed = blown == null || random.nextInt(12) == 0
                    ? null
                    : blown.plus(Duration.ofHours(24 + random.nextInt(800)));
            Instant invalid =
                    blown != null && random.nextInt(40) == 0 ? blown.plus(Duration.ofDays(random.nextInt(60))) : null;
            UUID again = i > 100 && random.nextInt(30) == 0
                    ? calls.get(random.nextInt(i)).id()
                    : null;
            Call call = new Call(id(), street, streets.get(street), blown, due, closed, invalid, again);
            calls.add(call);
            links.put(call.id(), new ArrayList<>());
            if (blown != null) {
                answers(call);
            }
        }
        for (int m = 0; m < MATTERS; m++) {
            Call call = calls.get(m < CALLS ? m : random.nextInt(CALLS));
            links.get(call.id()).add(matters.get(m).id());
        }
        // one case may stand behind two calls: it is counted once
        for (int i = 0; i < 150; i++) {
            List<UUID> of = links.get(calls.get(random.nextInt(CALLS)).id());
            UUID other = matters.get(random.nextInt(MATTERS)).id();
            if (!of.contains(other)) {
                of.add(other);
            }
        }
    }

    private void answers(Call call) {
        List<UUID> near = units.get(call.district());
        int count = 1 + random.nextInt(4);
        int first = random.nextInt(near.size());
        for (int i = 0; i < count; i++) {
            Instant signDue = call.blown().plus(Duration.ofHours(1));
            Instant arriveDue = call.blown().plus(Duration.ofDays(3));
            Instant answerDue = call.blown().plus(Duration.ofDays(7));
            Instant arrived = maybe(call.blown(), 96);
            boolean disputes = arrived != null && random.nextInt(15) == 0;
            Instant answered = maybe(call.blown(), 220);
            Instant sentBack = answered != null && random.nextInt(20) == 0 ? answered.plus(Duration.ofHours(3)) : null;
            responses.add(new Response(
                    id(),
                    call.id(),
                    near.get((first + i) % near.size()),
                    signDue,
                    maybe(call.blown(), 2),
                    arriveDue,
                    arrived,
                    disputes ? arrived.plus(Duration.ofHours(1)) : null,
                    disputes && random.nextBoolean() ? arrived.plus(Duration.ofHours(30)) : null,
                    answerDue,
                    answered,
                    sentBack,
                    random.nextInt(25) == 0 ? call.blown().plus(Duration.ofHours(1)) : null));
        }
    }

    private Instant within() {
        return NEW_YEAR.plusSeconds(Math.floorMod(random.nextLong(), YEAR.toSeconds()));
    }

    private Instant maybe(Instant from, int hours) {
        return random.nextInt(14) == 0 ? null : from.plusSeconds(random.nextInt(hours * 3600));
    }

    private UUID id() {
        return new UUID(
                random.nextLong() & ~0xf000L | 0x7000L, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }

    // ---- writing

    private UUID area(UUID parent, String level, String number, String name, UUID inCity, UUID inDistrict) {
        UUID id = id();
        jdbc.update(
                "insert into area (id, parent_id, level, code, name, city_id, district_id, valid_from, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, date '2020-01-01', 0)",
                id,
                parent,
                level,
                number,
                name,
                inCity,
                inDistrict);
        return id;
    }

    private UUID unit(UUID area, String kind, String number) {
        UUID id = id();
        jdbc.update(
                "insert into unit (id, kind, code, name, area_id, valid_from, version) values (?, ?, ?, ?, ?, date '2020-01-01', 0)",
                id,
                kind,
                number,
                "示例单位" + number,
                area);
        return id;
    }

    private void write() {
        batch(
                "insert into governance_case (id, number, status, level, source, title, description, district_id, street_id,"
                        + " holder_unit_id, accepting_unit_id, reported_at, accepted_at, state_changed_at, event_count, version)"
                        + " values (?, ?, 'ACCEPTED', 'STREET', 'DESK', '示例事件', '示例事件', ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                matters,
                m -> new Object[] {
                    m.id(),
                    code + m.id(),
                    m.district(),
                    m.street(),
                    desks.get(m.street()),
                    m.accepted() == null ? null : desks.get(m.street()),
                    Timestamp.from(NEW_YEAR),
                    at(m.accepted()),
                    Timestamp.from(NEW_YEAR)
                });
        batch(
                "insert into whistle_call (id, number, state, kind, level, scope, source, title, problem, tried, district_id,"
                        + " street_id, owner_unit_id, report_in_mode, blown_at, due_at, closed_at, invalid_at, reblown_from,"
                        + " created_at, state_changed_at, event_count, version)"
                        + " values (?, ?, ?, ?, ?, 'DEPARTMENTS', 'CASE', '示例哨', '示例', '示例', ?, ?, ?, 'ON_SITE', ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                calls,
                c -> new Object[] {
                    c.id(),
                    code + c.id(),
                    c.blown() == null ? "REFUSED" : c.closed() == null ? "HANDLING" : "CLOSED",
                    KINDS[random.nextInt(KINDS.length)],
                    LEVELS[random.nextInt(LEVELS.length)],
                    c.district(),
                    c.street(),
                    desks.get(c.street()),
                    at(c.blown()),
                    at(c.due()),
                    at(c.closed()),
                    at(c.invalid()),
                    c.again(),
                    Timestamp.from(NEW_YEAR),
                    Timestamp.from(NEW_YEAR)
                });
        batch(
                "insert into whistle_response (id, call_id, unit_id, unit_kind, role, state, task, sign_due_at, signed_at,"
                        + " report_in_due_at, arrived_at, disputed_at, street_arrival_at, feedback_due_at, feedback_at,"
                        + " sent_back_at, released_at, version)"
                        + " values (?, ?, ?, 'DEPARTMENT', 'CO', 'NOTIFIED', '示例任务', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                responses,
                r -> new Object[] {
                    r.id(),
                    r.call(),
                    r.unit(),
                    at(r.signDue()),
                    at(r.signed()),
                    at(r.arriveDue()),
                    at(r.arrived()),
                    at(r.disputed()),
                    at(r.streetArrival()),
                    at(r.answerDue()),
                    at(r.answered()),
                    at(r.sentBack()),
                    at(r.released())
                });
        List<Object[]> pairs = new ArrayList<>();
        links.forEach((call, of) -> of.forEach(one -> pairs.add(new Object[] {call, one})));
        jdbc.batchUpdate("insert into whistle_case (call_id, case_id) values (?, ?)", pairs);
    }

    private <T> void batch(String sql, List<T> rows, java.util.function.Function<T, Object[]> values) {
        for (int i = 0; i < rows.size(); i += 500) {
            jdbc.batchUpdate(
                    sql,
                    rows.subList(i, Math.min(rows.size(), i + 500)).stream()
                            .map(values)
                            .toList());
        }
    }

    private static Timestamp at(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** Every street, in the order of their numbers. */
    public List<AreaId> streets() {
        return streets.keySet().stream().map(AreaId::new).toList();
    }

    @Override
    public String toString() {
        return "WhistleYear" + Arrays.asList(calls.size(), responses.size(), matters.size());
    }
}
