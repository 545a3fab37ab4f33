package org.shaodao.whistle;

/** Why the whistle is blown (whistle lifecycle 7.1). */
public enum WhistleKind {
    /** A matter that troubles people and that the street cannot solve alone. */
    PUBLIC_CONCERN,
    JOINT_ENFORCEMENT,
    /** Blown first, approved within 24 hours (W2). */
    EMERGENCY,
    KEY_WORK
}
