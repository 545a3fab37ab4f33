package org.shaodao.casework;

/** Where a supervision order stands. A proposal whose clock has stopped meanwhile has lapsed; that is worked out, not stored. */
public enum SupervisionState {
    PROPOSED,
    ISSUED,
    DISMISSED
}
