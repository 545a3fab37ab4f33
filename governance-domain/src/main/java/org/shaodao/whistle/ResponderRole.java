package org.shaodao.whistle;

/** Part of a unit in a whistle: exactly one leads. */
public enum ResponderRole {
    LEAD,
    CO
}
