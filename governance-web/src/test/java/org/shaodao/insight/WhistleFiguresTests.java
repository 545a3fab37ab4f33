package org.shaodao.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shaodao.insight.service.WhistleFigures;
import org.shaodao.insight.service.WhistleFigures.Asked;
import org.shaodao.insight.service.WhistleFigures.Part;
import org.shaodao.insight.service.WhistleIndicator;
import org.shaodao.insight.service.WhistlePeriod;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.WhistleYear;
import org.shaodao.support.WhistleYear.Call;
import org.shaodao.support.WhistleYear.Response;
import org.shaodao.whistle.service.ReverseEvaluation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A year of Yinchuan's size: W-1 to W-12 equal what is computed another way, and every number is its list. */
@FlowTests
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhistleFiguresTests {

    private static final WhistlePeriod WHOLE = new WhistlePeriod(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    private static final WhistlePeriod MAY = new WhistlePeriod(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31));

    @Autowired
    JdbcTemplate template;

    @Autowired
    WhistleFigures figures;

    @Autowired
    ReverseEvaluation evaluation;

    @Autowired
    TestClock clock;

    private WhistleYear year;

    @BeforeAll
    void load() {
        year = new WhistleYear(template, 170);
    }

    private Actor with(Role role, AreaId area, AreaLevel level, UnitId unit) {
        return new Actor(
                new AccountId(new UUID(0, 170)), "读者", List.of(new PostGrant(role, area, level, unit, role.name())));
    }

    @Test
    void theYearHasTheSizeOfTheCity() {
        assertThat(year.calls()).hasSize(2700);
        assertThat(year.streets()).hasSize(26);
        assertThat(year.links().values().stream().flatMap(List::stream).distinct())
                .hasSize(4200);
    }

    @Test
    void everyIndicatorEqualsTheIndependentComputation() {
        for (Instant now : List.of(Instant.parse("2027-03-01T00:00:00Z"), Instant.parse("2026-05-20T04:00:00Z"))) {
            clock.set(now);
            for (WhistlePeriod period : List.of(WHOLE, MAY)) {
                compare(with(Role.CITY_VIEWER, year.city(), AreaLevel.CITY, null), period, c -> true, r -> true);
                UUID district = year.district(1).value();
                compare(
                        with(Role.DISTRICT_SUPERVISOR, year.district(1), AreaLevel.DISTRICT, null),
                        period,
                        c -> c.equals(district) || streetOf(c).equals(district),
                        r -> true);
            }
        }
    }

    /** W-11 and W-12, by each unit: marks by a rule of their own, the composite in plain SQL with the weights as they begin. */
    @Test
    void marksAndCompositesOfUnitsEqualThePlainComputation() {
        clock.set(Instant.parse("2027-03-01T00:00:00Z"));
        template.update("""
                update whistle_response
                   set speed_mark = ascii(substr(id::text, 1, 1)) % 11, cooperation_mark = ascii(substr(id::text, 2, 1)) % 11,
                       result_mark = ascii(substr(id::text, 3, 1)) % 11, countersigned_at = feedback_at + interval '1 day'
                 where feedback_at is not null and substr(id::text, 4, 1) < 'c'
                """);
        Map<UUID, Double[]> plain = new HashMap<>();
        template.query(
                """
                        with p as (
                            select r.unit_id,
                                   100.0 * avg(case when r.sign_due_at < t and r.sign_due_at >= f
                                                    then case when r.signed_at <= r.sign_due_at then 1.0 else 0 end end) as w4,
                                   100.0 * avg(case when r.report_in_due_at < t and r.report_in_due_at >= f
                                                    then case when coalesce(case when r.disputed_at is null then r.arrived_at
                                                                                 else r.street_arrival_at end, 'infinity')
                                                              <= r.report_in_due_at then 1.0 else 0 end end) as w5,
                                   100.0 * avg(case when r.feedback_due_at < t and r.feedback_due_at >= f
                                                    then case when r.sent_back_at is null and r.feedback_at <= r.feedback_due_at
                                                              then 1.0 else 0 end end) as w7,
                                   case when count(*) filter (where r.countersigned_at >= f and r.countersigned_at < t) >= 3
                                        then avg((r.speed_mark + r.cooperation_mark + r.result_mark) / 30.0 * 100)
                                             filter (where r.countersigned_at >= f and r.countersigned_at < t) end as w11
                              from whistle_response r join whistle_call c on c.id = r.call_id
                             cross join (select timestamptz '2026-01-01 00:00+08' as f, timestamptz '2027-01-01 00:00+08' as t) x
                             where r.released_at is null and c.blown_at is not null and c.district_id = ?
                             group by r.unit_id)
                        select unit_id, cast(w11 as double precision) as w11, cast(
                               (0.2 * coalesce(w4, 0) + 0.2 * coalesce(w5, 0) + 0.2 * coalesce(w7, 0) + 0.4 * w11)
                               / (0.4 + case when w4 is null then 0 else 0.2 end + case when w5 is null then 0 else 0.2 end
                                  + case when w7 is null then 0 else 0.2 end) as double precision) as w12
                          from p
                        """,
                row -> {
                    plain.put(
                            row.getObject("unit_id", UUID.class),
                            new Double[] {row.getObject("w11", Double.class), row.getObject("w12", Double.class)});
                },
                year.district(1).value());
        List<ReverseEvaluation.UnitFigures> units = evaluation.units(
                with(Role.DISTRICT_SUPERVISOR, year.district(1), AreaLevel.DISTRICT, null),
                new ReverseEvaluation.Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(units)
                .isNotEmpty()
                .anySatisfy(unit -> assertThat(unit.composite()).isNotNull());
        for (ReverseEvaluation.UnitFigures unit : units) {
            assertSame(unit.marks(), plain.get(unit.id().value())[0]);
            assertSame(unit.composite(), plain.get(unit.id().value())[1]);
        }
    }

    private static void assertSame(Double shown, Double computed) {
        if (computed == null) {
            assertThat(shown).isNull();
        } else {
            assertThat(shown).isCloseTo(computed, within(1e-6));
        }
    }

    private UUID streetOf(UUID street) {
        return year.calls().stream()
                .filter(call -> call.street().equals(street))
                .map(Call::district)
                .findFirst()
                .orElseGet(() -> year.matters().stream()
                        .filter(matter -> matter.street().equals(street))
                        .map(WhistleYear.Matter::district)
                        .findFirst()
                        .orElse(street));
    }

    private void compare(Actor actor, WhistlePeriod period, Predicate<UUID> inStreet, Predicate<Response> ofUnit) {
        WhistleFigures.Board board = figures.board(actor, new Asked(period, null, null));
        Map<WhistleIndicator, Rate> expected = expected(period, inStreet, ofUnit);
        assertThat(board.totals()).isEqualTo(expected);
        Map<WhistleIndicator, Rate> summed = new EnumMap<>(WhistleIndicator.class);
        Stream.concat(board.streets().stream(), board.units().stream())
                .flatMap(line -> line.rates().entrySet().stream())
                .filter(entry -> entry.getKey() != WhistleIndicator.W2)
                .forEach(entry -> summed.merge(
                        entry.getKey(),
                        entry.getValue(),
                        (one, two) -> new Rate(
                                one.hits() + two.hits(), one.of() == null ? null : Long.valueOf(one.of() + two.of()))));
        summed.forEach(
                (indicator, rate) -> assertThat(rate).as(indicator.name()).isEqualTo(expected.get(indicator)));
        for (WhistleFigures.Line line : board.streets()) {
            assertThat(line.rates())
                    .as(line.name())
                    .isEqualTo(streetsOnly(expected(period, street -> street.equals(line.id()), r -> true)));
        }
    }

    private static Map<WhistleIndicator, Rate> streetsOnly(Map<WhistleIndicator, Rate> all) {
        return all.entrySet().stream()
                .filter(entry -> !entry.getKey().isOfUnits())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Loops over what was written, with the words of the definitions and no SQL. */
    private Map<WhistleIndicator, Rate> expected(
            WhistlePeriod period, Predicate<UUID> inStreet, Predicate<Response> ofUnit) {
        Instant from = period.first().atStartOfDay(Zone.ID).toInstant();
        Instant end = period.last().plusDays(1).atStartOfDay(Zone.ID).toInstant();
        Instant to = end.isAfter(clock.instant()) ? clock.instant() : end;
        Predicate<Instant> in = at -> at != null && !at.isBefore(from) && at.isBefore(to);
        List<Call> calls =
                year.calls().stream().filter(c -> inStreet.test(c.street())).toList();
        Map<UUID, Call> byId = year.calls().stream().collect(Collectors.toMap(Call::id, c -> c));
        List<Response> responses = year.responses().stream()
                .filter(r -> inStreet.test(byId.get(r.call()).street()))
                .filter(r -> r.released() == null)
                .filter(ofUnit)
                .toList();
        List<Call> blown = calls.stream().filter(c -> in.test(c.blown())).toList();
        List<Call> closed = calls.stream().filter(c -> in.test(c.closed())).toList();
        List<Call> due = calls.stream().filter(c -> in.test(c.due())).toList();
        Set<UUID> solved = new HashSet<>();
        closed.forEach(c -> solved.addAll(year.links().get(c.id())));
        long accepted = year.matters().stream()
                .filter(m -> inStreet.test(m.street()))
                .filter(m -> in.test(m.accepted()))
                .count();
        List<Response> toSign =
                responses.stream().filter(r -> in.test(r.signDue())).toList();
        List<Response> toCome =
                responses.stream().filter(r -> in.test(r.arriveDue())).toList();
        List<Response> toAnswer =
                responses.stream().filter(r -> in.test(r.answerDue())).toList();
        Map<WhistleIndicator, Rate> rates = new EnumMap<>(WhistleIndicator.class);
        rates.put(WhistleIndicator.W1, Rate.count(blown.size()));
        rates.put(WhistleIndicator.W2, Rate.count(solved.size()));
        rates.put(WhistleIndicator.W3, new Rate(blown.size(), accepted));
        rates.put(WhistleIndicator.W4, share(toSign, r -> notAfter(r.signed(), r.signDue())));
        rates.put(WhistleIndicator.W5, share(toCome, r -> notAfter(arrival(r), r.arriveDue())));
        rates.put(
                WhistleIndicator.W6,
                Rate.count(toCome.stream()
                        .filter(r -> arrival(r) == null || !arrival(r).isBefore(to))
                        .count()));
        rates.put(
                WhistleIndicator.W7,
                share(
                        toAnswer,
                        r -> notAfter(r.answered(), r.answerDue())
                                && (r.sentBack() == null || r.answered().isAfter(r.sentBack()))));
        rates.put(
                WhistleIndicator.W8,
                share(due, c -> c.closed() != null && c.closed().isBefore(to)));
        rates.put(
                WhistleIndicator.W9,
                share(
                        closed,
                        c -> year.calls().stream()
                                .anyMatch(again -> c.id().equals(again.again())
                                        && again.blown() != null
                                        && !again.blown().isAfter(c.closed().plus(Duration.ofDays(180))))));
        rates.put(WhistleIndicator.W10, share(blown, c -> c.invalid() != null));
        return rates;
    }

    private static Instant arrival(Response response) {
        return response.disputed() == null ? response.arrived() : response.streetArrival();
    }

    private static boolean notAfter(Instant done, Instant due) {
        return done != null && !done.isAfter(due);
    }

    private static <T> Rate share(List<T> looked, Predicate<T> hit) {
        return new Rate(looked.stream().filter(hit).count(), (long) looked.size());
    }

    @Test
    void aStreetSeesItsOwnAndAUnitItsOwn() {
        clock.set(Instant.parse("2027-03-01T00:00:00Z"));
        AreaId street = year.street(0);
        WhistleFigures.Board own = figures.board(
                with(Role.STREET_DESK, street, AreaLevel.STREET, UnitId.next()), new Asked(WHOLE, null, null));
        assertThat(own.totals()).isEqualTo(expected(WHOLE, s -> s.equals(street.value()), r -> true));
        assertThat(own.streets()).extracting(WhistleFigures.Line::id).containsExactly(street.value());

        UnitId unit = year.unit(0, 0);
        WhistleFigures.Board answered = figures.board(
                with(Role.RESPONDER, year.district(0), AreaLevel.DISTRICT, unit), new Asked(WHOLE, null, null));
        Map<WhistleIndicator, Rate> all =
                expected(WHOLE, s -> true, r -> r.unit().equals(unit.value()));
        assertThat(answered.totals().keySet()).allMatch(WhistleIndicator::isOfUnits);
        answered.totals().forEach((indicator, rate) -> assertThat(rate).isEqualTo(all.get(indicator)));
        assertThat(answered.streets()).isEmpty();
    }

    @Test
    void everyListIsAsLongAsItsNumber() {
        clock.set(Instant.parse("2027-03-01T00:00:00Z"));
        Actor supervisor = with(Role.DISTRICT_SUPERVISOR, year.district(0), AreaLevel.DISTRICT, null);
        Map<WhistleIndicator, Rate> totals =
                figures.board(supervisor, new Asked(MAY, null, null)).totals();
        totals.forEach((indicator, rate) -> {
            assertThat(listed(supervisor, indicator, Part.HITS))
                    .as(indicator + " hits")
                    .isEqualTo(rate.hits());
            if (rate.of() != null) {
                assertThat(listed(supervisor, indicator, Part.OF))
                        .as(indicator + " of")
                        .isEqualTo(rate.of());
            }
        });
    }

    private long listed(Actor actor, WhistleIndicator indicator, Part part) {
        Asked asked = new Asked(MAY, null, null);
        Set<UUID> seen = new HashSet<>();
        String after = null;
        do {
            var slice = figures.list(actor, indicator, part, asked, after);
            slice.rows().forEach(row -> assertThat(seen.add(row.id())).isTrue());
            after = slice.next();
        } while (after != null);
        assertThat(figures.count(actor, indicator, part, asked)).isEqualTo(seen.size());
        return seen.size();
    }

    @Test
    void reviewersSeeNumbersWithoutTitles() {
        clock.set(Instant.parse("2027-03-01T00:00:00Z"));
        Actor reviewer = with(Role.DISTRICT_REVIEWER, year.district(0), AreaLevel.DISTRICT, null);

        assertThat(figures.list(reviewer, WhistleIndicator.W1, Part.HITS, new Asked(MAY, null, null), null)
                        .rows())
                .isNotEmpty()
                .allMatch(row -> row.title() == null);
    }
}
