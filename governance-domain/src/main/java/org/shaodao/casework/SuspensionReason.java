package org.shaodao.casework;

/** Why a case cannot be handled for now (lifecycle T19). */
public enum SuspensionReason {
    FUNDING,
    PLANNING,
    WEATHER,
    LITIGATION,
    OTHER
}
