package org.shaodao.casework;

/** What a photo or file of a case shows. */
public enum CaseFileKind {
    BEFORE,
    AFTER,
    EVIDENCE,
    DOCUMENT
}
