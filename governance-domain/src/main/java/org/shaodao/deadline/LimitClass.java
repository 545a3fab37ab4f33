package org.shaodao.deadline;

import java.io.Serializable;

/** The limits of one class of matters: handling, first contact with the requester, signing and acceptance. */
public record LimitClass(String code, Limit handling, Limit contact, Limit sign, Limit accept) implements Serializable {

    public static final String EMERGENCY = "EMERGENCY";
    public static final String UTILITY = "UTILITY";
    public static final String ON_THE_SPOT = "ON_THE_SPOT";
    public static final String SIMPLE = "SIMPLE";
    public static final String GENERAL = "GENERAL";
    public static final String COMPLEX = "COMPLEX";
}
