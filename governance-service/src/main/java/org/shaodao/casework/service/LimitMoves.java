package org.shaodao.casework.service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseClocks;
import org.shaodao.casework.DispatchOrder;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.MovedDues;
import org.shaodao.casework.Suspension;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.DueShift;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.deadline.service.Calendars;
import org.springframework.stereotype.Component;

/**
 * Moves due times by days of an extension or by what was left when a case was suspended, counted the way their limit is
 * counted: natural limits in natural time, the others in working days and open hours.
 */
@Component
@RequiredArgsConstructor
class LimitMoves {

    private final Calendars calendars;
    private final DueMoves grants;

    /** The limit of the order, by which its extensions are counted; the case's class where an old order has none. */
    Limit limit(GovernanceCase kase, DispatchOrder order) {
        return read(order.getDueRule(), classLimit(kase));
    }

    /** Every due time {@code days} later; yellow comes as long before the end as with a limit longer by all days granted. */
    MovedDues extended(GovernanceCase kase, DispatchOrder order, int days) {
        Limit limit = limit(kase, order);
        Limit whole = read(kase.getClocks().getDueRule(), classLimit(kase));
        return moved(
                kase,
                order,
                kase.getClocks().getStageDueAt(),
                kase.getClocks().getStageYellowAt(),
                kase.getRequests().getExtendedDays(),
                DueShift.extension(days, whole.mode()),
                DueShift.extension(days, limit.mode()));
    }

    /**
     * Every due time with what was left of it when the suspension began; what was overdue then stays so. Where a calendar
     * arrived meanwhile, what it alone would have given counts if that is more (rulings 15).
     */
    MovedDues resumed(GovernanceCase kase, DispatchOrder order, Suspension suspension, Instant at) {
        Instant from = Objects.requireNonNull(suspension.getStartedAt());
        DueShift pause = DueShift.pause(from, at);
        MovedDues rest = moved(kase, order, suspension.getHeldDueAt(), suspension.getHeldYellowAt(), 0, pause, pause);
        CaseClocks clocks = kase.getClocks();
        List<DueMoves.Grant> all = granted(kase);
        UUID lead = order.getId().value();
        List<DueMoves.Grant> own = DueMoves.ofOrder(all, lead);
        List<DueMoves.Grant> running = DueMoves.ofStage(
                all,
                lead,
                clocks.getStageStartedAt(),
                clocks.getStageLimit(),
                clocks.getDueStartedAt(),
                clocks.getDueRule());
        Deadline whole = counted(clocks.getDueStartedAt(), clocks.getDueRule(), all, true, pause);
        Deadline stage = counted(clocks.getStageStartedAt(), clocks.getStageLimit(), running, false, pause);
        Deadline orders = counted(order.getDispatchedAt(), order.getDueRule(), own, false, pause);
        At caseAt = new At(rest.caseDue(), rest.caseYellow()).orLater(whole);
        At stageAt = new At(rest.stageDue(), rest.stageYellow()).orLater(stage);
        At orderAt = new At(rest.orderDue(), null).orLater(orders);
        return new MovedDues(caseAt.due(), caseAt.yellow(), stageAt.due(), stageAt.yellow(), orderAt.due());
    }

    private record At(@Nullable Instant due, @Nullable Instant yellow) {

        At orLater(@Nullable Deadline counted) {
            return counted != null && due != null && counted.dueAt().isAfter(due)
                    ? new At(counted.dueAt(), counted.yellowAt())
                    : this;
        }
    }

    private MovedDues moved(
            GovernanceCase kase,
            DispatchOrder order,
            @Nullable Instant stageDue,
            @Nullable Instant stageYellow,
            int before,
            DueShift overall,
            DueShift running) {
        CaseClocks clocks = kase.getClocks();
        WorkingCalendar calendar = calendars.current();
        Instant dispatched = order.getDispatchedAt();
        Limit limit = limit(kase, order).longer(before);
        Deadline whole = now(
                clocks.getDueStartedAt(),
                dispatched,
                clocks.getDueAt(),
                clocks.getYellowAt(),
                read(clocks.getDueRule(), classLimit(kase)).longer(before));
        Deadline stage = now(clocks.getStageStartedAt(), dispatched, stageDue, stageYellow, limit);
        Deadline own = now(dispatched, dispatched, order.getDueAt(), order.getDueAt(), limit);
        Deadline wholeTo = whole == null ? null : overall.on(whole, calendar);
        Deadline stageTo = stage == null ? null : running.on(stage, calendar);
        return new MovedDues(
                wholeTo == null ? null : wholeTo.dueAt(),
                wholeTo == null ? null : wholeTo.yellowAt(),
                stageTo == null ? null : stageTo.dueAt(),
                stageTo == null ? null : stageTo.yellowAt(),
                own == null ? null : running.on(own, calendar).dueAt());
    }

    private List<DueMoves.Grant> granted(GovernanceCase kase) {
        UUID id = kase.getId().value();
        return grants.of(List.of(id)).getOrDefault(id, List.of());
    }

    private @Nullable Deadline counted(
            @Nullable Instant start,
            @Nullable String rule,
            List<DueMoves.Grant> grants,
            boolean overall,
            DueShift pause) {
        if (start == null || rule == null) {
            return null;
        }
        WorkingCalendar calendar = calendars.current();
        Deadline base = calendar.deadline(start, Limit.of(rule));
        return pause.on(DueMoves.again(base, grants, overall, calendar), calendar);
    }

    private static @Nullable Deadline now(
            @Nullable Instant start, Instant otherwise, @Nullable Instant due, @Nullable Instant yellow, Limit limit) {
        return due == null
                ? null
                : new Deadline(start == null ? otherwise : start, due, yellow == null ? due : yellow, limit, 0, false);
    }

    private Limit classLimit(GovernanceCase kase) {
        String code = kase.getClocks().getDueLimit();
        return calendars
                .limitClass(code == null ? org.shaodao.deadline.LimitClass.GENERAL : code)
                .handling();
    }

    private static Limit read(@Nullable String rule, Limit otherwise) {
        return rule == null ? otherwise : Limit.of(rule);
    }
}
