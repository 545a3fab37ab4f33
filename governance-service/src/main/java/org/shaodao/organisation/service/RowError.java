package org.shaodao.organisation.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of a file.
 *
 * @param row row number as the person sees it in the spreadsheet
 * @param field message key of the column, or null for the whole row
 * @param key message key of the sentence
 * @param args its arguments, never personal values
 */
public record RowError(int row, @Nullable String field, String key, List<String> args) {

    public RowError {
        args = List.copyOf(args);
    }

    /** An error of one column. */
    public static RowError of(int row, @Nullable String field, String key, Object... args) {
        return new RowError(
                row,
                field,
                key,
                java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
