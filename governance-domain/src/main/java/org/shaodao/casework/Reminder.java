package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;

/** A reminder (催办) to the unit that holds a case, sent by a clock or by a person. */
@Entity
@Table(name = "case_reminder")
@Getter
public class Reminder extends AggregateRoot<ReminderId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ReminderId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Enumerated(EnumType.STRING)
    private ReminderKind kind;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    private Instant dueAt;

    private Instant at;

    private @Nullable LocalDate workDay;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "actor_id"))
    private @Nullable AccountId actorId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "actor_unit_id"))
    private @Nullable UnitId actorUnitId;

    private @Nullable String text;

    /**
     * A person reminds the unit that holds the case. Throws {@link org.shaodao.shared.RuleViolation} when that is his own
     * unit.
     *
     * @param workDay the working day it counts on; on a day off the next one
     */
    public static Reminder byHand(
            ReminderId id, GovernanceCase kase, LocalDate workDay, @Nullable String text, Doer doer, Instant at) {
        require(!kase.getHolderUnitId().equals(doer.unit()), "casework.remind-self");
        Reminder made = new Reminder();
        made.id = id;
        made.caseId = kase.getId();
        made.kind = ReminderKind.MANUAL;
        made.unitId = kase.getHolderUnitId();
        Instant due = kase.getClocks().getStageDueAt();
        made.dueAt = due == null ? at : due;
        made.at = at;
        made.workDay = workDay;
        made.actorId = doer.account();
        made.actorUnitId = doer.unit();
        made.text = text;
        kase.note(
                CaseAction.REMIND,
                text,
                ReminderKind.MANUAL.name(),
                ClockNotices.reminded(ReminderKind.MANUAL, made.unitId, kase.isUrgent()),
                doer,
                at);
        return made;
    }

    @SuppressWarnings("NullAway.Init")
    protected Reminder() {
        // for Hibernate
    }
}
