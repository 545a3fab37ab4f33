package org.shaodao.deliberation;

/** Where a joint meeting stands; minutes are kept and resolutions passed only once it was held. */
public enum MeetingState {
    PLANNED,
    HELD,
    CLOSED,
    CANCELLED
}
