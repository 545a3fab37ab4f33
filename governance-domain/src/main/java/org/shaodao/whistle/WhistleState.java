package org.shaodao.whistle;

import java.util.Collection;

/**
 * State of a call. It is a function of the decisions taken and of the responses, so that it cannot contradict them
 * (rulings 19); the stored copy is only there to be searched.
 */
public enum WhistleState {
    /** A community's proposal that the street has not taken up. */
    DRAFT(WhistlePhase.SOURCE),
    PENDING_APPROVAL(WhistlePhase.SOURCE),
    BLOWN(WhistlePhase.REPORTING_IN),
    HANDLING(WhistlePhase.HANDLING),
    AWAITING_EVALUATION(WhistlePhase.EVALUATION),
    CLOSED(WhistlePhase.EVALUATION),
    REFUSED(WhistlePhase.SOURCE),
    RECALLED(WhistlePhase.REPORTING_IN);

    private final WhistlePhase phase;

    WhistleState(WhistlePhase phase) {
        this.phase = phase;
    }

    public WhistlePhase phase() {
        return phase;
    }

    public boolean isEnd() {
        return this == CLOSED || this == REFUSED || this == RECALLED;
    }

    /** Blown and not at an end. */
    public boolean isRunning() {
        return this == BLOWN || this == HANDLING || this == AWAITING_EVALUATION;
    }

    /** What has been decided about a call. */
    public record Decisions(boolean submitted, boolean refused, boolean blown, boolean recalled, boolean closed) {}

    /** What counts of one response: released, begun (signed or further), answered (fed back, or counted as none). */
    public record Answer(ResponderRole role, boolean released, boolean begun, boolean answered) {}

    /** The state that follows from decisions and answers. */
    public static WhistleState of(Decisions decisions, Collection<Answer> answers) {
        if (decisions.recalled()) {
            return RECALLED;
        }
        if (decisions.refused()) {
            return REFUSED;
        }
        if (decisions.closed()) {
            return CLOSED;
        }
        if (!decisions.blown()) {
            return decisions.submitted() ? PENDING_APPROVAL : DRAFT;
        }
        boolean leadAnswered =
                answers.stream().anyMatch(a -> a.role() == ResponderRole.LEAD && !a.released() && a.answered());
        if (leadAnswered && answers.stream().allMatch(a -> a.released() || a.answered())) {
            return AWAITING_EVALUATION;
        }
        return answers.stream().anyMatch(a -> !a.released() && a.begun()) ? HANDLING : BLOWN;
    }
}
