package org.shaodao.casework;

/** How a co-unit answered; a unit without an answer was only asked. */
public enum CoHandlingState {
    ASKED,
    ACCEPTED,
    REFUSED,
    DONE
}
