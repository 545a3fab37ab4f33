package org.shaodao.shared.spreadsheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * Reads xlsx, csv and tsv, optionally gzipped, in UTF-8 or GB18030, row by row. What a file is shows in its first bytes,
 * not in its name. Every size is bounded before anything is parsed, so that a zip bomb costs a few seconds at most.
 */
public final class Spreadsheets {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MAX_PARTS = 2000;
    private static final int MALFORMED = -2;

    /** How much of a file is read at most. */
    public record Limits(long bytes, long uncompressedBytes, int rows, int columns, int cellLength) {

        /** What a page or command takes: 32 MB, 256 MB unpacked, 200,000 rows of 200 cells. */
        public static final Limits USUAL = new Limits(32L << 20, 256L << 20, 200_000, 200, 32_767);
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowReader {

        /**
         * @param number row number as the person sees it, beginning with 1
         * @param cells trimmed texts, "" for empty cells, without trailing empty cells
         */
        void row(int number, List<String> cells);
    }

    /** One row with the number the person sees. */
    public record NumberedRow(int number, List<String> cells) {

        /** The cell, or "" beyond the end. */
        public String cell(int index) {
            return index >= 0 && index < cells.size() ? cells.get(index) : "";
        }
    }

    /** Reads the first sheet; empty rows are left out. Throws {@link UnreadableSpreadsheet} and closes nothing. */
    public static void read(InputStream in, Limits limits, RowReader reader) {
        Path file = temporary();
        try {
            spool(in, file, limits.bytes(), "shared.spreadsheet.too-large", limits.bytes() >> 20);
            read(file, limits, reader);
        } finally {
            delete(file);
        }
    }

    /** As {@link #read(InputStream, Limits, RowReader)}, from a file. */
    public static void read(Path file, Limits limits, RowReader reader) {
        try {
            if (Files.size(file) > limits.bytes()) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.too-large", limits.bytes() >> 20);
            }
            byte[] head = head(file);
            if (head.length == 0) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.empty");
            }
            if (starts(head, 0x1f, 0x8b)) {
                gunzipped(file, limits, reader);
            } else {
                plain(file, head, limits, reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows at once, for files known to be small. */
    public static List<NumberedRow> readAll(InputStream in, Limits limits) {
        List<NumberedRow> rows = new ArrayList<>();
        read(in, limits, (number, cells) -> rows.add(new NumberedRow(number, cells)));
        return rows;
    }

    /** All rows at once, from a file. */
    public static List<NumberedRow> readAll(Path file, Limits limits) {
        List<NumberedRow> rows = new ArrayList<>();
        read(file, limits, (number, cells) -> rows.add(new NumberedRow(number, cells)));
        return rows;
    }

    /** Text for a cell that no spreadsheet program will take for a formula; {@link #unguarded} takes it back. */
    public static String guarded(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text a guarded cell stood for. */
    public static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@".indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private static void gunzipped(Path file, Limits limits, RowReader reader) throws IOException {
        Path unpacked = temporary();
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            spool(
                    in,
                    unpacked,
                    limits.uncompressedBytes(),
                    "shared.spreadsheet.too-large-unpacked",
                    limits.uncompressedBytes() >> 20);
            byte[] head = head(unpacked);
            if (head.length == 0) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.empty");
            }
            if (starts(head, 0x1f, 0x8b)) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
            }
            plain(unpacked, head, limits, reader);
        } catch (java.io.EOFException | ZipException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        } finally {
            delete(unpacked);
        }
    }

    private static void plain(Path file, byte[] head, Limits limits, RowReader reader) throws IOException {
        if (starts(head, 'P', 'K', 3, 4)) {
            workbook(file, limits, reader);
        } else if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.old-format");
        } else {
            text(file, limits, reader);
        }
    }

    // --- xlsx

    private static void workbook(Path file, Limits limits, RowReader reader) throws IOException {

        checkParts(file, limits);
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
            Sheet sheet = workbook.getFirstSheet();
            Counter counter = new Counter(limits, reader);
            try (Stream<Row> rows = sheet.openStream()) {
                rows.forEachOrdered(row -> counter.take(row.getRowNum(), cells(row, limits)));
            }
            counter.finish();
        } catch (ExcelReaderException | IllegalArgumentException | java.util.NoSuchElementException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        }
    }

    /** Unpacks every part once, counting what really comes out, and refuses document types, before the parser sees it. */
    private static void checkParts(Path file, Limits limits) throws IOException {
        long total = 0;
        int parts = 0;
        boolean workbook = false;
        byte[] buffer = new byte[16 * 1024];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (++parts > MAX_PARTS) {
                    throw new UnreadableSpreadsheet("shared.spreadsheet.too-many-parts");
                }
                workbook |= entry.getName().endsWith("workbook.xml");
                boolean first = true;
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
                        total += n;
                        if (total > limits.uncompressedBytes()) {
                            throw new UnreadableSpreadsheet(
                                    "shared.spreadsheet.too-large-unpacked", limits.uncompressedBytes() >> 20);
                        }
                        if (first && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE")) {
                            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
                        }
                        first = false;
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException | java.io.EOFException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        }
        if (!workbook) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.not-a-table");
        }
    }

    private static List<String> cells(Row row, Limits limits) {
        int width = row.getCellCount();
        if (width > limits.columns()) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.too-many-columns", limits.columns());
        }
        List<String> cells = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            cells.add(row.getOptionalCell(i).map(Spreadsheets::textOf).orElse(""));
        }
        return cells;
    }

    private static String textOf(Cell cell) {
        CellType type = cell.getType();
        if (type == CellType.NUMBER) {
            String format = cell.getDataFormatString();
            if (format != null && isDate(format)) {
                LocalDateTime date = cell.asDate();
                return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? date.toLocalDate().toString()
                        : MINUTE.format(date.plusNanos(500_000_000));
            }
            BigDecimal number = cell.asNumber();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        if (type == CellType.ERROR || type == CellType.EMPTY) {
            return "";
        }
        String raw = type == CellType.STRING ? cell.asString() : cell.getRawValue();
        return raw == null ? "" : raw;
    }

    private static boolean isDate(String format) {
        String plain = format.toLowerCase(Locale.ROOT)
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\\\.", "");
        return plain.contains("yy") || plain.contains("d") || plain.contains("h:") || plain.contains("m/");
    }

    // --- csv, tsv

    private static void text(Path file, Limits limits, RowReader reader) throws IOException {
        Charset charset = charset(file);
        char delimiter = delimiter(file, charset);
        CSVFormat format = CSVFormat.Builder.create()
                .setDelimiter(delimiter)
                .setQuote(quoted(file, charset, delimiter) ? '"' : null)
                .setRecordSeparator('\n')
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        try (Reader in = open(file, charset);
                CSVParser parser = CSVParser.parse(in, format)) {
            Counter counter = new Counter(limits, reader);
            for (CSVRecord record : parser) {
                if (record.size() > limits.columns()) {
                    throw new UnreadableSpreadsheet("shared.spreadsheet.too-many-columns", limits.columns());
                }
                counter.take((int) record.getRecordNumber(), record.toList());
            }
            counter.finish();
        } catch (UncheckedIOException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        }
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        Reader reader = new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), charset);
        java.io.PushbackReader pushback = new java.io.PushbackReader(reader, 1);
        int first = pushback.read();
        if (first >= 0 && first != 0xfeff) {
            pushback.unread(first);
        }
        return pushback;
    }

    private static Charset charset(Path file) throws IOException {
        byte[] head = head(file);
        if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16;
        }
        return decodes(file, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : gb18030(file);
    }

    private static Charset gb18030(Path file) throws IOException {
        Charset charset = Charset.forName("GB18030");
        if (!decodes(file, charset)) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.not-a-table");
        }
        return charset;
    }

    private static boolean decodes(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        CharBuffer chars = CharBuffer.allocate(128 * 1024);
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = n < 0;
                bytes.position(bytes.position() + Math.max(n, 0)).flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                if (result.isError()) {
                    return false;
                }
                chars.flip();
                for (int i = 0; i < chars.length(); i++) {
                    if (chars.charAt(i) == 0) {
                        throw new UnreadableSpreadsheet("shared.spreadsheet.not-a-table");
                    }
                }
                chars.clear();
                bytes.compact();
            }
        }
        return true;
    }

    private static char delimiter(Path file, Charset charset) throws IOException {
        String line = firstLine(file, charset);
        long tabs = line.chars().filter(c -> c == '\t').count();
        long semicolons = line.chars().filter(c -> c == ';').count();
        long commas = line.chars().filter(c -> c == ',').count();
        if (tabs > 0) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    /** A tab-separated file is read with quotes only where they are well formed; else they are text. */
    private static boolean quoted(Path file, Charset charset, char delimiter) throws IOException {
        if (delimiter != '\t') {
            return true;
        }
        boolean any = false;
        try (Reader in = new java.io.BufferedReader(open(file, charset))) {
            int c = in.read();
            while (c >= 0) {
                if (c == '"') {
                    any = true;
                    c = afterQuotedCell(in);
                    if (c == MALFORMED) {
                        return false;
                    }
                }
                while (c >= 0 && !isBorder(c)) {
                    c = in.read();
                }
                c = c < 0 ? c : in.read();
            }
        }
        return any;
    }

    /** What follows the closing quote of a cell, -1 at the end of the file. */
    private static int afterQuotedCell(Reader in) throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '"') {
                int next = in.read();
                if (next != '"') {
                    return next < 0 || isBorder(next) ? next : MALFORMED;
                }
            }
        }
        return MALFORMED;
    }

    private static boolean isBorder(int c) {
        return c == '\t' || c == '\n' || c == '\r';
    }

    private static String firstLine(Path file, Charset charset) throws IOException {
        StringBuilder line = new StringBuilder();
        try (Reader in = open(file, charset)) {
            for (int c = in.read(); c >= 0 && c != '\n' && c != '\r' && line.length() < 64 * 1024; c = in.read()) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    // --- files

    private static void spool(InputStream in, Path file, long limit, String key, long megabytes) {
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > limit) {
                    throw new UnreadableSpreadsheet(key, megabytes);
                }
                out.write(buffer, 0, n);
            }
        } catch (java.io.EOFException | ZipException e) {
            throw new UnreadableSpreadsheet("shared.spreadsheet.broken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(8);
        }
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("table", ".tmp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    /** Counts rows, trims cells, drops empty ones, refuses what is too much. */
    private static final class Counter {

        private final Limits limits;
        private final RowReader reader;
        private int rows;

        private Counter(Limits limits, RowReader reader) {
            this.limits = limits;
            this.reader = reader;
        }

        private void take(int number, List<String> raw) {
            List<String> cells = new ArrayList<>(raw.size());
            int filled = 0;
            for (String cell : raw) {
                String text = cell == null ? "" : cell.strip();
                if (text.length() > limits.cellLength()) {
                    throw new UnreadableSpreadsheet("shared.spreadsheet.cell-too-long", number, limits.cellLength());
                }
                cells.add(text);
                if (!text.isEmpty()) {
                    filled = cells.size();
                }
            }
            if (filled == 0) {
                return;
            }
            if (++rows > limits.rows()) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.too-many-rows", limits.rows());
            }
            reader.row(number, List.copyOf(cells.subList(0, filled)));
        }

        private void finish() {
            if (rows == 0) {
                throw new UnreadableSpreadsheet("shared.spreadsheet.empty");
            }
        }
    }

    private Spreadsheets() {}
}
