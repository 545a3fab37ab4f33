package org.shaodao.insight;

/** How often a street blows, as a band and never as a place in a row (indicator W-3). */
public enum WhistleBand {
    NONE,
    LOW,
    USUAL,
    HIGH;

    /** The band of a rate; below {@code low} or above {@code high} per cent is out of the usual. */
    public static WhistleBand of(Rate rate, int low, int high) {
        java.math.BigDecimal percent = rate.percent();
        if (percent == null) {
            return NONE;
        }
        if (percent.compareTo(java.math.BigDecimal.valueOf(low)) < 0) {
            return LOW;
        }
        return percent.compareTo(java.math.BigDecimal.valueOf(high)) > 0 ? HIGH : USUAL;
    }
}
