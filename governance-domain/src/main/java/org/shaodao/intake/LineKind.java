package org.shaodao.intake;

/** What became of a row of an import; every row has exactly one of these. */
public enum LineKind {
    /** A case was made, or would be in a dry run. */
    TAKEN,
    /** The order is here already and says the same. */
    UNCHANGED,
    /** The order is here already and says something else; nothing was changed. */
    CHANGED,
    /** No case, with a named reason. */
    REFUSED
}
