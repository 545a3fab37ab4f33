package org.shaodao.casework.service;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.DueShift;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was granted on top of the limits of cases: extensions, time spent suspended, the time a summons gave (rulings 15,
 * 20). Applied again, in the order it was granted, when a clock is counted by another calendar.
 */
@Component
@RequiredArgsConstructor
class DueMoves {

    private static final String GRANTS = """
            select e.case_id, e.order_id, e.decided_at as at, o.due_rule as order_rule, e.days,
                   cast(null as timestamptz) as stopped_at, cast(null as timestamptz) as until
              from extension_request e join dispatch_order o on o.id = e.order_id
             where e.state = 'APPROVED' and e.case_id in (:cases)
            union all
            select s.case_id, s.order_id, s.ended_at, null, null, s.started_at, null
              from suspension s
             where s.ended_at is not null and s.case_id in (:cases)
            union all
            select x.case_id, x.order_id, x.at, null, null, null, x.due_at
              from summons_extension x
             where x.case_id in (:cases)
             order by 3, 7, 2
            """;

    private final JdbcClient jdbc;

    /**
     * One grant, given at {@code at} to the holder of an order.
     *
     * @param days of an extension, counted as {@code orderRule} says
     * @param stoppedAt where a suspension began that ended at {@code at}
     * @param until what a summons gave at least
     */
    record Grant(
            UUID caseId,
            UUID orderId,
            Instant at,
            @Nullable String orderRule,
            @Nullable Integer days,
            @Nullable Instant stoppedAt,
            @Nullable Instant until) {

        /** The shift it makes; the days of the case's own due time are of that one's kind, those of an order of the order's. */
        DueShift shift(Limit own, boolean overall) {
            if (days != null) {
                LimitMode mode = overall || orderRule == null
                        ? own.mode()
                        : Limit.of(orderRule).mode();
                return DueShift.extension(days, mode);
            }
            return stoppedAt != null ? DueShift.pause(stoppedAt, at) : DueShift.until(until == null ? at : until, at);
        }
    }

    /** The grants of these cases, the earliest first; none for a case that is not in the map. */
    Map<UUID, List<Grant>> of(Collection<UUID> cases) {
        return jdbc.sql(GRANTS).param("cases", cases).query(Grant.class).list().stream()
                .collect(Collectors.groupingBy(Grant::caseId));
    }

    /** What this order was granted. */
    static List<Grant> ofOrder(List<Grant> grants, @Nullable UUID order) {
        return grants.stream().filter(grant -> grant.orderId().equals(order)).toList();
    }

    /**
     * What moved the clock of the stage: what the order that leads was granted. A stage that runs as the case's own clock
     * does, with its start and its limit, has all that the case was granted.
     */
    static List<Grant> ofStage(
            List<Grant> grants,
            @Nullable UUID lead,
            @Nullable Instant started,
            @Nullable String limit,
            @Nullable Instant dueStarted,
            @Nullable String dueRule) {
        boolean own = started != null && limit != null && started.equals(dueStarted) && limit.equals(dueRule);
        return own ? grants : ofOrder(grants, lead);
    }

    /**
     * The deadline with all of these grants that were given while its clock ran.
     *
     * @param base what the limit alone makes
     * @param overall whether it is the case's own due time, not the clock of an order
     */
    static Deadline again(Deadline base, List<Grant> grants, boolean overall, WorkingCalendar calendar) {
        Deadline moved = base;
        for (Grant grant : grants) {
            if (!grant.at().isBefore(base.startedAt())) {
                moved = grant.shift(base.limit(), overall).on(moved, calendar);
            }
        }
        return moved;
    }
}
