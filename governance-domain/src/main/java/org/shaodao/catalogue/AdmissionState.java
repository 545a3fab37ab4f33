package org.shaodao.catalogue;

/** Where an admission request stands. */
public enum AdmissionState {
    REQUESTED,
    /** The district office has given its opinion. */
    REVIEWED,
    /** Agreed to: a line of the catalogue admits the matter. */
    LISTED,
    REFUSED,
    WITHDRAWN,
    /** The agreed period is over; told by the day alone, never stored. */
    EXPIRED
}
