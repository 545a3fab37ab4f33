package org.shaodao.whistle;

/** What a unit reports as done (W9); {@link #CANNOT} needs its basis in law. */
public enum FeedbackResult {
    DONE,
    PART,
    CANNOT
}
