package org.shaodao.shared.table;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;

/** The active sheet of an xlsx workbook; numbers as plain digits, dates as ISO text, formulas as their stored value. */
final class XlsxTable implements Table {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final TableBounds bounds;
    private @Nullable TableRow next;
    private int seen;

    XlsxTable(InputStream in, TableBounds bounds) {
        this.bounds = bounds;
        try {
            this.workbook = new ReadableWorkbook(in, new ReadingOptions(true, true));
            Sheet sheet = workbook.getActiveSheet().orElseGet(workbook::getFirstSheet);
            RuleViolation.require(sheet != null, "sheet.empty");
            this.stream = sheet.openStream();
            this.rows = stream.iterator();
            advance();
        } catch (RuleViolation known) {
            throw known;
        } catch (IOException | RuntimeException damaged) {
            throw new RuleViolation("sheet.unreadable");
        }
    }

    @Override
    public boolean countsFrom1904() {
        return workbook.isDate1904();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public TableRow next() {
        TableRow row = next;
        if (row == null) {
            throw new NoSuchElementException();
        }
        advance();
        return row;
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException ignored) {
            // nothing was written; the reader holds only memory
        }
    }

    private void advance() {
        next = null;
        try {
            while (next == null && rows.hasNext()) {
                TableRow row = read(rows.next());
                if (!row.isBlank()) {
                    RuleViolation.require(++seen <= bounds.rows() + 1, "sheet.too-many-rows", bounds.rows());
                    next = row;
                }
            }
        } catch (RuleViolation known) {
            throw known;
        } catch (RuntimeException damaged) {
            throw new RuleViolation("sheet.unreadable");
        }
    }

    private TableRow read(Row row) {
        RuleViolation.require(row.getCellCount() <= bounds.columns(), "sheet.too-many-columns", bounds.columns());
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            String text = cell == null ? "" : text(cell);
            RuleViolation.require(text.length() <= bounds.cell(), "sheet.cell-too-large", row.getRowNum(), i + 1);
            cells.add(text);
        }
        return new TableRow(row.getRowNum(), cells);
    }

    private String text(Cell cell) {
        CellType type = cell.getType();
        if (type == CellType.STRING) {
            return cell.asString();
        }
        String raw = cell.getRawValue();
        if (raw == null || type == CellType.EMPTY || type == CellType.ERROR) {
            return "";
        }
        if (type == CellType.BOOLEAN) {
            return raw.equals("1") || raw.equalsIgnoreCase("true") ? "true" : "false";
        }
        if (type == CellType.NUMBER && isDateFormat(cell.getDataFormatString())) {
            LocalDateTime at = cell.asDate();
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                            && !bare(cell.getDataFormatString()).contains("h")
                    ? at.toLocalDate().toString()
                    : DATE_TIME.format(at);
        }
        return type == CellType.NUMBER ? plain(raw) : raw;
    }

    private static String plain(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw).stripTrailingZeros();
            return number.precision() - number.scale() > 40 ? raw : number.toPlainString();
        } catch (NumberFormatException text) {
            return raw;
        }
    }

    /** A number format that shows a date: it has a year, month, day or hour letter outside quotes and brackets. */
    static boolean isDateFormat(@Nullable String format) {
        if (format == null || format.equalsIgnoreCase("general") || format.equals("@")) {
            return false;
        }
        String bare = bare(format);
        return bare.chars().anyMatch(c -> c == 'y' || c == 'd' || c == 'h') || bare.contains("m") && bare.contains("s");
    }

    /** The format without quoted text, brackets and escapes. */
    private static String bare(String format) {
        return format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.", "").toLowerCase(Locale.ROOT);
    }
}
