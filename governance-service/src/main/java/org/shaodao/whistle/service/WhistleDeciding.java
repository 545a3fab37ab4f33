package org.shaodao.whistle.service;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleResponseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the street's leaders and the district decide about a whistle: approval, coordination, end, level, validity and
 * appeals (W2, W11–W14, W16). Each is one verb in one transaction and throws as {@code WhistleAccess.perform}.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class WhistleDeciding {

    private final WhistleAccess access;

    /** Approves; blows it unless it is blown already (W2, W3). */
    public void approve(Actor actor, WhistleId id, long version, @Nullable String opinion) {
        String text = optional(opinion);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.APPROVE,
                null,
                (call, now) -> call.approve(text.isBlank() ? null : text, now));
    }

    /** Refuses with a reason (W2). */
    public void refuse(Actor actor, WhistleId id, long version, String reason) {
        String text = needed(reason);
        access.perform(actor, id, version, WhistleAction.REFUSE, null, (call, now) -> call.refuse(text, now));
    }

    /** The district notes what it arranged for a stubborn whistle. */
    public void coordinate(Actor actor, WhistleId id, long version, String note) {
        String text = needed(note);
        access.perform(actor, id, version, WhistleAction.COORDINATE, null, (call, now) -> call.coordinate(text, now));
    }

    /** To a higher level (W13); only who may approve there may upgrade. */
    public void upgrade(
            Actor actor,
            WhistleId id,
            long version,
            @Nullable WhistleLevel to,
            String reason,
            @Nullable String coordinator) {
        RuleViolation.require(to != null, "whistle.level-missing");
        String text = needed(reason);
        String who = PlainText.checked(coordinator, 0, 100, "coordinator");
        access.perform(actor, id, version, WhistleAction.UPGRADE, null, to, (call, now) -> {
            if (to != null) {
                call.upgrade(to, text, who, now);
            }
        });
    }

    /** Takes it back before anyone has come (W14). */
    public void recall(Actor actor, WhistleId id, long version, String reason) {
        String text = needed(reason);
        access.perform(actor, id, version, WhistleAction.RECALL, null, (call, now) -> call.recall(text, now));
    }

    /** Ends it with a summary (W12); its cases are resolved by jobs. */
    public void close(Actor actor, WhistleId id, long version, String summary) {
        String text = PlainText.checked(summary, 5, 2000, "text");
        access.perform(actor, id, version, WhistleAction.CLOSE, null, (call, now) -> call.close(text, now));
    }

    /** Joins all marks that the applicant entered (W11). */
    public void countersign(Actor actor, WhistleId id, long version) {
        access.perform(actor, id, version, WhistleAction.COUNTERSIGN, null, (call, now) -> call.countersign(now));
    }

    /** Sends the marks of one unit back to the applicant, with what the leader holds against them (W11). */
    public void returnMarks(Actor actor, WhistleId id, WhistleResponseId response, long version, String reason) {
        String text = needed(reason);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.RETURN_MARKS,
                response,
                (call, now) -> call.returnMarks(response, text, now));
    }

    /** The district holds the whistle to have been needless (W16). */
    public void invalidate(Actor actor, WhistleId id, long version, String reason) {
        String text = needed(reason);
        access.perform(actor, id, version, WhistleAction.INVALIDATE, null, (call, now) -> call.invalidate(text, now));
    }

    /** The district decides a unit's appeal (W11). */
    public void decideAppeal(
            Actor actor, WhistleId id, WhistleResponseId response, long version, boolean upheld, String opinion) {
        String text = needed(opinion);
        access.perform(
                actor,
                id,
                version,
                WhistleAction.DECIDE_APPEAL,
                response,
                (call, now) -> call.decideAppeal(response, upheld, text, now));
    }

    static String needed(@Nullable String text) {
        return PlainText.checked(text, 2, 2000, "text");
    }

    static String optional(@Nullable String text) {
        return PlainText.checked(text, 0, 2000, "text");
    }
}
