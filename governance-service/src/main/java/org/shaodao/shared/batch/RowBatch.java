package org.shaodao.shared.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gathers the rows that listeners write for each of many events, so that an import does not wait for the database
 * thousands of times. Open it inside a transaction; what was gathered is written when the work is done, in the same
 * transaction, and nothing is written when the work fails.
 */
public final class RowBatch {

    private static final ThreadLocal<@Nullable RowBatch> OPEN = new ThreadLocal<>();

    private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

    private RowBatch() {}

    /** Does the work and writes what it gathered. */
    public static void together(JdbcTemplate jdbc, Runnable work) {
        if (OPEN.get() != null) {
            throw new IllegalStateException("a batch is open already");
        }
        RowBatch batch = new RowBatch();
        OPEN.set(batch);
        try {
            work.run();
        } finally {
            OPEN.remove();
        }
        batch.rows.forEach(jdbc::batchUpdate);
    }

    /** Gathers a row for the statement; false when nobody gathers and the caller writes it at once. */
    public static boolean add(String sql, @Nullable Object... values) {
        RowBatch batch = OPEN.get();
        if (batch == null) {
            return false;
        }
        batch.rows.computeIfAbsent(sql, any -> new ArrayList<>()).add(values);
        return true;
    }
}
