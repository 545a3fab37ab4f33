package org.shaodao.shared.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;

/**
 * Delimited text. The delimiter is the one most used in the head line; a quoted cell may hold delimiters, quotes and
 * line breaks.
 * <p>In tab-separated files a cell may begin with a quotation mark that means nothing: a line that has as many cells
 * as the head is taken as it stands.
 */
final class TextTable implements Table {

    private static final int JOINED_LINES = 2_000;

    private final BufferedReader reader;
    private final TableBounds bounds;
    private final Deque<String> pushedBack = new ArrayDeque<>();
    private final char delimiter;
    private int line;
    private int columns = -1;
    private int seen;
    private @Nullable TableRow next;

    TextTable(InputStream in, Charset charset, TableBounds bounds) throws IOException {
        this.reader = new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
        this.bounds = bounds;
        String head = readLine();
        while (head != null && head.isBlank()) {
            head = readLine();
        }
        if (head == null) {
            throw new RuleViolation("sheet.empty");
        }
        String first = head.charAt(0) == '\ufeff' ? head.substring(1) : head;
        this.delimiter = delimiter(first);
        pushedBack.push(first);
        line--;
        advance();
        TableRow row = next;
        columns = row == null ? 0 : row.cells().size();
    }

    @Override
    public boolean countsFrom1904() {
        return false;
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
        try {
            reader.close();
        } catch (IOException ignored) {
            // reading only
        }
    }

    private void advance() {
        next = null;
        try {
            for (String text = readLine(); text != null && next == null; text = next == null ? readLine() : null) {
                int number = line;
                List<String> cells = cells(text, number);
                TableRow row = new TableRow(number, cells);
                if (!row.isBlank()) {
                    RuleViolation.require(cells.size() <= bounds.columns(), "sheet.too-many-columns", bounds.columns());
                    RuleViolation.require(++seen <= bounds.rows() + 1, "sheet.too-many-rows", bounds.rows());
                    next = row;
                }
            }
        } catch (IOException unreadable) {
            throw new RuleViolation("sheet.unreadable");
        }
    }

    private List<String> cells(String first, int number) throws IOException {
        List<String> parsed = split(first, true, number);
        if (parsed != null) {
            return parsed;
        }
        List<String> literal = literal(first, number);
        if (delimiter == '\t' && literal.size() == columns) {
            return literal;
        }
        StringBuilder joined = new StringBuilder(first);
        List<String> taken = new ArrayList<>();
        while (taken.size() < JOINED_LINES) {
            String more = readLine();
            if (more == null) {
                break;
            }
            taken.add(more);
            joined.append('\n').append(more);
            RuleViolation.require(joined.length() <= 20L * bounds.cell(), "sheet.cell-too-large", number, 1);
            if (more.indexOf('"') >= 0) {
                parsed = split(joined.toString(), true, number);
                if (parsed != null && (delimiter != '\t' || columns < 0 || parsed.size() == columns)) {
                    return parsed;
                }
            }
        }
        RuleViolation.require(delimiter == '\t', "sheet.open-quote", number);
        line -= taken.size();
        for (int i = taken.size() - 1; i >= 0; i--) {
            pushedBack.push(taken.get(i));
        }
        return literal;
    }

    private List<String> literal(String text, int number) {
        List<String> cells = split(text, false, number);
        return cells == null ? List.of() : cells;
    }

    /** The cells of a line; null when a quoted cell is still open at its end. */
    private @Nullable List<String> split(String text, boolean quotes, int number) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = -1;
            if (quotes && at < text.length() && text.charAt(at) == '"') {
                int close = closing(text, at + 1);
                if (close < 0) {
                    return null;
                }
                if (close + 1 == text.length() || text.charAt(close + 1) == delimiter) {
                    add(cells, text.substring(at + 1, close).replace("\"\"", "\""), number);
                    end = close + 1;
                }
            }
            if (end < 0) {
                end = text.indexOf(delimiter, at);
                end = end < 0 ? text.length() : end;
                add(cells, text.substring(at, end), number);
            }
            if (end >= text.length()) {
                return cells;
            }
            at = end + 1;
        }
    }

    private void add(List<String> cells, String cell, int number) {
        RuleViolation.require(cell.length() <= bounds.cell(), "sheet.cell-too-large", number, cells.size() + 1);
        cells.add(TableWriter.unguarded(cell));
    }

    private static int closing(String text, int from) {
        for (int i = text.indexOf('"', from); i >= 0; i = text.indexOf('"', i + 2)) {
            if (i + 1 >= text.length() || text.charAt(i + 1) != '"') {
                return i;
            }
        }
        return -1;
    }

    private @Nullable String readLine() throws IOException {
        if (!pushedBack.isEmpty()) {
            line++;
            return pushedBack.pop();
        }
        StringBuilder text = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n' && c != '\r') {
            text.append((char) c);
            RuleViolation.require(text.length() <= 20L * bounds.cell(), "sheet.cell-too-large", line + 1, 1);
            c = reader.read();
        }
        if (c == '\r') {
            reader.mark(1);
            if (reader.read() != '\n') {
                reader.reset();
            }
        }
        line++;
        return text.toString();
    }

    private static char delimiter(String head) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {'\t', ',', ';', '|'}) {
            long count = head.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }
}
