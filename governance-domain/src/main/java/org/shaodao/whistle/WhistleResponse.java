package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

/**
 * The response of one unit to a call. It has facts with their instants; its state follows from them. Absence and
 * objection are facts that stay, not states (rulings 19).
 */
@Entity
@Table(name = "whistle_response")
@Getter
public class WhistleResponse {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private WhistleResponseId id;

    @Version
    @Getter(AccessLevel.NONE)
    @SuppressWarnings("unused")
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    @Enumerated(EnumType.STRING)
    private UnitKind unitKind;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "deputy_unit_id"))
    private @Nullable UnitId deputyUnitId;

    @Enumerated(EnumType.STRING)
    private ResponderRole role;

    @Enumerated(EnumType.STRING)
    private ResponseState state;

    private String task;

    private @Nullable Instant notifiedAt;

    private @Nullable Instant signDueAt;

    private @Nullable Instant contactDueAt;

    private @Nullable Instant reportInDueAt;

    private @Nullable Instant feedbackDueAt;

    private @Nullable Instant signedAt;

    private @Nullable String contactPerson;

    private @Nullable String contactPhone;

    private @Nullable Instant contactedAt;

    private @Nullable Instant unsignedAt;

    private @Nullable Instant absentAt;

    private @Nullable Instant noAnswerAt;

    private int reworkCount;

    private @Nullable Instant releasedAt;

    private @Nullable String releaseReason;

    @Embedded
    private @Nullable ReportIn reportIn;

    @Embedded
    private @Nullable ResponderObjection objection;

    @Embedded
    private @Nullable WhistleFeedback feedback;

    @Embedded
    private @Nullable WhistleEvaluation evaluation;

    WhistleResponse(Summons summons) {
        id = WhistleResponseId.next();
        unitId = summons.unit();
        unitKind = summons.kind();
        deputyUnitId = summons.deputy();
        role = summons.role();
        task = summons.task();
        state = ResponseState.NOTIFIED;
    }

    /** The state its facts give. */
    public ResponseState derived() {
        if (isReleased()) {
            return ResponseState.RELEASED;
        }
        if (evaluation != null && evaluation.isCountersigned()) {
            return ResponseState.EVALUATED;
        }
        if (feedback != null && feedback.stands()) {
            return ResponseState.FEEDBACK_GIVEN;
        }
        if (arrival() != null) {
            return ResponseState.REPORTED_IN;
        }
        return signedAt == null ? ResponseState.NOTIFIED : ResponseState.SIGNED;
    }

    /** What counts for the state of the call. */
    public WhistleState.Answer answer() {
        boolean fedBack = feedback != null && feedback.stands();
        boolean begun = signedAt != null || fedBack || arrival() != null;
        boolean counted = fedBack || role == ResponderRole.CO && noAnswerAt != null;
        return new WhistleState.Answer(role, isReleased(), begun, counted);
    }

    public boolean isReleased() {
        return releasedAt != null;
    }

    /** The arrival that counts, null when there is none. */
    public @Nullable Instant arrival() {
        return reportIn == null ? null : reportIn.counted();
    }

    /** Whether this unit answers here, for itself or as deputy. */
    public boolean isOf(@Nullable UnitId unit) {
        return unit != null && (unit.equals(unitId) || unit.equals(deputyUnitId));
    }

    void notice(WhistleCall call, Moment now) {
        notifiedAt = now.at();
        signDueAt = now.due(call, WhistleClock.SIGN);
        contactDueAt = now.due(call, WhistleClock.CONTACT);
        reportInDueAt = reportInDue(call, now);
        feedbackDueAt = now.due(call, WhistleClock.FEEDBACK);
    }

    /** Clocks of stages that are still open start anew for another level; a due time never moves earlier (W13). */
    void restart(WhistleCall call, Moment now) {
        if (signedAt == null) {
            signDueAt = later(signDueAt, now.due(call, WhistleClock.SIGN));
        }
        if (arrival() == null) {
            reportInDueAt = later(reportInDueAt, now.due(call, WhistleClock.REPORT_IN));
        }
        if (feedback == null || !feedback.stands()) {
            feedbackDueAt = later(feedbackDueAt, now.due(call, WhistleClock.FEEDBACK));
        }
    }

    void sign(String person, String phone, Instant at) {
        require(signedAt == null, "whistle.already-signed");
        signedAt = at;
        contactPerson = person;
        contactPhone = phone;
    }

    void contact(Instant at) {
        if (contactedAt == null) {
            contactedAt = at;
        }
    }

    void object(ResponderObjection made) {
        require(objection == null, "whistle.already-objected");
        require(signDueAt == null || !made.getObjectedAt().isAfter(signDueAt), "whistle.objection-late");
        objection = made;
    }

    void decideObjection(boolean upheld, String opinion, Instant at) {
        require(objection != null && objection.isOpen(), "whistle.no-open-objection");
        Objects.requireNonNull(objection).decide(upheld, opinion, at);
        if (upheld) {
            release(opinion, at);
        }
    }

    void reportIn(ReportIn made) {
        require(arrival() == null, "whistle.already-reported-in");
        reportIn = made;
        if (signedAt == null) {
            signedAt = made.getArrivalStatedAt();
            contactPerson = made.getArrivedWho();
        }
    }

    void confirmArrival(Instant at) {
        ReportIn made = undecidedArrival();
        made.confirm(at);
    }

    void disputeArrival(@Nullable Instant streetArrival, String note, Instant at) {
        ReportIn made = undecidedArrival();
        require(made.getDisputeDueAt() == null || !at.isAfter(made.getDisputeDueAt()), "whistle.dispute-late");
        made.dispute(streetArrival, note, at);
    }

    void feedBack(WhistleFeedback given) {
        require(feedback == null || !feedback.stands(), "whistle.already-fed-back");
        feedback = given;
        if (signedAt == null) {
            signedAt = given.getFeedbackAt();
        }
    }

    void acceptFeedback(@Nullable String opinion, Instant at) {
        openFeedback().accept(opinion, at);
    }

    void sendBack(String opinion, Instant at) {
        require(evaluation == null, "whistle.already-marked");
        openFeedback().sendBack(opinion, at);
        reworkCount++;
    }

    void mark(WhistleEvaluation made) {
        require(evaluation == null || !evaluation.isCountersigned(), "whistle.already-countersigned");
        evaluation = made;
    }

    void release(String reason, Instant at) {
        require(releasedAt == null, "whistle.already-released");
        releasedAt = at;
        releaseReason = reason;
    }

    void becomes(ResponderRole part) {
        role = part;
    }

    void takeTask(String other) {
        task = other;
    }

    void deputise(UnitId deputy) {
        deputyUnitId = deputy;
    }

    /** The plan sets the limit that the unit is called with. */
    void planUntil(Instant limit) {
        feedbackDueAt = limit;
    }

    /** The plan asks for more; a limit that was told to the unit never moves earlier. */
    void extendTo(Instant limit) {
        feedbackDueAt = later(feedbackDueAt, limit);
    }

    /** The marks; throws this rule where there are none. */
    WhistleEvaluation marksOr(String rule) {
        require(evaluation != null, rule);
        return Objects.requireNonNull(evaluation);
    }

    /** What limits have passed without being noted yet: not signed, not come, no answer of a co-responder. */
    List<WhistleAction> passed(Instant now) {
        List<WhistleAction> passed = new ArrayList<>();
        if (isPast(signDueAt, now) && signedAt == null && unsignedAt == null) {
            passed.add(WhistleAction.NOTE_UNSIGNED);
        }
        if (isPast(reportInDueAt, now)
                && arrival() == null
                && absentAt == null
                && (feedback == null || !feedback.stands())) {
            passed.add(WhistleAction.NOTE_ABSENT);
        }
        if (isPast(feedbackDueAt, now) && role == ResponderRole.CO && !answer().answered()) {
            passed.add(WhistleAction.NOTE_NO_ANSWER);
        }
        return passed;
    }

    /** Keeps that one of these limits has passed. */
    void note(WhistleAction passed, Instant at) {
        switch (passed) {
            case NOTE_UNSIGNED -> unsignedAt = at;
            case NOTE_ABSENT -> absentAt = at;
            case NOTE_NO_ANSWER -> noAnswerAt = at;
            default -> throw new IllegalArgumentException("not a limit: " + passed);
        }
    }

    void settle() {
        state = derived();
    }

    private WhistleFeedback openFeedback() {
        require(feedback != null && feedback.stands(), "whistle.no-feedback");
        return Objects.requireNonNull(feedback);
    }

    private ReportIn undecidedArrival() {
        require(
                reportIn != null && reportIn.getArrivalConfirmedAt() == null && reportIn.getDisputedAt() == null,
                "whistle.no-open-arrival");
        return Objects.requireNonNull(reportIn);
    }

    private static @Nullable Instant reportInDue(WhistleCall call, Moment now) {
        Instant asked = call.getReportInAt();
        return asked != null && asked.isAfter(now.at()) ? asked : now.due(call, WhistleClock.REPORT_IN);
    }

    private static boolean isPast(@Nullable Instant due, Instant now) {
        return due != null && now.isAfter(due);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    @SuppressWarnings("NullAway.Init")
    protected WhistleResponse() {
        // for Hibernate
    }
}
