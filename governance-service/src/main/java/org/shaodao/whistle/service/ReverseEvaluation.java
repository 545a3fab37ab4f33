package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.ResponseState;
import org.shaodao.whistle.WhistleId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the units answer the streets' whistles, and how the streets blow them (feature A8.11): parts with their numerators
 * and denominators, a composite by weights that add up to 100, no score below {@value #ENOUGH} marks, and never a rank.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ReverseEvaluation {

    /** Fewer evaluated responses than these give no score. */
    public static final int ENOUGH = 3;

    private static final UUID SETTING =
            UUID.nameUUIDFromBytes("whistle-setting".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private static final String UNITS = """
            select u.id, u.name, u.kind,
                   count(*) as called,
                   count(*) filter (where r.sign_due_at >= :from and r.sign_due_at < :to) as sign_all,
                   count(*) filter (where r.sign_due_at >= :from and r.sign_due_at < :to
                                      and r.signed_at <= r.sign_due_at) as sign_kept,
                   count(*) filter (where r.report_in_due_at >= :from and r.report_in_due_at < :to) as come_all,
                   count(*) filter (where r.report_in_due_at >= :from and r.report_in_due_at < :to
                                      and (case when r.disputed_at is null then r.arrived_at else r.street_arrival_at end)
                                          <= r.report_in_due_at) as come_kept,
                   count(*) filter (where r.feedback_due_at >= :from and r.feedback_due_at < :to) as answer_all,
                   count(*) filter (where r.feedback_due_at >= :from and r.feedback_due_at < :to
                                      and r.sent_back_at is null and r.feedback_at <= r.feedback_due_at) as answer_kept,
                   count(*) filter (where r.countersigned_at >= :from and r.countersigned_at < :to
                                      and r.appeal_upheld is distinct from true) as marked,
                   coalesce(sum(r.speed_mark + r.cooperation_mark + r.result_mark)
                       filter (where r.countersigned_at >= :from and r.countersigned_at < :to
                                 and r.appeal_upheld is distinct from true), 0) as points
              from whistle_response r
              join whistle_call c on c.id = r.call_id
              join unit u on u.id = r.unit_id
             where r.released_at is null and c.blown_at is not null
               and (r.sign_due_at >= :from and r.sign_due_at < :to
                    or r.report_in_due_at >= :from and r.report_in_due_at < :to
                    or r.feedback_due_at >= :from and r.feedback_due_at < :to
                    or r.countersigned_at >= :from and r.countersigned_at < :to)
               and %s
             group by u.id, u.name, u.kind
             order by u.kind, u.name
            """;

    private static final String STREETS = """
            select s.id, s.name,
                   count(*) as blown,
                   count(*) filter (where c.invalid_at is not null) as invalid,
                   count(*) filter (where c.state = 'RECALLED') as recalled,
                   count(*) filter (where c.reblown_from is not null) as again,
                   count(*) filter (where c.due_at < :to) as due_all,
                   count(*) filter (where c.due_at < :to and c.closed_at < :to) as due_closed,
                   (select count(*) from governance_case k join unit d on d.id = k.accepting_unit_id
                     where k.street_id = s.id and d.kind = 'STREET_DESK'
                       and k.accepted_at >= :from and k.accepted_at < :to) as accepted
              from whistle_call c
              join area s on s.id = c.street_id
             where c.blown_at >= :from and c.blown_at < :to and %s
             group by s.id, s.name, s.code
             order by s.code
            """;

    private static final String BEHIND = """
            select c.id, c.number, c.title, s.name as street, r.role, r.state, r.sign_due_at, r.signed_at,
                   r.report_in_due_at,
                   case when r.disputed_at is null then r.arrived_at else r.street_arrival_at end as arrival,
                   r.feedback_due_at, case when r.sent_back_at is null then r.feedback_at end as feedback_at,
                   case when r.countersigned_at is not null then r.speed_mark end as speed,
                   case when r.countersigned_at is not null then r.cooperation_mark end as cooperation,
                   case when r.countersigned_at is not null then r.result_mark end as result,
                   coalesce(r.appeal_upheld, false) as excluded
              from whistle_response r
              join whistle_call c on c.id = r.call_id
              join area s on s.id = c.street_id
             where r.unit_id = :unit and r.released_at is null and c.blown_at is not null
               and (r.sign_due_at >= :from and r.sign_due_at < :to
                    or r.report_in_due_at >= :from and r.report_in_due_at < :to
                    or r.feedback_due_at >= :from and r.feedback_due_at < :to
                    or r.countersigned_at >= :from and r.countersigned_at < :to)
               and %s
             order by c.blown_at desc, c.id
             limit 200
            """;

    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Days from and to, both included. */
    public record Period(LocalDate from, LocalDate to) {

        Instant start() {
            return from.atStartOfDay(Zone.ID).toInstant();
        }

        Instant end(Instant now) {
            Instant end = to.plusDays(1).atStartOfDay(Zone.ID).toInstant();
            return end.isAfter(now) ? now : end;
        }
    }

    /** The weights in percent, and between which whistle rates, in percent, a street is in the usual band. */
    public record Setting(
            int signWeight,
            int reportInWeight,
            int feedbackWeight,
            int marksWeight,
            int bandLow,
            int bandHigh,
            long version) {}

    /** A part with what it is made of; empty while nothing fell due. */
    public record Part(long kept, long all) {

        /** In percent, null for nothing. */
        public @Nullable Double percent() {
            return all == 0 ? null : 100.0 * kept / all;
        }
    }

    /** One unit's figures. {@code composite}: null below {@link #ENOUGH} marks; {@code partial}: parts were missing. */
    public record UnitFigures(
            UnitId id,
            String name,
            org.shaodao.organisation.UnitKind kind,
            long called,
            Part sign,
            Part reportIn,
            Part feedback,
            long marked,
            @Nullable Double marks,
            @Nullable Double composite,
            boolean partial) {}

    /** One street's figures; the rate is shown as a band and never ranked (W-3). */
    public record StreetFigures(
            UUID id,
            String name,
            long blown,
            long accepted,
            Band band,
            Part closed,
            long invalid,
            long recalled,
            long again) {}

    /** Where a street's whistle rate lies. */
    public enum Band {
        UNKNOWN,
        BELOW,
        WITHIN,
        ABOVE
    }

    /** One response behind a unit's figures. */
    public record Behind(
            WhistleId id,
            String number,
            String title,
            String street,
            ResponderRole role,
            ResponseState state,
            @Nullable Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable Instant reportInDueAt,
            @Nullable Instant arrival,
            @Nullable Instant feedbackDueAt,
            @Nullable Instant feedbackAt,
            @Nullable Integer speed,
            @Nullable Integer cooperation,
            @Nullable Integer result,
            boolean excluded) {}

    private record UnitRow(
            UUID id,
            String name,
            org.shaodao.organisation.UnitKind kind,
            long called,
            long signAll,
            long signKept,
            long comeAll,
            long comeKept,
            long answerAll,
            long answerKept,
            long marked,
            long points) {}

    private record StreetRow(
            UUID id,
            String name,
            long blown,
            long invalid,
            long recalled,
            long again,
            long dueAll,
            long dueClosed,
            long accepted) {}

    /** This year up to today. */
    public Period thisYear() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.ID);
        return new Period(today.withDayOfYear(1), today);
    }

    /** The weights and the band in force. */
    public Setting setting() {
        return jdbc.sql("select * from whistle_setting").query(Setting.class).single();
    }

    /** The figures of every unit the actor's scope shows; a responder sees his own units only. */
    public List<UnitFigures> units(Actor actor, Period period) {
        Setting weights = setting();
        Map<String, Object> params = params(period);
        String sql = UNITS.formatted(within(actor, params));
        return jdbc.sql(sql).params(params).query(UnitRow.class).list().stream()
                .map(row -> figures(row, weights))
                .toList();
    }

    /** The figures of every street the actor's scope shows, in the order of their codes. */
    public List<StreetFigures> streets(Actor actor, Period period) {
        Setting setting = setting();
        Map<String, Object> params = params(period);
        if (scope(actor) instanceof AreaScope.OfUnits) {
            return List.of();
        }
        String sql = STREETS.formatted(within(actor, params));
        return jdbc.sql(sql).params(params).query(StreetRow.class).list().stream()
                .map(row -> new StreetFigures(
                        row.id(),
                        row.name(),
                        row.blown(),
                        row.accepted(),
                        band(row, setting),
                        new Part(row.dueClosed(), row.dueAll()),
                        row.invalid(),
                        row.recalled(),
                        row.again()))
                .toList();
    }

    /** The responses behind a unit's figures; throws {@link NotFound} for a unit none of whose figures the actor sees. */
    public List<Behind> behind(Actor actor, UnitId unit, Period period) {
        Map<String, Object> params = params(period);
        params.put("unit", unit.value());
        List<Behind> rows = jdbc.sql(BEHIND.formatted(within(actor, params)))
                .params(params)
                .query(Behind.class)
                .list();
        if (rows.isEmpty()) {
            throw new NotFound("unit");
        }
        return rows;
    }

    /** The unit's name, for a reader of its figures. */
    public String name(UnitId unit) {
        return jdbc.sql("select name from unit where id = ?")
                .param(unit.value())
                .query(String.class)
                .single();
    }

    /** Changes weights and band; throws a rule unless the weights add up to 100, {@link Forbidden} for others than the supervisor. */
    @Transactional
    public void change(Actor actor, Setting wanted) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("nav.whistle-figures");
        }
        List<Integer> weights =
                List.of(wanted.signWeight(), wanted.reportInWeight(), wanted.feedbackWeight(), wanted.marksWeight());
        RuleViolation.require(
                weights.stream().allMatch(weight -> weight >= 0)
                        && weights.stream().mapToInt(Integer::intValue).sum() == 100,
                "whistle.weights-sum");
        RuleViolation.require(
                wanted.bandLow() >= 0 && wanted.bandHigh() > wanted.bandLow() && wanted.bandHigh() <= 100,
                "whistle.band-order");
        int changed = jdbc.sql("""
                        update whistle_setting
                           set sign_weight = :sign, report_in_weight = :come, feedback_weight = :answer, marks_weight = :marks,
                               band_low = :low, band_high = :high, version = version + 1
                         where version = :version
                        """)
                .param("sign", wanted.signWeight())
                .param("come", wanted.reportInWeight())
                .param("answer", wanted.feedbackWeight())
                .param("marks", wanted.marksWeight())
                .param("low", wanted.bandLow())
                .param("high", wanted.bandHigh())
                .param("version", wanted.version())
                .update();
        if (changed == 0) {
            throw new Conflict(null, null, null);
        }
        events.publishEvent(new Recorded(
                "whistle-setting",
                SETTING,
                actor.account().value(),
                Role.DISTRICT_SUPERVISOR.name(),
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "whistle.event.weights-changed",
                List.of("weights", "band"),
                null));
    }

    private static UnitFigures figures(UnitRow row, Setting weights) {
        Part sign = new Part(row.signKept(), row.signAll());
        Part come = new Part(row.comeKept(), row.comeAll());
        Part answer = new Part(row.answerKept(), row.answerAll());
        Double marks = row.marked() < ENOUGH ? null : 100.0 * row.points() / (30.0 * row.marked());
        double sum = 0;
        int weight = 0;
        boolean partial = false;
        @Nullable Double[] values = {sign.percent(), come.percent(), answer.percent(), marks};
        int[] shares = {weights.signWeight(), weights.reportInWeight(), weights.feedbackWeight(), weights.marksWeight()
        };
        for (int i = 0; i < values.length; i++) {
            Double value = values[i];
            if (value == null) {
                partial |= shares[i] > 0;
            } else {
                sum += value * shares[i];
                weight += shares[i];
            }
        }
        Double composite = marks == null || weight == 0 ? null : sum / weight;
        return new UnitFigures(
                new UnitId(row.id()),
                row.name(),
                row.kind(),
                row.called(),
                sign,
                come,
                answer,
                row.marked(),
                marks,
                composite,
                composite != null && partial);
    }

    private static Band band(StreetRow row, Setting setting) {
        if (row.accepted() == 0) {
            return Band.UNKNOWN;
        }
        double rate = 100.0 * row.blown() / row.accepted();
        return rate < setting.bandLow() ? Band.BELOW : rate > setting.bandHigh() ? Band.ABOVE : Band.WITHIN;
    }

    private Map<String, Object> params(Period period) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", period.start().atOffset(ZoneOffset.UTC));
        params.put("to", period.end(clock.instant()).atOffset(ZoneOffset.UTC));
        return params;
    }

    private AreaScope scope(Actor actor) {
        List<AreaScope> all = scopes.of(actor);
        for (AreaScope scope : all) {
            if (scope instanceof AreaScope.InAreas
                    && !actor.has(Role.COMMUNITY_DESK, Role.GRID_WORKER, Role.GRID_HEAD)) {
                return scope;
            }
            if (scope instanceof AreaScope.FiguresOnly) {
                return scope;
            }
        }
        return actor.has(Role.RESPONDER) && !actor.units().isEmpty()
                ? new AreaScope.OfUnits(actor.units())
                : new AreaScope.Nothing();
    }

    private String within(Actor actor, Map<String, Object> params) {
        AreaScope scope = scope(actor);
        if (scope instanceof AreaScope.OfUnits of) {
            params.put("units", of.ids().stream().map(UnitId::value).toList());
            return "r.unit_id in (:units)";
        }
        if (scope instanceof AreaScope.FiguresOnly figures) {
            return WhistleQueue.within(new AreaScope.InAreas(figures.level(), figures.ids()), params);
        }
        return WhistleQueue.within(scope, params);
    }
}
