package org.shaodao.shared.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of an imported file.
 *
 * @param row the row a person sees in the spreadsheet
 * @param columnKey message key of the column, where one is to blame
 * @param key message key of the problem, with its arguments
 */
public record RowProblem(int row, @Nullable String columnKey, String key, List<Object> arguments) {

    public static RowProblem of(int row, @Nullable String columnKey, String key, Object... arguments) {
        return new RowProblem(row, columnKey, key, List.of(arguments));
    }

    /** The arguments as message formatting wants them. */
    public Object[] args() {
        return arguments.toArray();
    }
}
