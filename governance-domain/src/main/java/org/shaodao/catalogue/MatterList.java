package org.shaodao.catalogue;

/** On which list of a street's matters one stands (feature A8.10, practice B4). */
public enum MatterList {
    /** The street's own duty. */
    BASIC,
    /** A department leads, the street assists. */
    ASSISTING,
    /** Taken back by the departments above; never dispatched to a street. */
    WITHDRAWN
}
