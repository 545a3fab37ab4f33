package org.shaodao.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import lombok.AccessLevel;
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
    @Getter(AccessLevel.NONE)
    private @Nullable Instant stageYellowAt;

    void startAccepting(Deadline deadline) {
        acceptDueAt = deadline.dueAt();
        runStage(deadline);
    }

    void startDispatching(Deadline deadline) {
        dispatchDueAt = deadline.dueAt();
        runStage(deadline);
    }

    /** Starts the handling clock of an order; the first one sets the case's overall due time for good (rulings 10). */
    void startHandling(Deadline handling, @Nullable Deadline contact, String limitClass) {
        if (dueAt == null) {
            dueAt = handling.dueAt();
            yellowAt = handling.yellowAt();
            dueLimit = limitClass;
            dueCalendar = handling.calendarVersion();
            dueProvisional = handling.provisional();
        }
        if (contactDueAt == null && contact != null) {
            contactDueAt = contact.dueAt();
        }
        runStage(handling);
    }

    /** Puts the handling clock back, with at least {@code floor} left (rest, but no less than one working day, T22). */
    void resumeHandling(Deadline floor) {
        Instant due = dueAt;
        Instant yellow = yellowAt;
        if (due != null && yellow != null && due.isAfter(floor.dueAt())) {
            stageDueAt = due;
            stageYellowAt = yellow;
        } else {
            runStage(floor);
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
    }

    /** Runs again exactly as it ran before it was stopped. */
    void resume(@Nullable Instant due, @Nullable Instant yellow) {
        stageDueAt = due;
        stageYellowAt = yellow;
    }

    @Nullable
    Instant stageYellowAt() {
        return stageYellowAt;
    }

    private void runStage(Deadline deadline) {
        stageDueAt = deadline.dueAt();
        stageYellowAt = deadline.yellowAt();
    }
}
