package org.shaodao.shared.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers the rows that listeners write beside what a verb changes, and sends them together at the end of the same
 * transaction: a verb does not wait for the database once for every row, an import not thousands of times. What is rolled
 * back was never sent, and a row that cannot be written undoes the verb. Who reads such a row in the transaction that
 * wrote it calls {@link #send} before.
 */
@Component
@RequiredArgsConstructor
public class RowsAtCommit {

    /** Up to so many rows go as one message of several statements; more go statement by statement, in batches. */
    static final int MOST_IN_ONE = 16;

    private final JdbcTemplate jdbc;

    /** Adds a row; outside a transaction, and while the transaction already ends, it is written at once. */
    public void add(String sql, @Nullable Object... values) {
        put(sql, new Object(), values);
    }

    /** As {@link #add}; the last row of a statement and key stands for all of them, as an upsert would have it. */
    public void put(String sql, Object key, @Nullable Object... values) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            jdbc.update(sql, values);
            return;
        }
        Gathered gathered = gathered();
        gathered.rows.put(List.of(sql, key), new Row(sql, values));
        if (gathered.ending) {
            send();
        }
    }

    /** Sends what this transaction has gathered so far. */
    public void send() {
        Gathered gathered = (Gathered) TransactionSynchronizationManager.getResource(this);
        if (gathered == null || gathered.rows.isEmpty()) {
            return;
        }
        List<Row> rows = List.copyOf(gathered.rows.values());
        gathered.rows.clear();
        if (rows.size() > MOST_IN_ONE) {
            inBatches(rows);
        } else {
            jdbc.update(
                    rows.stream().map(Row::sql).collect(Collectors.joining(";\n")),
                    rows.stream().flatMap(row -> Arrays.stream(row.values())).toArray());
        }
    }

    private void inBatches(List<Row> rows) {
        Map<String, List<@Nullable Object[]>> batches = new LinkedHashMap<>();
        for (Row row : rows) {
            batches.computeIfAbsent(row.sql(), any -> new ArrayList<>()).add(row.values());
        }
        batches.forEach(jdbc::batchUpdate);
    }

    private Gathered gathered() {
        Gathered known = (Gathered) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        Gathered begun = new Gathered();
        TransactionSynchronizationManager.bindResource(this, begun);
        TransactionSynchronizationManager.registerSynchronization(new ResourceHolderSynchronization<>(begun, this) {
            @Override
            public void beforeCommit(boolean readOnly) {
                begun.ending = true;
                send();
            }
        });
        return begun;
    }

    private record Row(String sql, @Nullable Object[] values) {}

    private static final class Gathered extends ResourceHolderSupport {

        private final Map<List<Object>, Row> rows = new LinkedHashMap<>();
        private boolean ending;
    }
}
