package org.shaodao.casework;

/** Which verb made a dispatch order: T10, T11, T15, T17 or T28. */
public enum DispatchKind {
    SELF,
    DISPATCH,
    REDISPATCH,
    ESCALATION,
    FORWARD
}
