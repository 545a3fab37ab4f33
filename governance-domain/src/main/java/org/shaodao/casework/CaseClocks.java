package org.shaodao.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Deadline;

/**
 * The clocks of a case: the one overall due time with the rule that made it (rulings 10), and the clock of the present
 * stage, by which desks sort their list. Due times are stored instants; nothing here reads the time of day.
 */
@Embeddable
@Getter
public class CaseClocks {

    @Column(name = "accept_due_at")
    private @Nullable Instant acceptDueAt;

    @Column(name = "dispatch_due_at")
    private @Nullable Instant dispatchDueAt;

    @Column(name = "contact_due_at")
    private @Nullable Instant contactDueAt;

    @Column(name = "first_contact_at")
    private @Nullable Instant firstContactAt;

    @Column(name = "verify_due_at")
    private @Nullable Instant verifyDueAt;

    @Column(name = "follow_up_due_at")
    private @Nullable Instant followUpDueAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "yellow_at")
    private @Nullable Instant yellowAt;

    @Column(name = "due_limit")
    private @Nullable String dueLimit;

    @Column(name = "due_calendar")
    private @Nullable Integer dueCalendar;

    @Column(name = "due_provisional")
    private boolean dueProvisional;

    @Column(name = "clock_due_at")
    private @Nullable Instant stageDueAt;

    @Column(name = "clock_yellow_at")
    private @Nullable Instant stageYellowAt;

    @Column(name = "clock_started_at")
    private @Nullable Instant stageStartedAt;

    @Column(name = "clock_limit")
    private @Nullable String stageLimit;

    @Column(name = "clock_calendar")
    private @Nullable Integer stageCalendar;

    @Column(name = "clock_provisional")
    private boolean stageProvisional;

    @Column(name = "due_started_at")
    private @Nullable Instant dueStartedAt;

    @Column(name = "due_rule")
    private @Nullable String dueRule;

    @Column(name = "contact_started_at")
    private @Nullable Instant contactStartedAt;

    @Column(name = "contact_limit")
    private @Nullable String contactLimit;

    @Column(name = "sign_due_at")
    private @Nullable Instant signDueAt;

    @Column(name = "sign_limit")
    private @Nullable String signLimit;

    @Column(name = "info_due_at")
    private @Nullable Instant infoDueAt;

    @Column(name = "review_due_at")
    private @Nullable Instant reviewDueAt;

    void startAccepting(Deadline deadline) {
        acceptDueAt = deadline.dueAt();
        runStage(deadline);
    }

    void startDispatching(Deadline deadline) {
        dispatchDueAt = deadline.dueAt();
        runStage(deadline);
    }

    /** Starts the handling clock of an order; the first one sets the case's overall due time for good (rulings 10). */
    void startHandling(Deadline handling, @Nullable Deadline sign, @Nullable Deadline contact, String limitClass) {
        if (dueAt == null) {
            dueStartedAt = handling.startedAt();
            dueRule = handling.limit().toString();
            dueAt = handling.dueAt();
            yellowAt = handling.yellowAt();
            dueLimit = limitClass;
            dueCalendar = handling.calendarVersion();
            dueProvisional = handling.provisional();
        }
        if (contactDueAt == null && contact != null) {
            contactDueAt = contact.dueAt();
            contactStartedAt = contact.startedAt();
            contactLimit = contact.limit().toString();
        }
        signDueAt = sign == null ? null : sign.dueAt();
        signLimit = sign == null ? null : sign.limit().toString();
        runStage(handling);
    }

    /** Puts the handling clock back, with at least {@code floor} left (rest, but no less than one working day, T22). */
    void resumeHandling(Deadline floor) {
        Instant due = dueAt;
        Instant yellow = yellowAt;
        if (due != null && yellow != null && due.isAfter(floor.dueAt())) {
            stageDueAt = due;
            stageYellowAt = yellow;
            stageStartedAt = dueStartedAt;
            stageLimit = dueRule;
            stageCalendar = dueCalendar;
            stageProvisional = dueProvisional;
        } else {
            runStage(floor);
        }
    }

    /** Moves the overall due time and the running handling clock to {@code due}, each where that is later (rulings 20). */
    void extendTo(Instant due, Instant yellow) {
        if (dueAt == null || due.isAfter(dueAt)) {
            dueAt = due;
            yellowAt = yellow;
        }
        if (stageDueAt == null || due.isAfter(stageDueAt)) {
            stageDueAt = due;
            stageYellowAt = yellow;
        }
    }

    void startVerifying(Deadline deadline) {
        verifyDueAt = deadline.dueAt();
        runStage(deadline);
    }

    void startFollowUp(Deadline deadline) {
        followUpDueAt = deadline.dueAt();
        runStage(deadline);
    }

    void contacted(Instant at) {
        if (firstContactAt == null) {
            firstContactAt = at;
        }
    }

    void pause() {
        stageDueAt = null;
        stageYellowAt = null;
        reviewDueAt = null;
    }

    /** Every clock stands still until the case is looked at again (T19). */
    void awaitReview(Instant at) {
        pause();
        reviewDueAt = at;
    }

    /** An order that was passed on goes on at its own unit, with its own start, limit and due time. */
    void runAgain(DispatchOrder order) {
        Instant due = order.getDueAt();
        stageDueAt = due;
        stageYellowAt = due != null && due.equals(dueAt) ? yellowAt : due;
        stageStartedAt = order.getDispatchedAt();
        stageLimit = order.getDueRule();
        stageCalendar = order.getDueCalendar();
        stageProvisional = order.isDueProvisional();
    }

    /** Extension and suspension move the case's overall due time and the clock that runs (rulings 10). */
    void moveDues(MovedDues moved) {
        dueAt = moved.caseDue();
        yellowAt = moved.caseYellow();
        stageDueAt = moved.stageDue();
        stageYellowAt = moved.stageYellow();
        reviewDueAt = null;
    }

    /** Runs again exactly as it ran before it was stopped. */
    void resume(@Nullable Instant due, @Nullable Instant yellow) {
        stageDueAt = due;
        stageYellowAt = yellow;
    }

    /** Every clock stands still until the answer; the desk is told when it has not come by then (T4). */
    void awaitInfo(Deadline answer) {
        infoDueAt = answer.dueAt();
        pause();
    }

    /** The clocks that run in this state: none while the case is paused, but for the wait for an answer and the day of review. */
    Map<ClockKind, RunningClock> running(CaseStatus status) {
        Map<ClockKind, RunningClock> running = new EnumMap<>(ClockKind.class);
        if (status == CaseStatus.PENDING_INFO && infoDueAt != null) {
            running.put(ClockKind.INFO, RunningClock.of(ClockKind.INFO, infoDueAt));
        }
        if (status == CaseStatus.SUSPENDED && reviewDueAt != null) {
            running.put(ClockKind.REVIEW, RunningClock.of(ClockKind.REVIEW, reviewDueAt));
        }
        if (status.isPaused()) {
            return running;
        }
        Instant due = stageDueAt;
        if (due != null) {
            Instant yellow = stageYellowAt;
            running.put(ClockKind.STAGE, new RunningClock(ClockKind.STAGE, due, yellow == null ? due : yellow));
        }
        if (status == CaseStatus.DISPATCHED && signDueAt != null) {
            running.put(ClockKind.SIGN, RunningClock.of(ClockKind.SIGN, signDueAt));
        }
        if (contactDueAt != null && firstContactAt == null) {
            running.put(ClockKind.CONTACT, RunningClock.of(ClockKind.CONTACT, contactDueAt));
        }
        return running;
    }

    private void runStage(Deadline deadline) {
        stageDueAt = deadline.dueAt();
        stageYellowAt = deadline.yellowAt();
        stageStartedAt = deadline.startedAt();
        stageLimit = deadline.limit().toString();
        stageCalendar = deadline.calendarVersion();
        stageProvisional = deadline.provisional();
    }
}
