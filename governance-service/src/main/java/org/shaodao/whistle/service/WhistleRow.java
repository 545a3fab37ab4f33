package org.shaodao.whistle.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.whistle.ResponderRole;
import org.shaodao.whistle.ResponseState;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.WhistleState;

/** One whistle on the hub with where each unit stands. */
public record WhistleRow(Head head, List<Unit> units) {

    /** The whistle itself. */
    public record Head(
            WhistleId id,
            String number,
            String title,
            WhistleState state,
            WhistleKind kind,
            WhistleLevel level,
            String street,
            @Nullable String community,
            @Nullable Instant blownAt,
            @Nullable Instant dueAt,
            @Nullable Instant approveDueAt,
            @Nullable Instant approvedAt,
            @Nullable Instant evaluateDueAt,
            @Nullable Instant closedAt,
            @Nullable Instant invalidAt,
            @Nullable String askedFor,
            boolean again,
            long cases,
            Instant stateChangedAt) {}

    /** One unit called: the facts that the hub shows, and the limit that runs. */
    public record Unit(
            UUID callId,
            String unit,
            @Nullable String deputy,
            @Nullable String dutyPhone,
            ResponderRole role,
            ResponseState state,
            @Nullable Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable Instant unsignedAt,
            @Nullable Instant reportInDueAt,
            @Nullable Instant arrival,
            @Nullable Instant absentAt,
            @Nullable Instant feedbackDueAt,
            @Nullable Instant feedbackAt,
            @Nullable Instant noAnswerAt,
            boolean objecting,
            boolean mine) {

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
}
