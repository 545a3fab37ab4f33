package org.shaodao.shared.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.RuleViolation;
import org.springframework.core.io.ByteArrayResource;

class SpreadsheetsTests {

    @Test
    void readsCommaSeparatedTextWithQuotesAndLineBreaks() {
        List<List<String>> rows =
                read("编号,内容\r\n1,\"第一行\n第二行, \"\"引\"\"\"\r\n\r\n2,平\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows).containsExactly(List.of("编号", "内容"), List.of("1", "第一行\n第二行, \"引\""), List.of("2", "平"));
    }

    @Test
    void keepsAQuotationMarkThatMeansNothingInTabSeparatedText() {
        List<List<String>> rows = read("a\tb\n1\t\"开头有引号\n2\t\"x\"\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows).containsExactly(List.of("a", "b"), List.of("1", "\"开头有引号"), List.of("2", "x"));
    }

    @Test
    void joinsAQuotedCellOverLinesInTabSeparatedText() {
        List<List<String>> rows = read("a\tb\n\"一\n二\"\tx\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows).containsExactly(List.of("a", "b"), List.of("一\n二", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "UTF-16"})
    void readsWhatWordProcessorsSave(String charset) {
        List<List<String>> rows = read("工单编号,问题描述\n12,漏水了\n".getBytes(Charset.forName(charset)));

        assertThat(rows).containsExactly(List.of("工单编号", "问题描述"), List.of("12", "漏水了"));
    }

    @Test
    void readsGzippedText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("\ufeffa;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(out.toByteArray())).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.xlsx", "x.csv"})
    void readsBackWhatItWrote(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.of(name, out, "表")) {
            writer.row(List.of("编号", "文", "时", "日", "数", "是"));
            writer.row(Arrays.asList(
                    "370102013006008",
                    "=1+1\n😀",
                    Instant.parse("2026-02-14T01:02:03Z"),
                    LocalDate.of(2026, 2, 14),
                    12,
                    true));
            writer.row(Arrays.asList(null, "-减", null, null, null, null));
        }

        List<List<String>> rows = read(out.toByteArray());
        assertThat(rows.get(1))
                .containsExactly("370102013006008", "=1+1\n😀", "2026-02-14 09:02:03", "2026-02-14", "12", "true");
        assertThat(rows.get(2).get(1)).isEqualTo("-减");
    }

    @Test
    void guardsCommaSeparatedCellsThatWouldCompute() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.of("x.csv", out, "表")) {
            writer.row(List.of("=cmd", "+1", "-1", "@a", "\ta", "＝a", "a=b"));
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\ufeff'=cmd,'+1,'-1,'@a,'\ta,'＝a,a=b\r\n");
    }

    @Test
    void namesWhatIsWrongWithAFile() {
        assertProblem(new byte[0], "sheet.empty");
        assertProblem("\n \n".getBytes(StandardCharsets.UTF_8), "sheet.empty");
        assertProblem(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2}, "sheet.old-excel");
        assertProblem(new byte[] {0, 1, 2, 3, 4}, "sheet.unreadable");
        assertProblem(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0x80, (byte) 0xff}, "sheet.unreadable");
        assertProblem(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}, "sheet.unreadable");
        assertProblem(new byte[] {'P', 'K', 3, 4, 1, 2, 3}, "sheet.unreadable");
        assertProblem("a,b\n\"offen,1\n2,3\n".getBytes(StandardCharsets.UTF_8), "sheet.open-quote");
        assertProblem(("a\n" + "x,".repeat(400) + "\n").getBytes(StandardCharsets.UTF_8), "sheet.too-many-columns");
    }

    @Test
    void refusesAZipThatIsNoWorkbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
        }

        assertProblem(out.toByteArray(), "sheet.unreadable");
    }

    @Test
    void refusesAnUnpackingTrapInZipAndGzip() throws IOException {
        byte[] block = new byte[1 << 20];
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 300; i++) {
                zip.write(block);
            }
        }
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        Arrays.fill(block, (byte) 'a');
        try (OutputStream gzip = new GZIPOutputStream(gzipped)) {
            for (int i = 0; i < 300; i++) {
                gzip.write(block);
            }
        }

        assertThat(zipped.size()).isLessThan(1 << 20);
        assertProblem(zipped.toByteArray(), "sheet.too-large");
        assertThatThrownBy(() -> read(gzipped.toByteArray()))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.key()).isIn("sheet.too-large", "sheet.cell-too-large"));
    }

    @Test
    void countsRowsAndLooksAtEveryCell() {
        TableBounds small = new TableBounds(1 << 20, 2, 10, 10);

        assertThatThrownBy(() -> read("a\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8), small))
                .hasMessage("sheet.too-many-rows");
        assertThatThrownBy(() -> read("a\n12345678901\n".getBytes(StandardCharsets.UTF_8), small))
                .hasMessage("sheet.cell-too-large");
    }

    @Test
    void knowsDateFormats() {
        assertThat(List.of("yyyy/m/d h:mm", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "h:mm:ss"))
                .allMatch(XlsxTable::isDateFormat);
        assertThat(List.of("General", "0.00", "@", "#,##0", "[Red]0", "\"day\"0"))
                .noneMatch(XlsxTable::isDateFormat);
    }

    private static void assertProblem(byte[] file, String key) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(RuleViolation.class).hasMessage(key);
    }

    private static List<List<String>> read(byte[] file) {
        return read(file, TableBounds.DEFAULT);
    }

    private static List<List<String>> read(byte[] file, TableBounds bounds) {
        List<List<String>> rows = new ArrayList<>();
        try (Table table = Spreadsheets.open(new ByteArrayResource(file), bounds)) {
            table.forEachRemaining(row -> rows.add(row.cells()));
        }
        return rows;
    }
}
