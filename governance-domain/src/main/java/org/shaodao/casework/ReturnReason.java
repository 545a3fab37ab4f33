package org.shaodao.casework;

/** Why a unit returns a dispatch (lifecycle T14). */
public enum ReturnReason {
    NOT_OUR_DUTY,
    NOT_OUR_AREA,
    WRONG_ADDRESS,
    ALREADY_HANDLED
}
