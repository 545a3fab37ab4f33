package org.shaodao.casework;

/** Why somebody was there (features A2.21, A2.22). */
public enum VisitKind {
    PATROL,
    VISIT
}
