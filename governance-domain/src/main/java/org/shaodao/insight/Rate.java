package org.shaodao.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A share as it is shown (indicators 8.1): of nothing it is a dash, of fewer than five the two numbers, else per cent with
 * two decimals rounded half up.
 *
 * @param of what it is a share of; null for a plain count
 */
public record Rate(long hits, @Nullable Long of) {

    /** Shares of fewer are shown as two numbers. */
    public static final int FEW = 5;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static Rate count(long hits) {
        return new Rate(hits, null);
    }

    /** The share in per cent, or null for a count and for a share of nothing. */
    public @Nullable BigDecimal percent() {
        return of == null || of == 0
                ? null
                : BigDecimal.valueOf(hits).multiply(HUNDRED).divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
    }

    public String text() {
        if (of == null) {
            return String.valueOf(hits);
        }
        if (of == 0) {
            return "—";
        }
        return of < FEW ? hits + "/" + of : percent() + "%";
    }
}
