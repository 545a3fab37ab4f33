package org.shaodao.whistle;

/** How hard the matter is; decides who approves and how long the limits are (whistle lifecycle 7.1). */
public enum WhistleLevel {
    ROUTINE,
    TACKLING,
    STUBBORN;

    public boolean isAbove(WhistleLevel other) {
        return ordinal() > other.ordinal();
    }
}
