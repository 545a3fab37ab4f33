package org.shaodao.casework;

/** Why a desk does not take a matter (T7). */
public enum DeclineReason {
    NOT_GOVERNMENT_DUTY,
    IN_COURT_OR_PETITION,
    ALREADY_ANSWERED,
    NOT_ENOUGH_FACTS,
    OUTSIDE_AREA
}
