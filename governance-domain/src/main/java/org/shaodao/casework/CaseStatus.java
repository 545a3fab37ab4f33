package org.shaodao.casework;

/** The fourteen states of a case (lifecycle 6.1); everything else is a sub-record. */
public enum CaseStatus {
    DRAFT,
    REPORTED,
    PENDING_INFO,
    ACCEPTED,
    DISPATCHED,
    IN_PROGRESS,
    RETURN_PENDING,
    SUSPENDED,
    RESOLVED,
    FOLLOW_UP,
    CLOSED,
    DECLINED,
    WITHDRAWN,
    VOIDED;

    /** An end state: no clock runs and no desk has it in its list. */
    public boolean isEnd() {
        return this == CLOSED || this == DECLINED || this == WITHDRAWN || this == VOIDED;
    }

    /** States in which every clock stands still. */
    public boolean isPaused() {
        return this == PENDING_INFO || this == SUSPENDED || this == DRAFT || isEnd();
    }
}
