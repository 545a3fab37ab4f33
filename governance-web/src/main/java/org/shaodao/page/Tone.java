package org.shaodao.page;

import java.util.Map;

/** How states look: always a sign and a word, the colour only helps (rulings 30). */
enum Tone {
    WAIT("wait", "clock"),
    BUSY("busy", "play"),
    GOOD("good", "check"),
    WARN("warn", "alert"),
    PAUSE("pause", "pause"),
    DONE("done", "archive"),
    NONE("none", "dot");

    private static final Map<String, Tone> BY_NAME = Map.ofEntries(
            Map.entry("DRAFT", NONE),
            Map.entry("REPORTED", WAIT),
            Map.entry("PENDING_INFO", PAUSE),
            Map.entry("ACCEPTED", WAIT),
            Map.entry("DISPATCHED", WAIT),
            Map.entry("IN_PROGRESS", BUSY),
            Map.entry("RETURN_PENDING", WARN),
            Map.entry("SUSPENDED", PAUSE),
            Map.entry("RESOLVED", GOOD),
            Map.entry("FOLLOW_UP", GOOD),
            Map.entry("CLOSED", DONE),
            Map.entry("DECLINED", DONE),
            Map.entry("WITHDRAWN", DONE),
            Map.entry("VOIDED", DONE),
            Map.entry("PENDING_APPROVAL", WAIT),
            Map.entry("BLOWN", WAIT),
            Map.entry("HANDLING", BUSY),
            Map.entry("AWAITING_EVALUATION", GOOD),
            Map.entry("REFUSED", DONE),
            Map.entry("RECALLED", DONE),
            Map.entry("NOTIFIED", WAIT),
            Map.entry("SIGNED", BUSY),
            Map.entry("REPORTED_IN", BUSY),
            Map.entry("FEEDBACK_GIVEN", GOOD),
            Map.entry("EVALUATED", DONE),
            Map.entry("RELEASED", NONE),
            Map.entry("ACTIVE", GOOD),
            Map.entry("OPEN", BUSY),
            Map.entry("AGREED", GOOD),
            Map.entry("REQUESTED", WAIT),
            Map.entry("APPROVED", WAIT),
            Map.entry("LOCKED", WARN),
            Map.entry("DISABLED", DONE),
            Map.entry("ABOLISHED", DONE),
            Map.entry("FAILED", WARN),
            Map.entry("RUNNING", BUSY),
            Map.entry("WAITING", WAIT),
            Map.entry("PENDING", WAIT),
            Map.entry("PLANNED", WAIT),
            Map.entry("HELD", BUSY),
            Map.entry("CANCELLED", DONE),
            Map.entry("SUBMITTED", WAIT),
            Map.entry("IN_HAND", BUSY),
            Map.entry("ANSWERED", GOOD),
            Map.entry("DONE", GOOD));

    private final String style;
    private final String icon;

    Tone(String style, String icon) {
        this.style = style;
        this.icon = icon;
    }

    static Tone of(String constant) {
        return BY_NAME.getOrDefault(constant, NONE);
    }

    String style() {
        return style;
    }

    String icon() {
        return icon;
    }
}
