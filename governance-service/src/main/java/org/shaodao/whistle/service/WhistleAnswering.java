package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.FeedbackResult;
import org.shaodao.whistle.PlanTaskId;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleResponseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the units called do: answer, come, plan, report back, object, appeal (W4–W9, W11). Each is one verb in one
 * transaction and throws as {@code WhistleAccess.perform}.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class WhistleAnswering {

    private final WhistleAccess access;
    private final WhistleForming forming;
    private final Clock clock;

    /** Answers the call (W4) with who is in charge and the public duty number. */
    public void sign(Actor actor, WhistleId id, WhistleResponseId response, long version, String person, String phone) {
        String who = PlainText.checked(person, 1, 50, "person");
        PhoneNumber number = PhoneNumber.ofNullable(phone);
        RuleViolation.require(number != null, "shared.phone-invalid");
        String value = Objects.requireNonNull(number).value();
        access.perform(
                actor, id, version, WhistleAction.SIGN, response, (call, now) -> call.sign(response, who, value, now));
    }

    /** Notes that the unit has been in touch with the street (W5). */
    public void contact(Actor actor, WhistleId id, WhistleResponseId response, long version, @Nullable String note) {
        String text = WhistleDeciding.optional(note);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.CONTACT,
                response,
                (call, now) -> call.contact(response, text.isBlank() ? null : text, now));
    }

    /** Objects with a reason, the unit held to be responsible and the basis (W6). */
    public void object(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            String reason,
            String proposes,
            @Nullable String basis) {
        String why = WhistleDeciding.needed(reason);
        String who = PlainText.checked(proposes, 2, 100, "proposes");
        String law = PlainText.checked(basis, 0, 500, "basis");
        access.perform(
                actor,
                id,
                version,
                WhistleAction.OBJECT,
                response,
                (call, now) -> call.object(response, why, who, law.isBlank() ? null : law, now));
    }

    /** Reports in (W7); without an instant, now. No position and no picture is asked. */
    public void reportIn(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            @Nullable Instant arrived,
            String who,
            @Nullable ArrivalMode mode) {
        String name = PlainText.checked(who, 1, 50, "person");
        Instant at = arrived == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : arrived;
        access.perform(
                actor,
                id,
                version,
                WhistleAction.REPORT_IN,
                response,
                (call, now) -> call.reportIn(
                        response,
                        arrived == null ? now.at() : at,
                        name,
                        mode == null ? ArrivalMode.ON_SITE : mode,
                        now));
    }

    /** Another unit reports in for this one, which stays responsible. */
    public void nameDeputy(
            Actor actor, WhistleId id, WhistleResponseId response, long version, @Nullable UnitId deputy) {
        RuleViolation.require(deputy != null, "whistle.unit-missing");
        UnitId unit = Objects.requireNonNull(deputy);
        access.perform(actor, id, version, WhistleAction.NAME_DEPUTY, response, (call, now) -> {
            forming.callable(Objects.requireNonNull(call.getPlacement().streetId()), unit);
            call.nameDeputy(response, unit, now);
        });
    }

    /** Keeps a visit or meeting at the place (W8). */
    public void recordHandling(Actor actor, WhistleId id, long version, String participants, String finding) {
        String who = PlainText.checked(participants, 2, 500, "participants");
        String what = PlainText.checked(finding, 2, 5000, "text");
        access.perform(
                actor,
                id,
                version,
                WhistleAction.RECORD_HANDLING,
                null,
                (call, now) -> call.recordHandling(who, what, now));
    }

    /** One more task of the joint plan (W8). */
    public void plan(
            Actor actor, WhistleId id, long version, @Nullable UnitId unit, String task, @Nullable Instant until) {
        RuleViolation.require(unit != null, "whistle.unit-missing");
        RuleViolation.require(until != null, "whistle.limit-missing");
        UnitId whose = Objects.requireNonNull(unit);
        Instant limit = Objects.requireNonNull(until);
        String text = WhistleDeciding.needed(task);
        access.perform(actor, id, version, WhistleAction.PLAN, null, (call, now) -> call.plan(whose, text, limit, now));
    }

    /** A task of the plan is done (W8). */
    public void finishTask(Actor actor, WhistleId id, long version, @Nullable PlanTaskId task, @Nullable String note) {
        RuleViolation.require(task != null, "whistle.task-missing");
        PlanTaskId which = Objects.requireNonNull(task);
        String text = WhistleDeciding.optional(note);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.FINISH_TASK,
                null,
                (call, now) -> call.finishTask(which, text.isBlank() ? null : text, now));
    }

    /** The lead asks the street for another unit (W8). */
    public void askResponder(Actor actor, WhistleId id, long version, String wish) {
        String text = WhistleDeciding.needed(wish);
        access.perform(
                actor, id, version, WhistleAction.ASK_RESPONDER, null, (call, now) -> call.askResponder(text, now));
    }

    /** Reports the result (W9); what cannot be done needs its basis. */
    public void feedBack(
            Actor actor,
            WhistleId id,
            WhistleResponseId response,
            long version,
            @Nullable FeedbackResult result,
            String text,
            @Nullable String basis) {
        String what = PlainText.checked(text, 5, 5000, "text");
        String law = PlainText.checked(basis, 0, 500, "basis");
        access.perform(
                actor,
                id,
                version,
                WhistleAction.FEED_BACK,
                response,
                (call, now) -> call.feedBack(
                        response,
                        result == null ? FeedbackResult.DONE : result,
                        what,
                        law.isBlank() ? null : law,
                        now));
    }

    /** Appeals against low marks, once (W11). */
    public void appeal(Actor actor, WhistleId id, WhistleResponseId response, long version, String reason) {
        String text = PlainText.checked(reason, 5, 2000, "text");
        access.perform(
                actor, id, version, WhistleAction.APPEAL, response, (call, now) -> call.appeal(response, text, now));
    }
}
