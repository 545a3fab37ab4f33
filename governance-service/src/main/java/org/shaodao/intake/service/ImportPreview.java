package org.shaodao.intake.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;

/**
 * What was understood of a file before anything is imported.
 *
 * @param columns every column of the file with the field it was taken for
 * @param missing fields it cannot do without
 * @param rows the first rows
 */
public record ImportPreview(List<Column> columns, List<HotlineField> missing, List<List<String>> rows) {

    public ImportPreview {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        rows = List.copyOf(rows);
    }

    /** One column of the file. */
    public record Column(String head, @Nullable HotlineField field, String sample) {}

    public boolean complete() {
        return missing.isEmpty();
    }
}
