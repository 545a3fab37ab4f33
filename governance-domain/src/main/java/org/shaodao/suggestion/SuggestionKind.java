package org.shaodao.suggestion;

/** What somebody wants to say about the platform. */
public enum SuggestionKind {
    /** Something does not work. */
    FAULT,
    /** Something could be better. */
    WISH,
    /** Something is wrong with how it is run or used. */
    COMPLAINT
}
