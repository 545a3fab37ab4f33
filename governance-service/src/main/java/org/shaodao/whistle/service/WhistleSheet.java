package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.Satisfaction;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.organisation.service.UnitRef;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.FeedbackResult;
import org.shaodao.whistle.PlanTaskId;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.ResponseState;
import org.shaodao.whistle.SourceKind;
import org.shaodao.whistle.WhistleAction;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleResponseId;
import org.shaodao.whistle.WhistleScope;
import org.shaodao.whistle.WhistleState;

/** Everything the page of one whistle shows one reader, and what he may do next. */
public record WhistleSheet(
        Facts facts,
        List<Answer> answers,
        List<Task> tasks,
        List<Visit> visits,
        List<LinkedCase> cases,
        List<Link> chain,
        List<String> coStreets,
        List<Step> timeline,
        Set<WhistleAction> actions,
        Map<WhistleResponseId, Set<WhistleAction>> answerActions,
        List<UnitRef> callable) {

    /** The whistle itself. */
    public record Facts(
            WhistleId id,
            long version,
            String number,
            WhistleState state,
            WhistleKind kind,
            WhistleLevel level,
            WhistleScope scope,
            SourceKind source,
            @Nullable String sourceNote,
            @Nullable CategoryId categoryId,
            @Nullable String category,
            String title,
            String problem,
            String tried,
            AreaId streetId,
            AreaId placeId,
            String street,
            @Nullable String community,
            @Nullable String grid,
            @Nullable String address,
            String owner,
            @Nullable String proposedBy,
            @Nullable String applicant,
            @Nullable String approver,
            @Nullable Instant reportInAt,
            @Nullable String reportInPlace,
            ArrivalMode reportInMode,
            @Nullable String coordinator,
            @Nullable Instant coordinatedAt,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Nullable Instant approveDueAt,
            @Nullable Instant approvedAt,
            @Nullable String approvalOpinion,
            @Nullable Instant blownAt,
            @Nullable Instant dueAt,
            @Nullable Instant evaluateDueAt,
            @Nullable String askedFor,
            int upgradeCount,
            @Nullable Instant invalidAt,
            @Nullable String invalidReason,
            @Nullable String endReason,
            @Nullable String summary,
            @Nullable Instant closedAt) {}

    /** One unit's response with all its facts. */
    public record Answer(
            WhistleResponseId id,
            UnitId unitId,
            String unit,
            UnitKind unitKind,
            @Nullable String dutyPhone,
            @Nullable String deputy,
            ResponderRole role,
            ResponseState state,
            String task,
            @Nullable Instant notifiedAt,
            @Nullable Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable Instant unsignedAt,
            @Nullable String contactPerson,
            @Nullable String contactPhone,
            @Nullable Instant contactDueAt,
            @Nullable Instant contactedAt,
            @Nullable Instant reportInDueAt,
            @Nullable Instant arrivedAt,
            @Nullable String arrivedWho,
            @Nullable ArrivalMode arrivalMode,
            @Nullable Instant disputeDueAt,
            @Nullable Instant arrivalConfirmedAt,
            @Nullable Instant disputedAt,
            @Nullable String disputeNote,
            @Nullable Instant streetArrivalAt,
            @Nullable Instant absentAt,
            @Nullable Instant objectedAt,
            @Nullable String objectionReason,
            @Nullable String objectionProposes,
            @Nullable String objectionBasis,
            @Nullable Instant objectionDueAt,
            @Nullable Instant objectionDecidedAt,
            @Nullable Boolean objectionUpheld,
            @Nullable String objectionOpinion,
            @Nullable Instant feedbackDueAt,
            @Nullable Instant feedbackAt,
            @Nullable FeedbackResult feedbackResult,
            @Nullable String feedbackText,
            @Nullable String feedbackBasis,
            @Nullable Instant acceptDueAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant sentBackAt,
            @Nullable String streetOpinion,
            @Nullable Instant noAnswerAt,
            int reworkCount,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason,
            @Nullable Integer speedMark,
            @Nullable Integer cooperationMark,
            @Nullable Integer resultMark,
            @Nullable String markComment,
            @Nullable Instant markedAt,
            @Nullable String marker,
            @Nullable Instant marksReturnedAt,
            @Nullable String marksReturnReason,
            @Nullable Instant countersignedAt,
            @Nullable String countersigner,
            @Nullable Instant appealDueAt,
            @Nullable Instant appealedAt,
            @Nullable String appealReason,
            @Nullable Instant appealDecidedAt,
            @Nullable Boolean appealUpheld,
            @Nullable String appealOpinion) {

        /** Whether the applicant has to mark it: not yet done, or sent back by the leader. */
        public boolean isToMark() {
            return releasedAt == null && (speedMark == null || marksReturnedAt != null);
        }

        /** The limit of the stage the unit is in; null once it has answered. */
        public @Nullable Instant dueAt() {
            return switch (state) {
                case NOTIFIED -> signDueAt;
                case SIGNED -> reportInDueAt;
                case REPORTED_IN -> feedbackDueAt;
                case FEEDBACK_GIVEN, EVALUATED, RELEASED -> null;
            };
        }

        /** Whether that limit has passed. */
        public boolean isLate(Instant now) {
            Instant due = dueAt();
            return due != null && now.isAfter(due);
        }
    }

    /** One task of the joint plan; {@code days} from the whistle on, until it is blown. */
    public record Task(
            PlanTaskId id,
            String unit,
            String task,
            @Nullable Instant dueAt,
            @Nullable Integer days,
            @Nullable Instant doneAt,
            @Nullable String doneNote) {}

    /** One visit or meeting. */
    public record Visit(Instant at, String participants, String finding) {}

    /** A case the whistle is for, with what the whistle did to it and what the requester said afterwards. */
    public record LinkedCase(
            CaseId id,
            String number,
            String title,
            CaseStatus status,
            @Nullable Boolean extended,
            @Nullable String extendReason,
            @Nullable Boolean resolved,
            @Nullable String resolveReason,
            @Nullable Satisfaction satisfaction) {}

    /** A whistle of the same chain (W15). */
    public record Link(WhistleId id, String number, WhistleState state, WhistleLevel level, Instant createdAt) {}

    /** One verb that was done. */
    public record Step(
            int sequence,
            WhistleAction action,
            @Nullable String actor,
            @Nullable String unit,
            @Nullable String responder,
            Instant at,
            @Nullable String text) {}
}
