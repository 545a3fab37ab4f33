package org.shaodao.casework;

/** The clocks of a case that can ring. */
public enum ClockKind {
    /** The clock of the present stage, which the traffic light shows: accepting, dispatching, handling, verifying, following up. */
    STAGE,
    /** By when the unit must sign for the order (T13). */
    SIGN,
    /** By when the requester must have heard from someone. */
    CONTACT,
    /** By when the reporter should have answered the desk's question; the desk decides afterwards (T4). */
    INFO,
    /** When a suspension must be looked at again (T20). */
    REVIEW
}
