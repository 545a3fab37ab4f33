package org.shaodao.casework;

/** How a person in a post stands to a case; the last column of docs/rights.csv. */
public enum Relation {
    /** No case yet: anyone in the role. */
    NEW,
    /** Reported it himself. */
    REPORTER,
    /** Reported it himself, and its grid is the grid of the post. */
    REPORTER_OWN_GRID,
    /** The post acts for the unit that holds the case now. */
    HOLDER,
    /** The post acts for the unit that handles or last handled the case. */
    HANDLING_UNIT,
    /** The post acts for the desk that accepted the case. */
    ACCEPTING,
    /** The post acts for the unit that made the running dispatch. */
    DISPATCHER,
    /** The pending request is this post's to decide (T15, T16, T18, T19, exclusions). */
    DECIDER,
    /** The post acts for a co-unit of the running order whose answer is still awaited. */
    CO_UNIT,
    /** The case's grid is the grid of the post and the person did not handle it (rulings 13). */
    VERIFIER,
    /** The post's area covers the case. */
    IN_AREA
}
