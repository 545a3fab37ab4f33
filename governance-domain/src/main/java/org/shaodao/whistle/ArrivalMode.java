package org.shaodao.whistle;

/** How a unit reports in or is asked to (W3, W7). */
public enum ArrivalMode {
    ON_SITE,
    ONLINE
}
