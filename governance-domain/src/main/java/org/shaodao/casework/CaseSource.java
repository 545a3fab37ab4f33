package org.shaodao.casework;

/** Where a case came from; the source split of the monthly figures sums to all reported (indicator I25). */
public enum CaseSource {
    PATROL,
    VISIT,
    PROACTIVE,
    DESK,
    PHONE,
    WINDOW,
    HOTLINE,
    CANNOT_BE_DONE_WINDOW,
    MEETING,
    MOBILE_WORKER,
    RESIDENT
}
