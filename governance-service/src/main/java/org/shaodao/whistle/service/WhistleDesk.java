package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.Marks;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.Summons;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleResponseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the street does with the units it called: who comes, who leads, whether they came, whether the answer will do,
 * what they deserve (W3, W6, W7, W10, W11). Each is one verb in one transaction and throws as
 * {@code WhistleAccess.perform}.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class WhistleDesk {

    private final WhistleAccess access;
    private final WhistleForming forming;

    /** Calls another unit into a running whistle (W3). */
    public void addResponder(Actor actor, WhistleId id, long version, @Nullable UnitId unit, String task) {
        RuleViolation.require(unit != null, "whistle.unit-missing");
        String text = PlainText.checked(task, 2, 500, "text");
        access.perform(
                actor,
                id,
                version,
                WhistleAction.ADD_RESPONDER,
                null,
                (call, now) -> call.addResponder(summons(call, Objects.requireNonNull(unit), text), now));
    }

    /** A unit need not come (W3). */
    public void release(Actor actor, WhistleId id, WhistleResponseId response, long version, String reason) {
        String text = WhistleDeciding.needed(reason);
        access.perform(
                actor, id, version, WhistleAction.RELEASE, response, (call, now) -> call.release(response, text, now));
    }

    /** This unit leads from now on (rulings 19). */
    public void nameLead(Actor actor, WhistleId id, WhistleResponseId response, long version, String reason) {
        String text = WhistleDeciding.needed(reason);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.NAME_LEAD,
                response,
                (call, now) -> call.nameLead(response, text, now));
    }

    /** Decides an objection (W6); upheld, another unit may take the part. */
    public void decideObjection(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            boolean upheld,
            String opinion,
            @Nullable UnitId instead) {
        String text = WhistleDeciding.needed(opinion);
        access.perform(actor, id, version, WhistleAction.DECIDE_OBJECTION, response, (call, now) -> {
            Summons other = upheld && instead != null ? summons(call, instead, "") : null;
            call.decideObjection(response, upheld, text, other, now);
        });
    }

    /** The street saw them come (W7). */
    public void confirmArrival(Actor actor, WhistleId id, WhistleResponseId response, long version) {
        access.perform(
                actor,
                id,
                version,
                WhistleAction.CONFIRM_ARRIVAL,
                response,
                (call, now) -> call.confirmArrival(response, now));
    }

    /** The street saw them come at another time, or not at all (W7). */
    public void disputeArrival(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            @Nullable Instant arrival,
            String note) {
        String text = WhistleDeciding.needed(note);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.DISPUTE_ARRIVAL,
                response,
                (call, now) -> call.disputeArrival(response, arrival, text, now));
    }

    /** Takes the feedback (W10). */
    public void acceptFeedback(
            Actor actor, WhistleId id, WhistleResponseId response, long version, @Nullable String opinion) {
        String text = WhistleDeciding.optional(opinion);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.ACCEPT_FEEDBACK,
                response,
                (call, now) -> call.acceptFeedback(response, text.isBlank() ? null : text, now));
    }

    /** Sends the feedback back with what is missing (W10). */
    public void sendBack(Actor actor, WhistleId id, WhistleResponseId response, long version, String missing) {
        String text = WhistleDeciding.needed(missing);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.SEND_BACK,
                response,
                (call, now) -> call.sendBack(response, text, now));
    }

    /** Enters the three marks of one unit (W11); a leader countersigns. */
    public void grade(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            Marks marks,
            @Nullable String comment) {
        String text = WhistleDeciding.optional(comment);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.GRADE,
                response,
                (call, now) -> call.grade(response, marks, text.isBlank() ? null : text, now));
    }

    private Summons summons(WhistleCall call, UnitId unit, String task) {
        UnitRef found =
                forming.callable(Objects.requireNonNull(call.getPlacement().streetId()), unit);
        return new Summons(found.id(), found.kind(), ResponderRole.CO, task, null);
    }
}
