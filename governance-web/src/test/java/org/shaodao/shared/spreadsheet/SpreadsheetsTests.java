package org.shaodao.shared.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.shaodao.shared.spreadsheet.Spreadsheets.Limits;
import org.shaodao.shared.spreadsheet.Spreadsheets.NumberedRow;

class SpreadsheetsTests {

    private static final Limits SMALL = new Limits(1 << 20, 4 << 20, 100, 20, 1000);

    @Test
    void readsCsvInUtf8AndGb18030AndGzip() throws IOException {
        String text = "编号,标题\r\n1,\"路灯,不亮\"\r\n\r\n2,\"两\n行\"\r\n";

        for (byte[] file : List.of(
                text.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(Charset.forName("GB18030")),
                gzip(text.getBytes(StandardCharsets.UTF_8)))) {
            List<NumberedRow> rows = read(file);

            assertThat(rows).extracting(NumberedRow::number).containsExactly(1, 2, 4);
            assertThat(rows.get(1).cells()).containsExactly("1", "路灯,不亮");
            assertThat(rows.get(2).cells()).containsExactly("2", "两\n行");
        }
    }

    @Test
    void keepsBareQuotesOfTsv() {
        assertThat(read("a\tb\n1\t\"龙集里\"小区\n2\t说\"好\"\n").get(1).cells()).containsExactly("1", "\"龙集里\"小区");
    }

    @Test
    void readsXlsxWithNumbersAndDatesAsPeopleSeeThem() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("1");
            sheet.value(0, 0, "编号");
            sheet.value(1, 0, 13800001111L);
            sheet.value(1, 1, LocalDate.of(2026, 3, 2));
            sheet.style(1, 1).format("yyyy-MM-dd").set();
            sheet.value(1, 2, LocalDateTime.of(2026, 3, 2, 14, 30));
            sheet.style(1, 2).format("yyyy/m/d h:mm").set();
            sheet.value(3, 0, 0.5);
        }

        List<NumberedRow> rows = read(out.toByteArray());

        assertThat(rows.get(1).cells()).containsExactly("13800001111", "2026-03-02", "2026-03-02 14:30:00");
        assertThat(rows.get(2).number()).isEqualTo(4);
        assertThat(rows.get(2).cells()).containsExactly("0.5");
    }

    @Test
    void refusesBombs() throws IOException {
        byte[] zeros = new byte[16 << 20];
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            out.write(zeros);
        }

        refuses("shared.spreadsheet.too-large-unpacked", zip.toByteArray());
        refuses("shared.spreadsheet.too-large-unpacked", gzip(zeros));
        refuses("shared.spreadsheet.too-large", new byte[2 << 20]);
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("readme.txt"));
            out.write(1);
        }
        ByteArrayOutputStream entities = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(entities)) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            out.write("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>".getBytes(StandardCharsets.UTF_8));
        }

        refuses("shared.spreadsheet.empty", new byte[0]);
        refuses("shared.spreadsheet.empty", "\n\n , \n".getBytes(StandardCharsets.UTF_8));
        refuses("shared.spreadsheet.not-a-table", zip.toByteArray());
        refuses("shared.spreadsheet.broken", entities.toByteArray());
        refuses("shared.spreadsheet.broken", new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9, 9});
        refuses("shared.spreadsheet.broken", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        refuses("shared.spreadsheet.not-a-table", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 0, 0, 0, 0, 1});
        refuses("shared.spreadsheet.old-format", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
    }

    @Test
    void refusesTooManyRowsColumnsAndLongCells() {
        refuses("shared.spreadsheet.too-many-rows", "1\n".repeat(101).getBytes(StandardCharsets.UTF_8));
        refuses("shared.spreadsheet.too-many-columns", ("1,".repeat(30) + "1").getBytes(StandardCharsets.UTF_8));
        refuses("shared.spreadsheet.cell-too-long", "长".repeat(1001).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void guardsCellsAgainstFormulas() {
        assertThat(Spreadsheets.guarded("=1+1")).isEqualTo("'=1+1");
        assertThat(Spreadsheets.unguarded(Spreadsheets.guarded("+86 138"))).isEqualTo("+86 138");
        assertThat(Spreadsheets.guarded("路灯")).isEqualTo("路灯");
    }

    private static List<NumberedRow> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<NumberedRow> read(byte[] file) {
        return Spreadsheets.readAll(new ByteArrayInputStream(file), SMALL);
    }

    private static void refuses(String key, byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        UnreadableSpreadsheet.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
