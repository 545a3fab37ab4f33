package org.shaodao.whistle;

/** Stage of one unit's response; follows from its facts. */
public enum ResponseState {
    NOTIFIED,
    SIGNED,
    REPORTED_IN,
    FEEDBACK_GIVEN,
    EVALUATED,
    RELEASED
}
