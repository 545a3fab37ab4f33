package org.shaodao.casework.service;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.DeclineReason;
import org.shaodao.casework.DispatchKind;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.Satisfaction;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.UnitRef;

/** Everything the case page shows one reader: facts, clocks, orders, timeline, and what this reader may do next. */
public record CaseSheet(
        Facts facts,
        List<Order> orders,
        List<Step> timeline,
        List<FollowUpRow> followUps,
        Set<CaseAction> actions,
        Categories.@Nullable Suggestion suggestion,
        @Nullable Proposal proposal,
        List<UnitRef> targets) {

    /** Whether the latest order asked other units to take part. */
    public boolean coUnitsAsked() {
        return !orders.isEmpty() && orders.get(orders.size() - 1).coUnits() != null;
    }

    /** The case itself. {@code requesterPhone} is masked. */
    public record Facts(
            CaseId id,
            long version,
            String number,
            CaseStatus status,
            Light light,
            AreaLevel level,
            CaseSource source,
            @Nullable String externalSource,
            @Nullable String externalNumber,
            @Nullable CategoryId categoryId,
            @Nullable String category,
            String title,
            String description,
            @Nullable String address,
            boolean urgent,
            boolean confidential,
            @Nullable String street,
            @Nullable String community,
            @Nullable String grid,
            @Nullable String reporter,
            @Nullable String requesterName,
            @Nullable String requesterPhone,
            String holder,
            @Nullable String acceptingUnit,
            @Nullable String handlingUnit,
            @Nullable String question,
            Instant reportedAt,
            @Nullable Instant acceptDueAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant dispatchDueAt,
            @Nullable Instant firstDispatchedAt,
            @Nullable Instant contactDueAt,
            @Nullable Instant firstContactAt,
            @Nullable Instant dueAt,
            @Nullable String dueLimit,
            @Nullable Integer dueCalendar,
            boolean dueProvisional,
            @Nullable Instant clockDueAt,
            @Nullable Instant verifyDueAt,
            @Nullable Instant followUpDueAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt,
            @Nullable String resolution,
            @Nullable ResolutionKind resolutionKind,
            @Nullable DeclineReason declineReason,
            @Nullable AreaLevel solvedLevel,
            boolean onTheSpot,
            int reworkCount,
            int redoCount,
            int escalationCount) {}

    /** One dispatch. */
    public record Order(
            int sequence,
            DispatchKind kind,
            String unit,
            @Nullable String dutyPhone,
            String dispatcher,
            @Nullable String coUnits,
            @Nullable String opinion,
            Instant dispatchedAt,
            @Nullable Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable String contactPerson,
            @Nullable String contactPhone,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable String endKind,
            String routedBy,
            @Nullable String routingFacts) {}

    /** One verb that was done. */
    public record Step(
            int sequence,
            CaseAction action,
            @Nullable CaseStatus fromStatus,
            CaseStatus toStatus,
            @Nullable String actor,
            @Nullable String actorRole,
            @Nullable String unit,
            Instant at,
            @Nullable String text,
            @Nullable String facts) {

        /** Key of the word that says which reminder or which level of supervision it was; null for other steps. */
        public @Nullable String detailKey() {
            if (action == CaseAction.FOLLOW_AREA) {
                return facts == null ? "casework.follow-area.case" : "casework.follow-area.part";
            }
            if (!action.isNote() || facts == null) {
                return null;
            }
            return switch (action) {
                case REMIND -> "ReminderKind." + facts;
                case PROPOSE_SUPERVISION, SUPERVISE, DISMISS_SUPERVISION -> "SupervisionLevel." + facts;
                default -> null;
            };
        }
    }

    /** One follow-up. */
    public record FollowUpRow(
            Instant at,
            boolean reached,
            @Nullable String contacted,
            @Nullable String solved,
            @Nullable Satisfaction satisfaction,
            @Nullable String note) {}

    /** Where the catalogue would send it and why; without a unit it says why a person must decide. */
    public record Proposal(
            @Nullable UnitRef lead,
            List<UnitRef> coUnits,
            @Nullable String limitClass,
            @Nullable String rule,
            @Nullable String reasonKey,
            List<String> reasonArguments,
            @Nullable String facts) {}
}
