package org.shaodao.suggestion;

/** Where a suggestion stands. */
public enum SuggestionState {
    SUBMITTED,
    IN_HAND,
    ANSWERED,
    WITHDRAWN;

    /** Whether an answer is still owed. */
    public boolean isOpen() {
        return this == SUBMITTED || this == IN_HAND;
    }
}
