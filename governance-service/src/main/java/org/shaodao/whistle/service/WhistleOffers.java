package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostType;
import org.shaodao.whistle.ReportIn;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleCall;
import org.shaodao.whistle.WhistleEvaluation;
import org.shaodao.whistle.WhistleFeedback;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleResponse;
import org.springframework.stereotype.Component;

/** What somebody may do with a whistle at this moment, so that pages offer no button that would be refused. */
@Component
@RequiredArgsConstructor
class WhistleOffers {

    private static final Set<WhistleAction> OF_CALL = EnumSet.of(
            WhistleAction.ADOPT,
            WhistleAction.DECLINE_PROPOSAL,
            WhistleAction.APPROVE,
            WhistleAction.REFUSE,
            WhistleAction.COORDINATE,
            WhistleAction.ADD_RESPONDER,
            WhistleAction.RECORD_HANDLING,
            WhistleAction.PLAN,
            WhistleAction.FINISH_TASK,
            WhistleAction.ASK_RESPONDER,
            WhistleAction.COUNTERSIGN,
            WhistleAction.CLOSE,
            WhistleAction.UPGRADE,
            WhistleAction.RECALL,
            WhistleAction.BLOW_AGAIN,
            WhistleAction.INVALIDATE);

    private static final Set<WhistleAction> OF_RESPONSE = EnumSet.of(
            WhistleAction.SIGN,
            WhistleAction.CONTACT,
            WhistleAction.OBJECT,
            WhistleAction.DECIDE_OBJECTION,
            WhistleAction.REPORT_IN,
            WhistleAction.CONFIRM_ARRIVAL,
            WhistleAction.DISPUTE_ARRIVAL,
            WhistleAction.RELEASE,
            WhistleAction.NAME_LEAD,
            WhistleAction.NAME_DEPUTY,
            WhistleAction.FEED_BACK,
            WhistleAction.ACCEPT_FEEDBACK,
            WhistleAction.SEND_BACK,
            WhistleAction.GRADE,
            WhistleAction.RETURN_MARKS,
            WhistleAction.APPEAL,
            WhistleAction.DECIDE_APPEAL);

    private final WhistleAccess access;
    private final Clock clock;

    /** Verbs on the whistle as a whole. */
    Set<WhistleAction> ofCall(Actor actor, WhistleCall call) {
        List<WhistleAccess.Standing> standings = access.standings(actor, call, null, access.offices(actor, call));
        return offered(OF_CALL, call, standings, action -> fits(actor, call, action));
    }

    /** Verbs on one unit's response. */
    Set<WhistleAction> ofResponse(Actor actor, WhistleCall call, WhistleResponse response, Set<PostType> offices) {
        if (response.isReleased()) {
            return EnumSet.noneOf(WhistleAction.class);
        }
        return offered(
                OF_RESPONSE,
                call,
                access.standings(actor, call, response, offices),
                action -> fits(actor, response, action, clock.instant()));
    }

    private static Set<WhistleAction> offered(
            Set<WhistleAction> all,
            WhistleCall call,
            List<WhistleAccess.Standing> standings,
            Predicate<WhistleAction> fits) {
        return all.stream()
                .filter(action -> action.isLegalIn(call.getState()))
                .filter(fits)
                .filter(action -> standings.stream()
                        .anyMatch(one -> levels(action, call).stream().anyMatch(level -> one.allows(action, level))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WhistleAction.class)));
    }

    /** Upgrading asks for the rights of a level above, everything else for those of the present one. */
    private static List<WhistleLevel> levels(WhistleAction action, WhistleCall call) {
        return action == WhistleAction.UPGRADE
                ? List.of(WhistleLevel.values()).stream()
                        .filter(level -> level.isAbove(call.getLevel()))
                        .toList()
                : List.of(call.getLevel());
    }

    private static boolean fits(Actor actor, WhistleCall call, WhistleAction action) {
        return switch (action) {
            case APPROVE, REFUSE ->
                call.getApprovedAt() == null && !actor.account().equals(call.getApplicantId());
            case COORDINATE -> call.getCoordinatedAt() == null && call.getLevel() == WhistleLevel.STUBBORN;
            case FINISH_TASK -> call.tasks().stream().anyMatch(task -> task.getDoneAt() == null);
            case COUNTERSIGN -> mayCountersign(actor, call);
            case CLOSE ->
                call.getApprovedAt() != null
                        && call.called().stream()
                                .map(WhistleResponse::getEvaluation)
                                .allMatch(marks -> marks != null && marks.isCountersigned());
            case RECALL -> call.responses().stream().allMatch(one -> one.getReportIn() == null);
            case INVALIDATE -> call.getInvalidAt() == null;
            default -> true;
        };
    }

    private static boolean mayCountersign(Actor actor, WhistleCall call) {
        List<@Nullable WhistleEvaluation> all =
                call.called().stream().map(WhistleResponse::getEvaluation).toList();
        return all.stream().allMatch(marks -> marks != null && !marks.isReturned())
                && all.stream().anyMatch(marks -> marks != null && !marks.isCountersigned())
                && all.stream()
                        .allMatch(marks -> marks == null
                                || marks.isCountersigned()
                                || !actor.account().equals(marks.getMarkedBy()));
    }

    private static boolean fits(Actor actor, WhistleResponse response, WhistleAction action, Instant now) {
        WhistleFeedback feedback = response.getFeedback();
        WhistleEvaluation marks = response.getEvaluation();
        boolean fedBack = feedback != null && feedback.stands();
        return switch (action) {
            case SIGN -> response.getSignedAt() == null;
            case CONTACT -> response.getContactedAt() == null && response.getContactDueAt() != null;
            case OBJECT -> response.getObjection() == null && !isPast(response.getSignDueAt(), now);
            case DECIDE_OBJECTION ->
                response.getObjection() != null && response.getObjection().isOpen();
            case REPORT_IN -> response.arrival() == null && !fedBack;
            case CONFIRM_ARRIVAL, DISPUTE_ARRIVAL -> {
                ReportIn arrival = response.getReportIn();
                yield isUndecided(arrival) && arrival != null && !isPast(arrival.getDisputeDueAt(), now);
            }
            case RELEASE, NAME_LEAD -> response.getRole() == ResponderRole.CO;
            case FEED_BACK -> !fedBack && marks == null;
            case ACCEPT_FEEDBACK -> fedBack && marks == null && feedback != null && feedback.getAcceptedAt() == null;
            case SEND_BACK -> fedBack && marks == null;
            case GRADE -> marks == null || !marks.isCountersigned();
            case RETURN_MARKS ->
                marks != null
                        && !marks.isCountersigned()
                        && !marks.isReturned()
                        && !actor.account().equals(marks.getMarkedBy());
            case APPEAL ->
                marks != null
                        && marks.isCountersigned()
                        && marks.marks().isLow()
                        && marks.getAppealedAt() == null
                        && !isPast(marks.getAppealDueAt(), now);
            case DECIDE_APPEAL -> marks != null && marks.getAppealedAt() != null && marks.getAppealDecidedAt() == null;
            default -> true;
        };
    }

    private static boolean isUndecided(@Nullable ReportIn arrival) {
        return arrival != null && arrival.getArrivalConfirmedAt() == null && arrival.getDisputedAt() == null;
    }

    private static boolean isPast(@Nullable Instant due, Instant now) {
        return due != null && now.isAfter(due);
    }
}
