package org.shaodao.casework;

/** What became of a request. */
public enum RequestState {
    PENDING,
    APPROVED,
    REFUSED,
    /** The case moved on before anybody decided. */
    LAPSED
}
