package org.shaodao.casework;

/** What came of the handling (T21). */
public enum ResolutionKind {
    SOLVED,
    EXPLAINED,
    PARTLY
}
