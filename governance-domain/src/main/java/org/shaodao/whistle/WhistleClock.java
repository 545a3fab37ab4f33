package org.shaodao.whistle;

/** The clocks of a whistle (whistle lifecycle 7.3); each has a limit per level, and emergencies their own. */
public enum WhistleClock {
    /** W2. */
    APPROVE,
    /** W4. */
    SIGN,
    /** W5; an amount of 0 switches it off. */
    CONTACT,
    /** W6: deciding an objection. */
    ADJUDICATE,
    /** W7. */
    REPORT_IN,
    /** W7: the street's time to dispute a stated arrival (rulings 21). */
    DISPUTE,
    /** W9. */
    FEEDBACK,
    /** W10. */
    ACCEPT,
    /** W11. */
    EVALUATE,
    /** W11: the unit's time to appeal against low marks. */
    APPEAL
}
