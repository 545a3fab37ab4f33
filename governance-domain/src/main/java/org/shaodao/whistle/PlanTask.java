package org.shaodao.whistle;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;

/** One task of the joint plan: what × which unit × until when (W8). */
@Entity
@Table(name = "whistle_task")
@Getter
public class PlanTask {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PlanTaskId id;

    @Version
    @Getter(AccessLevel.NONE)
    @SuppressWarnings("unused")
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    private String task;

    /** Null until the whistle is blown, for a task that was planned before. */
    private @Nullable Instant dueAt;

    private @Nullable Integer days;

    private @Nullable Instant doneAt;

    private @Nullable String doneNote;

    PlanTask(UnitId unit, String task, Instant dueAt) {
        this.id = PlanTaskId.next();
        this.unitId = unit;
        this.task = task;
        this.dueAt = dueAt;
    }

    PlanTask(PlannedTask planned) {
        this.id = PlanTaskId.next();
        this.unitId = planned.unit();
        this.task = planned.task();
        this.days = planned.days();
    }

    /** The limit of a task that was planned before begins. */
    void start(Moment now) {
        if (dueAt == null && days != null) {
            dueAt = now.limits().workingDays(days, now.at());
        }
    }

    /**
     * Another unit takes a task that is not done. Working days begin anew; an instant that has passed becomes
     * {@code limit}, by which that unit feeds back.
     */
    void handTo(UnitId other, @Nullable Instant limit, Moment now) {
        unitId = other;
        if (days != null) {
            dueAt = now.limits().workingDays(days, now.at());
        } else if (limit != null && dueAt != null && dueAt.isBefore(now.at())) {
            dueAt = limit;
        }
    }

    void finish(@Nullable String note, Instant at) {
        doneAt = at;
        doneNote = note;
    }

    @SuppressWarnings("NullAway.Init")
    protected PlanTask() {
        // for Hibernate
    }
}
