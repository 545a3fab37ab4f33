package org.shaodao.intake.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;

/**
 * What was understood of a file before anything is imported.
 *
 * @param columns every column of the file with the field it was taken for
 * @param missing fields it cannot do without
 * @param filled whether any row follows the head
 */
public record ImportPreview(List<Column> columns, List<HotlineField> missing, boolean filled) {

    public ImportPreview {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
    }

    /**
     * One column of the file.
     *
     * @param samples the first values; names and phones of requesters are never shown
     */
    public record Column(int index, String head, @Nullable HotlineField field, List<String> samples) {
        public Column {
            samples = List.copyOf(samples);
        }

        /** The first of them. */
        public String sample() {
            return samples.isEmpty() ? "" : samples.get(0);
        }
    }

    public boolean complete() {
        return missing.isEmpty();
    }
}
