package org.shaodao.routing.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;
import org.shaodao.routing.Altered;
import org.shaodao.routing.TrialId;
import org.shaodao.routing.TrialState;
import org.shaodao.routing.service.Comparison.Difference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of trials: how far they are and what they found, for every node to read. */
@Component
@Transactional
@RequiredArgsConstructor
class TrialRecords {

    /** How long a trial can be looked at. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final String TRIAL = """
            select id, about, page, action, form, fields, wanted, total, looked, leads, limits, suggested, state, started_at,
                   begun_at, touched_at
              from routing_trial
             where id = ? and account_id = ? and started_at >= ?
            """;

    private final UnitNames unitNames;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** One trial of the actor's own, for a day. */
    @Transactional(readOnly = true)
    public Optional<Trial> find(TrialId id, Actor actor) {
        return jdbc.sql(TRIAL)
                .params(id.value(), actor.account().value(), now().minus(KEPT))
                .query(Trial.class)
                .optional();
    }

    /** The first cases that would be different, of those within the scope. */
    @Transactional(readOnly = true)
    public List<Trial.Row> rows(TrialId id, AreaScope scope) {
        Map<String, Object> params = new HashMap<>(Map.of("trial", id.value()));
        String within = RoutedCases.within(scope, params);
        return jdbc.sql("""
                        select c.id, c.number, k.name as category, coalesce(g.name, m.name, s.name, d.name) as place, r.what,
                               r.from_name, r.to_name
                          from routing_trial_row r
                          join governance_case c on c.id = r.case_id
                          join area d on d.id = c.district_id
                          left join category k on k.id = c.category_id
                          left join area s on s.id = c.street_id
                          left join area m on m.id = c.community_id
                          left join area g on g.id = c.grid_id
                         where r.trial_id = :trial and %s
                         order by r.row_no
                        """.formatted(within))
                .params(params)
                .query(Trial.Row.class)
                .list();
    }

    /** Opens one; another one of the same account that still runs is stopped. */
    public void open(TrialId id, Wish wish, int total, Actor actor) {
        OffsetDateTime now = now();
        jdbc.sql("update routing_trial set state = 'CANCELLED' where account_id = ? and state = 'RUNNING'")
                .param(actor.account().value())
                .update();
        jdbc.sql("""
                        insert into routing_trial (id, account_id, about, page, action, form, fields, wanted, total, state, started_at,
                                                   touched_at)
                        values (:id, :account, :about, :page, :action, :form, :fields, :wanted, :total, 'RUNNING', :now, :now)
                        """)
                .param("id", id.value())
                .param("account", actor.account().value())
                .param("about", wish.about())
                .param("page", wish.page())
                .param("action", wish.action())
                .param("form", wish.form())
                .param("fields", encoded(wish.fields()))
                .param("wanted", wish.many())
                .param("total", total)
                .param("now", now)
                .update();
    }

    /** Its turn has come; false when it was stopped while it waited. */
    public boolean start(TrialId id) {
        return jdbc.sql(
                                "update routing_trial set begun_at = :now, touched_at = :now where id = :id and state = 'RUNNING'")
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Counts and lists what was found; false when the trial was stopped meanwhile. */
    public boolean advance(TrialId id, int looked, List<Difference> found, int listed) {
        int running = jdbc.sql("""
                        update routing_trial
                           set looked = looked + :looked, leads = leads + :leads, limits = limits + :limits,
                               suggested = suggested + :suggested, touched_at = :now
                         where id = :id and state = 'RUNNING'
                        """)
                .param("looked", looked)
                .param("leads", count(found, Altered.LEAD))
                .param("limits", count(found, Altered.LIMIT))
                .param("suggested", count(found, Altered.SUGGESTION))
                .param("now", now())
                .param("id", id.value())
                .update();
        if (running == 1) {
            list(id, found.stream().limit(DryRun.SHOWN - listed).toList(), listed);
        }
        return running == 1;
    }

    private void list(TrialId id, List<Difference> shown, int listed) {
        Map<UnitId, String> names = unitNames.of(units(shown));
        for (int n = 0; n < shown.size(); n++) {
            Difference difference = shown.get(n);
            jdbc.sql("""
                            insert into routing_trial_row (trial_id, row_no, case_id, what, from_name, to_name)
                            values (:trial, :no, :case, :what, :from, :to)
                            """)
                    .param("trial", id.value())
                    .param("no", listed + n)
                    .param("case", difference.kase().id().value())
                    .param("what", difference.what().name())
                    .param("from", name(difference, difference.from(), names))
                    .param("to", name(difference, difference.to(), names))
                    .update();
        }
    }

    private static Collection<UnitId> units(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> difference.what() == Altered.LEAD)
                .flatMap(difference -> {
                    List<UnitId> both = new ArrayList<>();
                    Stream.of(0, 1)
                            .map(side -> Comparison.unit(side == 0 ? difference.from() : difference.to()))
                            .filter(Objects::nonNull)
                            .forEach(both::add);
                    return both.stream();
                })
                .collect(Collectors.toSet());
    }

    private static @Nullable String name(Difference difference, @Nullable String value, Map<UnitId, String> names) {
        if (difference.what() != Altered.LEAD) {
            return value;
        }
        UnitId unit = Comparison.unit(value);
        return unit == null ? null : names.get(unit);
    }

    /** Ends it so; one that has ended stays as it is. */
    public void end(TrialId id, TrialState state) {
        jdbc.sql("update routing_trial set state = ?, touched_at = ? where id = ? and state = 'RUNNING'")
                .params(state.name(), now(), id.value())
                .update();
    }

    private static long count(List<Difference> found, Altered what) {
        return found.stream().filter(difference -> difference.what() == what).count();
    }

    private static String encoded(Map<String, List<String>> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> field.getValue().stream()
                        .map(value -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    /** Tells the other nodes that those which wait here are not forgotten. */
    public void stillWaiting(Collection<TrialId> waiting) {
        if (!waiting.isEmpty()) {
            jdbc.sql("update routing_trial set touched_at = :now where id in (:ids) and state = 'RUNNING'")
                    .param("now", now())
                    .param("ids", waiting.stream().map(TrialId::value).toList())
                    .update();
        }
    }

    private OffsetDateTime now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.atOffset(ZoneOffset.UTC);
    }
}
