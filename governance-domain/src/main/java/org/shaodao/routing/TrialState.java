package org.shaodao.routing;

/** How a trial over past cases stands. */
public enum TrialState {
    RUNNING,
    DONE,
    CANCELLED,
    /** It broke off, or its node stopped. */
    FAILED
}
