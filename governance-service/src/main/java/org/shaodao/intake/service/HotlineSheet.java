package org.shaodao.intake.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.ColumnMapping;
import org.shaodao.intake.WantedColumns;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.springframework.core.io.InputStreamSource;

/** An open hotline file after its head was found: within the first lines, below a title if there is one. */
final class HotlineSheet implements AutoCloseable {

    private static final int HEAD_WITHIN = 5;

    private final Table table;
    private final TableRow head;
    private final ColumnMapping mapping;
    private final List<TableRow> readAhead;

    private HotlineSheet(Table table, TableRow head, ColumnMapping mapping, List<TableRow> readAhead) {
        this.table = table;
        this.head = head;
        this.mapping = mapping;
        this.readAhead = readAhead;
    }

    /** Opens the file; throws {@link RuleViolation} when it cannot be read or has no usable head. */
    static HotlineSheet open(InputStreamSource file, WantedColumns wanted) {
        HotlineSheet sheet = look(file, wanted);
        try {
            sheet.mapping.requireComplete();
            return sheet;
        } catch (RuleViolation incomplete) {
            sheet.close();
            throw incomplete;
        }
    }

    /** As {@link #open}, also with a head that says too little. */
    static HotlineSheet look(InputStreamSource file, WantedColumns wanted) {
        Table table = Spreadsheets.open(file);
        try {
            List<TableRow> first = new ArrayList<>();
            while (first.size() < HEAD_WITHIN && table.hasNext()) {
                first.add(table.next());
            }
            RuleViolation.require(!first.isEmpty(), "sheet.empty");
            int best = 0;
            ColumnMapping mapping = null;
            RuleViolation unknown = null;
            for (int i = 0; i < first.size(); i++) {
                try {
                    ColumnMapping candidate = ColumnMapping.of(first.get(i).cells(), wanted);
                    if (mapping == null || candidate.size() > mapping.size()) {
                        mapping = candidate;
                        best = i;
                    }
                } catch (RuleViolation noSuchColumn) {
                    unknown = unknown == null ? noSuchColumn : unknown;
                }
            }
            if (mapping == null) {
                throw unknown == null ? new RuleViolation("sheet.empty") : unknown;
            }
            return new HotlineSheet(
                    table, first.get(best), mapping, new ArrayList<>(first.subList(best + 1, first.size())));
        } catch (RuntimeException failed) {
            table.close();
            throw failed;
        }
    }

    TableRow head() {
        return head;
    }

    ColumnMapping mapping() {
        return mapping;
    }

    boolean countsFrom1904() {
        return table.countsFrom1904();
    }

    /** The next row below the head, or null at the end. */
    @Nullable
    TableRow next() {
        if (!readAhead.isEmpty()) {
            return readAhead.remove(0);
        }
        return table.hasNext() ? table.next() : null;
    }

    @Override
    public void close() {
        table.close();
    }
}
