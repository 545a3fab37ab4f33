package org.shaodao.organisation;

/** What a grid is cut along (feature A2.2). */
public enum GridUnitType {
    COMPOUND,
    LANE,
    RESIDENTS_GROUP,
    ENTERPRISE,
    BUILDING,
    MARKET,
    INSTITUTION
}
