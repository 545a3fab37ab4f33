package org.shaodao.casework;

/** What the requester said at follow-up (T24, indicator I10). */
public enum Satisfaction {
    VERY_SATISFIED,
    SATISFIED,
    BASICALLY_SATISFIED,
    DISSATISFIED,
    NOT_RATED
}
