package org.shaodao.casework;

/** Why a case should count in nobody's figures. */
public enum ExclusionReason {
    FORCE_MAJEURE,
    UNREASONABLE_REQUEST,
    /** Appeal against a refused return: the duty was somebody else's (T16, "objection may go to the district"). */
    DISPUTED_DUTY
}
