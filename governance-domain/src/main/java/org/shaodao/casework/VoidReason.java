package org.shaodao.casework;

/** Why a case is void (T8, T27); a void case is kept and never counts as handled. */
public enum VoidReason {
    /** Handled together with another case; set by merging alone. */
    MERGED,
    TRIAL_ENTRY,
    WRONG_ENTRY,
    NOTHING_THERE,
    ENTERED_TWICE_BY_SYSTEM,
    OTHER
}
