package org.shaodao.shared.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.Zone;

/**
 * Writes a table row by row as xlsx or csv. No text ever becomes a formula: xlsx cells are typed, csv cells that
 * would begin one get a leading apostrophe, which reading takes off again.
 */
public interface TableWriter extends AutoCloseable {

    /** Strings, numbers, booleans, instants (written in the zone of the pages), dates; null is an empty cell. */
    void row(List<? extends @Nullable Object> values);

    @Override
    void close();

    /** By the ending of the file name: {@code .xlsx}, else csv in UTF-8 with a byte order mark, as spreadsheets want. */
    static TableWriter of(String fileName, OutputStream out, String sheetName) {
        return fileName.toLowerCase(java.util.Locale.ROOT).endsWith(".xlsx") ? new Xlsx(out, sheetName) : new Csv(out);
    }

    /** The cell with a guard in front where a spreadsheet would compute it. */
    static String guarded(String cell) {
        return beginsFormula(cell) ? "'" + cell : cell;
    }

    /** The cell without such a guard. */
    static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && beginsFormula(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    private static boolean beginsFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0;
    }

    /** Xlsx through a streaming writer. */
    final class Xlsx implements TableWriter {

        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        Xlsx(OutputStream out, String sheetName) {
            this.workbook = new Workbook(out, "shaodao", null);
            this.sheet = workbook.newWorksheet(sheetName);
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(List<? extends @Nullable Object> values) {
            for (int column = 0; column < values.size(); column++) {
                put(column, values.get(column));
            }
            row++;
            if (row % 500 == 0) {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void put(int column, @Nullable Object value) {
            if (value instanceof Instant at) {
                sheet.value(row, column, LocalDateTime.ofInstant(at, Zone.ID));
                sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
            } else if (value instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            } else if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value instanceof Boolean flag) {
                sheet.value(row, column, flag);
            } else if (value != null) {
                sheet.inlineString(row, column, cut(storable(value.toString())));
            }
        }

        @Override
        public void close() {
            try {
                workbook.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A cell of this format holds 32,767 characters at most. */
        private static String cut(String text) {
            return text.length() <= 32_767 ? text : text.substring(0, 32_766) + "…";
        }

        private static String storable(String text) {
            return text.codePoints()
                    .filter(c -> c == '\n' || c == '\t' || c >= 0x20 && c != 0xfffe && c != 0xffff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    /** Comma-separated text. */
    final class Csv implements TableWriter {

        private final Writer out;

        Csv(OutputStream out) {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write("\ufeff");
        }

        @Override
        public void row(List<? extends @Nullable Object> values) {
            write(values.stream().map(Csv::cell).collect(java.util.stream.Collectors.joining(",", "", "\r\n")));
        }

        private static String cell(@Nullable Object value) {
            if (value == null) {
                return "";
            }
            if (value instanceof Instant at) {
                return LocalDateTime.ofInstant(at, Zone.ID).toString().replace('T', ' ');
            }
            String text = value instanceof String typed ? guarded(typed) : value.toString();
            return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ' ')
                    ? "\"" + text.replace("\"", "\"\"") + "\""
                    : text;
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(String text) {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
