package org.shaodao.whistle;

/** Where the whistle comes from (W1). */
public enum SourceKind {
    CASE,
    MEETING,
    PATROL,
    LEADER
}
