package org.shaodao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaodao.shared.RuleViolation;

class RowReaderTests {

    private static final Instant NOW = Instant.parse("2026-02-14T02:00:00Z");
    private static final List<String> HEAD =
            List.of("工单编号", "接收时间", "问题描述", "联系人", "联系电话", "地址", "是否保密", "紧急程度", "标 题：");

    @Test
    void findsTheColumnsOfALiveHotline() {
        ColumnMapping mapping = ColumnMapping.of(
                Arrays.asList(("工单编号,接收时间,问题描述,转办意见,办结时限,紧急程度,工单类别一级,工单类别二级,联系人,电话,地址,是否保密,是否回复,受理员,"
                                + "来源,来电类别,录入时间,回复类型,申请延期至,回退意见,领导意见,签发人,答复人,答复时间,答复电话,下级单位")
                        .split(",")),
                WantedColumns.none());

        mapping.requireComplete();
        assertThat(mapping.size()).isEqualTo(25);
        assertThat(mapping.columns(HotlineField.CATEGORY)).containsExactly(6, 7);
        assertThat(mapping.columns(HotlineField.RECEIVED)).containsExactly(1);
    }

    @Test
    void findsTheColumnsOfOpenFiles() {
        ColumnMapping replied = ColumnMapping.of(
                List.of("message_id", "time", "reply_time", "days_to_reply", "title", "text", "reply"),
                WantedColumns.none());
        ColumnMapping rivers = ColumnMapping.of(
                List.of("id", "date", "nature", "channel", "district", "title", "text"), WantedColumns.none());

        assertThat(replied.missing()).isEmpty();
        assertThat(replied.columns(HotlineField.RECEIVED)).containsExactly(1);
        assertThat(rivers.missing()).isEmpty();
        assertThat(rivers.columns(HotlineField.CHANNEL)).containsExactly(3);
    }

    @Test
    void takesColumnsAsTold() {
        WantedColumns wanted = WantedColumns.of("number=B, received=3，内容=正文");

        ColumnMapping mapping = ColumnMapping.of(List.of("id", "nr", "t", "正文"), wanted);

        assertThat(mapping.columns(HotlineField.NUMBER)).containsExactly(1);
        assertThat(mapping.columns(HotlineField.RECEIVED)).containsExactly(2);
        assertThat(mapping.columns(HotlineField.DESCRIPTION)).containsExactly(3);
        assertThatThrownBy(() -> ColumnMapping.of(List.of("id"), wanted)).hasMessage("intake.no-such-column");
        assertThatThrownBy(() -> WantedColumns.of("number")).hasMessage("intake.map-unreadable");
        assertThatThrownBy(() -> WantedColumns.of("colour=B")).hasMessage("intake.no-such-field");
    }

    @Test
    void takesNothingElseWhenToldSo() {
        WantedColumns wanted = WantedColumns.of("!number=#1,place=#3+#4");

        ColumnMapping mapping = ColumnMapping.of(List.of("编号", "时间", "街道", "社区"), wanted);

        assertThat(mapping.has(HotlineField.RECEIVED)).isFalse();
        assertThat(mapping.columns(HotlineField.PLACE)).containsExactly(2, 3);
        assertThat(WantedColumns.of(wanted.text())).isEqualTo(wanted);
    }

    @Test
    void namesMissingColumns() {
        assertThatThrownBy(() -> ColumnMapping.of(List.of("姓名", "金额"), WantedColumns.none())
                        .requireComplete())
                .isInstanceOfSatisfying(RuleViolation.class, problem -> {
                    assertThat(problem.key()).isEqualTo("intake.columns-missing");
                    assertThat(problem.getArguments()[0].toString()).contains("工单编号", "接收时间", "问题描述");
                });
    }

    @Test
    void readsAWholeRow() {
        RowReading reading = reader().read(
                        2,
                        List.of(
                                " 20260001 ",
                                "2026/2/14 9:05",
                                "楼道堆放\u0000杂物\u202e",
                                "王某",
                                "139 0000 0000",
                                "一楼",
                                "是",
                                "特急",
                                "标题"));

        assertThat(reading).isInstanceOfSatisfying(RowReading.Readable.class, row -> {
            assertThat(row.order().number()).isEqualTo("20260001");
            assertThat(row.order().received()).isEqualTo("2026-02-14T01:05:00Z");
            assertThat(row.order().description()).isEqualTo("楼道堆放杂物");
            assertThat(row.order().contactPhone()).isEqualTo("13900000000");
            assertThat(row.order().confidential()).isTrue();
            assertThat(row.order().urgent()).isTrue();
            assertThat(row.remarks()).isEmpty();
        });
    }

    @Test
    void leavesOutAMaskedPhoneAndSaysSo() {
        RowReading reading = reader().read(2, List.of("1", "2026-02-13", "下水道堵了三天", "", "139****0000"));

        assertThat(reading).isInstanceOfSatisfying(RowReading.Readable.class, row -> {
            assertThat(row.order().contactPhone()).isNull();
            assertThat(row.remarks()).extracting(RowReading.Remark::key).containsExactly("intake.row.phone-left-out");
        });
    }

    @Test
    void takesTheFirstLineForAMissingTitleAndKeepsLongTexts() {
        String text = "第一行是概要\n" + "长".repeat(7_000) + "😀";

        RowReading reading = reader().read(2, List.of("1", "2026-02-13", text));

        assertThat(reading).isInstanceOfSatisfying(RowReading.Readable.class, row -> {
            assertThat(row.order().title()).isEqualTo("第一行是概要");
            assertThat(row.order().description()).isEqualTo(text);
        });
    }

    @Test
    void namesWhyARowIsRefused() {
        RowReader reader = reader();
        assertThat(reader.read(2, List.of("1", "2026-02-13", "下水道堵了三天"))).isInstanceOf(RowReading.Readable.class);

        assertRefused(reader, "intake.row.number-missing", "", "2026-02-13", "下水道堵了三天");
        assertRefused(reader, "intake.row.number-twice", "1", "2026-02-13", "下水道堵了三天");
        assertRefused(reader, "intake.row.number-too-long", "9".repeat(65), "2026-02-13", "下水道堵了三天");
        assertRefused(reader, "intake.row.time-missing", "2", "", "下水道堵了三天");
        assertRefused(reader, "intake.row.time-unreadable", "3", "上周", "下水道堵了三天");
        assertRefused(reader, "intake.row.time-in-future", "4", "2026-02-15", "下水道堵了三天");
        assertRefused(reader, "intake.row.text-missing", "5", "2026-02-13", " \u0007 ");
        assertRefused(reader, "intake.row.text-too-short", "6", "2026-02-13", "漏水");
        assertRefused(reader, "intake.row.text-too-long", "7", "2026-02-13", "长".repeat(10_001));
        assertRefused(reader, "intake.row.flag-unreadable", "8", "2026-02-13", "下水道堵了三天", "", "", "", "也许");
    }

    @Test
    void tellsOrdersApartByAllTheySay() {
        HotlineOrder one = order("1", "2026-02-13", "下水道堵了三天");

        assertThat(order("1", "2026-02-13", "下水道堵了三天").canonical()).isEqualTo(one.canonical());
        assertThat(order("1", "2026-02-13", "下水道堵了四天").canonical()).isNotEqualTo(one.canonical());
    }

    private static HotlineOrder order(String... cells) {
        return ((RowReading.Readable) reader().read(2, List.of(cells))).order();
    }

    private static void assertRefused(RowReader reader, String key, String... cells) {
        assertThat(reader.read(9, List.of(cells)))
                .isInstanceOfSatisfying(
                        RowReading.Refused.class,
                        row -> assertThat(row.reason().key()).isEqualTo(key));
    }

    private static RowReader reader() {
        return new RowReader(ColumnMapping.of(HEAD, WantedColumns.none()), false, NOW);
    }
}
