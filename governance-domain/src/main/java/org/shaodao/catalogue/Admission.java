package org.shaodao.catalogue;

/** Whether a matter may be given to this level at all (features A8.1, A8.3, practice B4). */
public enum Admission {
    STANDING,
    /** Until a named day; runs out by itself. */
    TEMPORARY,
    NOT_ADMITTED
}
