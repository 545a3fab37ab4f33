package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Notice;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What could not be got done at a window (feature A4.5): which window, what matter, why it failed. The leader on duty is
 * told at once and instructs; it takes 5 working days, or 10 where he says that it is hard.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class WindowCases {

    /** Limit class of such a case: five working days. */
    public static final String GENERAL = "WINDOW";

    /** Limit class where the leader finds it hard: ten working days. */
    public static final String COMPLEX = "WINDOW_COMPLEX";

    private final CaseReporting reporting;
    private final CaseAccess access;
    private final AreaScopes scopes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What is registered beside the report. */
    public record Failure(
            @Nullable String windowName,
            @Nullable String matter,
            @Nullable String why) {}

    /** As the page of the case shows it; {@code limitOpen} = not dispatched yet, so the leader chooses the limit. */
    public record Sheet(
            CaseId caseId,
            String windowName,
            String matter,
            String why,
            String limitClass,
            @Nullable String instruction,
            @Nullable Instant instructedAt,
            @Nullable String instructedBy,
            boolean mayInstruct,
            boolean limitOpen) {}

    private record Row(
            String windowName,
            String matter,
            String why,
            String limitClass,
            @Nullable String instruction,
            @Nullable Instant instructedAt,
            @Nullable String instructedBy) {}

    /**
     * Registers it and tells the leaders of the street. Throws as {@link CaseReporting#report}, and
     * {@link RuleViolation} without window, matter or reason.
     */
    public CaseId register(Actor actor, ReportCase command, Failure failure) {
        RuleViolation.require(command.source() == CaseSource.CANNOT_BE_DONE_WINDOW, "casework.window.source");
        String window = PlainText.checked(failure.windowName(), 2, 100, "windowName");
        String matter = PlainText.checked(failure.matter(), 2, 100, "matter");
        String why = PlainText.checked(failure.why(), 5, 2000, "why");
        CaseId id = reporting.report(actor, command);
        int first =
                jdbc.sql("""
                        insert into case_window (case_id, window_name, matter, why, limit_class)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """).params(id.value(), window, matter, why, GENERAL).update();
        if (first == 1) {
            GovernanceCase kase = access.find(id, scopes.of(actor));
            events.publishEvent(told(actor, id, "WINDOW_REGISTERED")
                    .telling(
                            kase.getNumber(),
                            Notice.toUnits(
                                            "casework.notice.window",
                                            Set.of(kase.getHolderUnitId().value()))
                                    .forRoles(Set.of(Role.STREET_LEADER.name()))
                                    .urgently(true)));
        }
        return id;
    }

    /**
     * The leader on duty says what is to be done; a later instruction replaces the earlier one. Until the case is
     * dispatched he chooses its limit; a limit that runs is moved by an extension only (rulings 10), so {@code hard}
     * throws {@link RuleViolation} then.
     */
    public void instruct(Actor actor, CaseId id, @Nullable String text, boolean hard) {
        GovernanceCase kase = access.locked(id, scopes.of(actor));
        if (leader(actor, kase).isEmpty()) {
            throw new Forbidden("casework.window.instruct");
        }
        RuleViolation.require(kase.getClosedAt() == null, "casework.illegal-transition");
        boolean open = kase.getFirstDispatchedAt() == null;
        RuleViolation.require(
                open || !hard || COMPLEX.equals(kase.getClocks().getDueLimit()), "casework.window.limit-runs");
        int done = jdbc.sql("""
                        update case_window set instruction = ?, instructed_at = ?, instructed_by = ?,
                               limit_class = case when ? then ? else limit_class end
                         where case_id = ?
                        """)
                .params(
                        PlainText.checked(text, 2, 1000, "instruction"),
                        now().atOffset(ZoneOffset.UTC),
                        actor.account().value(),
                        open,
                        hard ? COMPLEX : GENERAL,
                        id.value())
                .update();
        if (done == 0) {
            throw new RuleViolation("casework.window.source");
        }
        events.publishEvent(told(actor, id, "WINDOW_INSTRUCTED")
                .telling(
                        kase.getNumber(),
                        Notice.toUnits(
                                "casework.notice.window-instructed",
                                Set.of(kase.getHolderUnitId().value()))));
    }

    /** For the page of the case; empty for every other case. */
    @Transactional(readOnly = true)
    public Optional<Sheet> of(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        return jdbc.sql("""
                        select w.window_name, w.matter, w.why, w.limit_class, w.instruction, w.instructed_at,
                               p.name as instructed_by
                          from case_window w
                          left join account a on a.id = w.instructed_by
                          left join person p on p.id = a.person_id
                         where w.case_id = ?
                        """)
                .param(id.value())
                .query(Row.class)
                .optional()
                .map(row -> new Sheet(
                        id,
                        row.windowName(),
                        row.matter(),
                        row.why(),
                        row.limitClass(),
                        row.instruction(),
                        row.instructedAt(),
                        row.instructedBy(),
                        kase.getClosedAt() == null && leader(actor, kase).isPresent(),
                        kase.getFirstDispatchedAt() == null));
    }

    private static Optional<PostGrant> leader(Actor actor, GovernanceCase kase) {
        return actor.postsWith(Role.STREET_LEADER, Role.DISTRICT_SUPERVISOR).stream()
                .filter(post -> post.areaId() != null
                        && post.level() != null
                        && kase.getPlacement().isIn(post.level(), Set.of(post.areaId())))
                .findFirst();
    }

    private Recorded told(Actor actor, CaseId id, String what) {
        return new Recorded(
                "case",
                id.value(),
                actor.account().value(),
                actor.posts().get(0).role().name(),
                null,
                now(),
                "casework.event." + what,
                List.of(),
                null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
