package org.shaodao.routing.service;

import jakarta.annotation.PreDestroy;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.routing.Altered;
import org.shaodao.routing.TrialId;
import org.shaodao.routing.TrialState;
import org.shaodao.routing.service.Comparison.Difference;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Trials of a change over the last cases, each asked as of the time it was decided. They go on beside the request, one
 * after the other, and tell how far they are; a short one is done before the answer is. One account has one running.
 */
@Service
@Slf4j
@RequiredArgsConstructor
public class Trials {

    private static final int CHUNK = 500;
    private static final int WAITING = 4;
    private static final long PATIENCE_MILLIS = 1_500;
    /** How long a trial can be looked at. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final String TRIAL = """
            select id, about, page, action, form, fields, total, looked, leads, limits, suggested, state, started_at,
                   begun_at, touched_at
              from routing_trial
             where id = ? and account_id = ? and started_at >= ?
            """;

    private final RoutedCases cases;
    private final UnitNames unitNames;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final ExecutorService worker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "routing-trials");
                thread.setDaemon(true);
                return thread;
            });

    /** One trial of the actor's own, for a day; throws {@link NotFound} for everybody else's. */
    public Trial find(TrialId id, Actor actor) {
        CatalogueEditing.requireEditor(actor);
        return jdbc.sql(TRIAL)
                .params(id.value(), actor.account().value(), now().minus(KEPT))
                .query(Trial.class)
                .optional()
                .orElseThrow(() -> new NotFound("trial"))
                .seenAt(clock.instant());
    }

    /**
     * The first {@link DryRun#SHOWN} cases that would be different, of those the actor may still see; throws as
     * {@link #find}.
     */
    public List<Trial.Row> rows(TrialId id, Actor actor) {
        find(id, actor);
        Map<String, Object> params = new HashMap<>(Map.of("trial", id.value()));
        String within = RoutedCases.within(scope(actor), params);
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

    /** The areas whose cases the actor's trials look at. */
    AreaScope scope(Actor actor) {
        return scopes.of(actor).stream()
                .filter(AreaScope.InAreas.class::isInstance)
                .findFirst()
                .orElse(new AreaScope.Nothing());
    }

    /** Stops it where it is; one that has ended stays as it is. Throws as {@link #find}. */
    public void cancel(TrialId id, Actor actor) {
        find(id, actor);
        transaction.executeWithoutResult(status -> end(id, TrialState.CANCELLED));
    }

    TrialId begin(Comparison comparison, Wish wish, AreaScope scope, Actor actor) {
        TrialId id = TrialId.next();
        int most = Math.max(1, Math.min(Wish.AMOUNTS.get(Wish.AMOUNTS.size() - 1), wish.many()));
        int total = cases.count(scope, most);
        transaction.executeWithoutResult(status -> open(id, wish, total, actor));
        Future<?> job;
        try {
            job = worker.submit(() -> run(id, comparison, scope, total));
        } catch (RejectedExecutionException busy) {
            transaction.executeWithoutResult(status -> end(id, TrialState.FAILED));
            throw new RuleViolation("catalogue.trial.busy");
        }
        waitFor(job);
        return id;
    }

    private static void waitFor(Future<?> job) {
        try {
            job.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            log.debug("A trial goes on beside the request");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(TrialId id, Wish wish, int total, Actor actor) {
        OffsetDateTime now = now();
        jdbc.sql("update routing_trial set state = 'CANCELLED' where account_id = ? and state = 'RUNNING'")
                .param(actor.account().value())
                .update();
        jdbc.sql("""
                        insert into routing_trial (id, account_id, about, page, action, form, fields, total, state, started_at,
                                                   touched_at)
                        values (:id, :account, :about, :page, :action, :form, :fields, :total, 'RUNNING', :now, :now)
                        """)
                .param("id", id.value())
                .param("account", actor.account().value())
                .param("about", wish.about())
                .param("page", wish.page())
                .param("action", wish.action())
                .param("form", wish.form())
                .param("fields", encoded(wish.fields()))
                .param("total", total)
                .param("now", now)
                .update();
    }

    private void run(TrialId id, Comparison comparison, AreaScope scope, int total) {
        try {
            if (!Boolean.TRUE.equals(transaction.execute(status -> start(id)))) {
                return;
            }
            int looked = 0;
            int listed = 0;
            RoutedCases.Row last = null;
            while (looked < total) {
                List<RoutedCases.Row> rows = cases.latest(scope, last, Math.min(CHUNK, total - looked));
                if (rows.isEmpty()) {
                    break;
                }
                List<Difference> found = rows.stream()
                        .flatMap(kase -> comparison.of(kase, kase.decidedAt()).stream())
                        .toList();
                int from = listed;
                boolean goesOn =
                        Boolean.TRUE.equals(transaction.execute(status -> advance(id, rows.size(), found, from)));
                if (!goesOn) {
                    return;
                }
                looked += rows.size();
                listed += Math.min(found.size(), DryRun.SHOWN - listed);
                last = rows.get(rows.size() - 1);
            }
            transaction.executeWithoutResult(status -> end(id, TrialState.DONE));
        } catch (RuntimeException failure) {
            log.error("Trial {} broke off", id, failure);
            transaction.executeWithoutResult(status -> end(id, TrialState.FAILED));
        }
    }

    /** Its turn has come; false when it was stopped while it waited. */
    private boolean start(TrialId id) {
        return jdbc.sql(
                                "update routing_trial set begun_at = :now, touched_at = :now where id = :id and state = 'RUNNING'")
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Counts and lists what was found; false when the trial was stopped meanwhile. */
    private boolean advance(TrialId id, int looked, List<Difference> found, int listed) {
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

    private void end(TrialId id, TrialState state) {
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

    private OffsetDateTime now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.atOffset(ZoneOffset.UTC);
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
