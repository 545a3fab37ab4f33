package org.shaodao.casework;

/** How far a mediation has come. */
public enum MediationState {
    OPEN,
    AGREED,
    FAILED
}
