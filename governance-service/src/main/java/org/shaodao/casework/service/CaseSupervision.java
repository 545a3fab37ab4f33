package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Cases;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.casework.Reminder;
import org.shaodao.casework.ReminderId;
import org.shaodao.casework.Reminders;
import org.shaodao.casework.SupervisionOrder;
import org.shaodao.casework.SupervisionOrderId;
import org.shaodao.casework.SupervisionOrders;
import org.shaodao.casework.SupervisionState;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about late cases: remind, issue or dismiss supervision (lifecycle 6.4.5, rulings 12). */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseSupervision {

    /** Longest text of a reminder, a demand or a reason, in characters. */
    public static final int LONGEST = 500;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Zone.ID);

    private final Cases cases;
    private final Reminders reminders;
    private final SupervisionOrders orders;
    private final CaseAccess access;
    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * Reminds the unit that holds the case. Throws {@link RuleViolation} for one's own unit and for a second reminder to
     * the same unit about the same case on one working day; a day off counts as the next working day.
     */
    public void remind(Actor actor, CaseId id, @Nullable String text) {
        Granted granted = access.grant(actor, id, CaseAccess.JUST_READ, CaseAction.REMIND);
        GovernanceCase kase = granted.kase();
        Instant at = now();
        LocalDate day = calendars.current().plusWorkingDays(LocalDate.ofInstant(at, Zone.ID), 0);
        reminders.sent(id, kase.getHolderUnitId(), day).ifPresent(sent -> {
            throw new RuleViolation("casework.reminded-today", MINUTE.format(sent.getAt()));
        });
        String said = PlainText.checked(text, 0, LONGEST, "text");
        reminders.save(Reminder.byHand(
                new ReminderId(Ids.at(at)), kase, day, said.isBlank() ? null : said, granted.doer(), at));
        cases.save(kase);
    }

    /**
     * Issues a proposed supervision with what is demanded. Throws {@link NotFound} out of scope, {@link Forbidden} when
     * the level is another post's, {@link Conflict} when somebody decided already, {@link RuleViolation} when the clock
     * that proposed it has stopped.
     *
     * @return the case
     */
    public CaseId issue(Actor actor, SupervisionOrderId id, @Nullable String demand) {
        Pending pending = pending(actor, id, CaseAction.SUPERVISE);
        String said = PlainText.checked(demand, 2, LONGEST, "text");
        pending.order().issue(pending.kase(), said, pending.granted().doer(), now());
        return save(pending);
    }

    /** Dismisses a proposal with a reason; throws as {@link #issue}. */
    public CaseId dismiss(Actor actor, SupervisionOrderId id, @Nullable String reason) {
        Pending pending = pending(actor, id, CaseAction.DISMISS_SUPERVISION);
        String said = PlainText.checked(reason, 2, LONGEST, "text");
        pending.order().dismiss(pending.kase(), said, pending.granted().doer(), now());
        return save(pending);
    }

    private record Pending(Granted granted, SupervisionOrder order) {

        GovernanceCase kase() {
            return granted.kase();
        }
    }

    /** The order, read after its case was locked, so that of two people the second sees what the first decided. */
    private Pending pending(Actor actor, SupervisionOrderId id, CaseAction action) {
        CaseId kase = jdbc.sql("select case_id from supervision_order where id = ?")
                .param(id.value())
                .query(java.util.UUID.class)
                .optional()
                .map(CaseId::new)
                .orElseThrow(() -> new NotFound("supervision"));
        Granted granted = access.grant(actor, kase, CaseAccess.JUST_READ, action);
        SupervisionOrder order = orders.findById(id).orElseThrow();
        if (!order.getLevel()
                .isDecidedBy(
                        granted.post().role(), granted.kase().getPlacement().streetId() != null)) {
            throw new Forbidden("CaseAction." + action.name());
        }
        if (order.getState() != SupervisionState.PROPOSED) {
            CaseAction done =
                    order.getState() == SupervisionState.ISSUED ? CaseAction.SUPERVISE : CaseAction.DISMISS_SUPERVISION;
            throw new Conflict(access.nameOf(order.getDecidedBy()), done.eventKey(), order.getDecidedAt());
        }
        return new Pending(granted, order);
    }

    private CaseId save(Pending pending) {
        orders.save(pending.order());
        cases.save(pending.kase());
        return pending.kase().getId();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
