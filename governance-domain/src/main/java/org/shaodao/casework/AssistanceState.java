package org.shaodao.casework;

/** How far a request for assistance has come (feature A2.23). */
public enum AssistanceState {
    REQUESTED,
    APPROVED,
    REFUSED,
    ACCEPTED,
    DECLINED,
    DONE,
    WITHDRAWN
}
