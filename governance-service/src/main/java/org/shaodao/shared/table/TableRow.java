package org.shaodao.shared.table;

import java.util.List;

/** One row as text; {@code number} is the row a person sees in the spreadsheet, from 1. */
public record TableRow(int number, List<String> cells) {

    public TableRow {
        cells = List.copyOf(cells);
    }

    /** The text of a column, "" beyond the end. */
    public String cell(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
