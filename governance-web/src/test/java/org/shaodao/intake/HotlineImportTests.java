package org.shaodao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.ResolutionKind;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseHandling;
import org.shaodao.casework.service.CaseMerging;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.intake.service.ExportHotline;
import org.shaodao.intake.service.HotlineErrors;
import org.shaodao.intake.service.HotlineExporting;
import org.shaodao.intake.service.HotlineImporting;
import org.shaodao.intake.service.HotlineJournal;
import org.shaodao.intake.service.ImportHotline;
import org.shaodao.intake.service.ImportLine;
import org.shaodao.intake.service.ImportRun;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableWriter;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTests
class HotlineImportTests {

    private static final String HEAD = "工单编号,接收时间,标题,问题描述,联系人,电话,地址,所属社区,是否保密,紧急程度,工单类别,来电类别,转办意见\n";

    @Autowired
    HotlineImporting importing;

    @Autowired
    HotlineExporting exporting;

    @Autowired
    HotlineErrors errors;

    @Autowired
    CaseMerging merging;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseHandling handling;

    @Autowired
    Categories categories;

    @Autowired
    HotlineJournal runs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor street;
    Actor district;
    String source;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        district = world.actor(Role.DISTRICT_DESK, "district", "desk:district");
        source = "热线" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void makesEveryRowOneCaseOrOneNamedError() {
        ImportRun run = run(
                street,
                HEAD
                        + "A1,2026-02-27 09:32:09,,下水道堵了三天没人管,王某,13900001111,示例community1.2门口,,否,一般,,投诉,请尽快办理\n"
                        + "A2,2026/2/28 9:05,路灯不亮,路口的路灯坏了很久,,139****1111,,,是,紧急,,求助,\n"
                        + "A3,,没有时间,路口的路灯坏了很久,,,,,,,,,\n"
                        + "A2,2026-02-28,,同一编号又来一次,,,,,,,,,\n"
                        + ",2026-02-28,,没有编号的一行,,,,,,,,,\n");

        assertThat(run.state()).isEqualTo("DONE");
        assertThat(run.total()).isEqualTo(5);
        assertThat(run.taken()).isEqualTo(2);
        assertThat(run.refused()).isEqualTo(3);
        assertThat(lines(run))
                .extracting(ImportLine::rowNo, ImportLine::kind, ImportLine::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, LineKind.TAKEN, null),
                        org.assertj.core.groups.Tuple.tuple(3, LineKind.TAKEN, "intake.row.phone-left-out"),
                        org.assertj.core.groups.Tuple.tuple(4, LineKind.REFUSED, "intake.row.time-missing"),
                        org.assertj.core.groups.Tuple.tuple(5, LineKind.REFUSED, "intake.row.number-twice"),
                        org.assertj.core.groups.Tuple.tuple(6, LineKind.REFUSED, "intake.row.number-missing"));
        assertThat(fact("A1", "status || ' ' || source || ' ' || title || ' ' || confidential || ' ' || urgent"))
                .isEqualTo("REPORTED HOTLINE 下水道堵了三天没人管 false false");
        assertThat(fact("A2", "confidential || ' ' || urgent")).isEqualTo("true true");
        assertThat(fact("A1", "to_char(reported_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')"))
                .isEqualTo("2026-02-27 09:32:09");
        assertThat(fact("A1", "community_id::text"))
                .isEqualTo(world.area("community1.2").toString());
        assertThat(fact("A2", "coalesce(community_id::text, 'none') || ' ' || holder_unit_id"))
                .isEqualTo("none " + world.unit("desk:street1"));
        assertThat(jdbc.sql("select opinion from hotline_order where source = ? and number = 'A1'")
                        .param(source)
                        .query(String.class)
                        .single())
                .isEqualTo("请尽快办理");
    }

    @Test
    void changesNothingTheSecondTime() {
        String file = HEAD + "A1,2026-02-27,,下水道堵了三天没人管,,,,,,,,,\nA2,2026-02-27,,路口的路灯坏了很久,,,,,,,,,\n";
        run(street, file);
        long events = count("select count(*) from case_event");

        ImportRun again = run(street, file);
        ImportRun changed = run(street, file.replace("坏了很久", "坏了一年"));

        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(again.taken() + again.changed() + again.refused()).isZero();
        assertThat(changed.unchanged()).isEqualTo(1);
        assertThat(changed.changed()).isEqualTo(1);
        assertThat(lines(changed).get(1).key()).isEqualTo("intake.row.changed-not-taken");
        assertThat(fact("A2", "description")).isEqualTo("路口的路灯坏了很久");
        assertThat(count("select count(*) from case_event")).isEqualTo(events);
    }

    @Test
    void triesWithoutWriting() {
        ImportRun run = run(street, HEAD + "A1,2026-02-27,,下水道堵了三天没人管,,,,,,,,,\n", true);

        assertThat(run.taken()).isEqualTo(1);
        assertThat(lines(run).get(0).caseId()).isNull();
        assertThat(count("select count(*) from governance_case where external_source = '" + source + "'"))
                .isZero();
    }

    @Test
    void findsPlacesByCodeNameAndText() {
        ImportRun run = run(
                district,
                HEAD.replace("所属社区", "所属街道")
                        + "A1,2026-02-27,,下水道堵了三天没人管,,,," + world.code("grid2.1.2") + ",,,,,\n"
                        + "A2,2026-02-27,,下水道堵了三天没人管,,,,示例street2,,,,,\n"
                        + "A3,2026-02-27,,下水道堵了三天没人管,,,示例community2.1三号楼,,,,,,\n"
                        + "A4,2026-02-27,,示例community1.1的下水道堵了,,,,,,,,,\n"
                        + "A5,2026-02-27,,哪里都不在的一件事,,,,遥远的区,,,,,\n");

        assertThat(run.refused()).isZero();
        assertThat(fact("A1", "grid_id::text"))
                .isEqualTo(world.area("grid2.1.2").toString());
        assertThat(fact("A2", "street_id::text"))
                .isEqualTo(world.area("street2").toString());
        assertThat(fact("A3", "community_id::text"))
                .isEqualTo(world.area("community2.1").toString());
        assertThat(fact("A4", "community_id::text"))
                .isEqualTo(world.area("community1.1").toString());
        assertThat(fact("A5", "coalesce(street_id::text, 'none') || ' ' || holder_unit_id"))
                .isEqualTo("none " + world.unit("desk:district"));
    }

    @Test
    void keepsAStreetDeskToItsStreet() {
        ImportRun run = run(
                street,
                HEAD.replace("所属社区", "所属街道") + "A1,2026-02-27,,下水道堵了三天没人管,,,,示例street2,,,,,\n"
                        + "A2,2026-02-27,,下水道堵了三天没人管,,,示例street2某处,,,,,,\n");

        assertThat(lines(run).get(0).key()).isEqualTo("intake.row.place-elsewhere");
        assertThat(fact("A2", "street_id::text"))
                .isEqualTo(world.area("street1").toString());
        assertThatThrownBy(() -> importing.begin(street, wish(false, world.area("street2"), "")))
                .hasMessage("intake.place-elsewhere");
        Actor worker = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        assertThatThrownBy(() -> importing.begin(worker, wish(false, null, ""))).isInstanceOf(Forbidden.class);
        AreaScope neighbour = new AreaScope.InAreas(AreaLevel.STREET, java.util.Set.of(world.area("street2")));
        assertThatThrownBy(() -> runs.run(neighbour, new ImportRunId(run.id()))).isInstanceOf(NotFound.class);
    }

    @Test
    void leavesNothingHalfImportedWhenTheFileIsBroken() {
        StringBuilder file = new StringBuilder(HEAD);
        for (int i = 0; i < 700; i++) {
            file.append("B").append(i).append(",2026-02-27,,下水道堵了三天没人管,,,,,,,,,\n");
        }
        file.append("B9999,2026-02-27,,\"引号没有结束,,,,,,,,,\n");

        ImportRun run = run(street, file.toString());

        assertThat(run.state()).isEqualTo("REFUSED");
        assertThat(run.messageKey()).isEqualTo("sheet.open-quote");
        assertThat(count("select count(*) from governance_case where external_source = '" + source + "'"))
                .isZero();
    }

    @Test
    void goesOnWhereARunBrokeOff() {
        String file = HEAD + "A1,2026-02-27,,下水道堵了三天没人管,,,,,,,,,\nA2,2026-02-27,,路口的路灯坏了很久,,,,,,,,,\n";
        ImportRunId id = importing.begin(street, wish(false, null, ""));
        importing.run(id, file(file), total -> {}, done -> {});
        jdbc.sql("update import_run set state = 'RUNNING', finished_at = null where id = ?")
                .param(id.value())
                .update();

        ImportRun run = importing.run(id, file(file + "A3,2026-02-27,,井盖松动有响声,,,,,,,,,\n"), total -> {}, done -> {});

        assertThat(run.state()).isEqualTo("DONE");
        assertThat(run.taken()).isEqualTo(3);
        assertThat(run.unchanged()).isZero();
    }

    @Test
    void takesColumnsAsTold() {
        ImportRunId id = importing.begin(street, wish(false, null, "number=A,received=B,description=C"));

        ImportRun run = importing.run(id, file("甲,乙,丙\nA1,2026-02-27,下水道堵了三天没人管\n"), total -> {}, done -> {});

        assertThat(run.taken()).isEqualTo(1);
    }

    @Test
    void takesWhatPeopleReallyWrite() {
        String odd = "ＡＢＣ　全角\t和😀表情 \u202e反向\u202c مرحبا \u0007控制";
        ImportRun run = run(
                street,
                HEAD + "A1,2026-02-27,,\"" + odd + "\",,,,,,,,,\nA2,2026-02-27,," + "长".repeat(7_000)
                        + ",,,,,,,,,\nA3,2026-02-27,," + "长".repeat(10_001) + ",,,,,,,,,\n");

        assertThat(run.taken()).isEqualTo(2);
        assertThat(fact("A1", "description")).isEqualTo("ＡＢＣ　全角\t和😀表情 反向 مرحبا 控制");
        assertThat(fact("A2", "length(description)::text")).isEqualTo("7000");
        assertThat(lines(run).get(2).key()).isEqualTo("intake.row.text-too-long");
    }

    @Test
    void takesBackItsOwnExportAsUnchanged() {
        run(
                street,
                HEAD
                        + "A1,2026-02-27 09:32:09,标题一,=1+1 下水道堵了三天没人管,王某,139 0000 1111,某处,示例community1.2,是,特急,市容 / 垃圾,投诉,请尽快办理\n"
                        + "A2,2026-02-27,,\"两行\n文字的内容\",,,,,,,,,\n");

        for (String name : List.of("x.xlsx", "x.csv")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (TableWriter writer = TableWriter.of(name, out, "x")) {
                int count = exporting.export(
                        Actor.system(), new ExportHotline(source, null, null, true, "测试"), writer, done -> {});
                assertThat(count).isEqualTo(2);
            }
            ImportRunId id = importing.begin(street, wish(false, null, ""));
            ImportRun again = importing.run(id, new ByteArrayResource(out.toByteArray()), total -> {}, done -> {});
            assertThat(again.unchanged()).as(name).isEqualTo(2);
        }
        assertThatThrownBy(() -> exporting.export(
                        Actor.system(), new ExportHotline(source, null, null, true, " "), null, done -> {}))
                .hasMessage("intake.export-reason-missing");
    }

    @Test
    void exportsWithoutContactsUnlessAsked() {
        run(street, HEAD + "A1,2026-02-27 09:32:09,,下水道堵了三天没人管,王某,13900001111,,,,,,,\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (TableWriter writer = TableWriter.of("x.csv", out, "x")) {
            exporting.export(Actor.system(), new ExportHotline(source, null, null, false, null), writer, done -> {});
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("下水道堵了三天没人管").doesNotContain("王某", "13900001111");
    }

    @Test
    void aMergedOrderIsAnsweredWithWhatWasDoneForTheKeptOne() {
        run(street, HEAD + "A1,2026-02-27,,下水道堵了三天没人管,,,,,,,,,\nA2,2026-02-27,,下水道还是堵着没人管,,,,,,,,,\n");
        CaseId kept = CaseId.of(fact("A1", "id::text"));
        CaseId child = CaseId.of(fact("A2", "id::text"));
        String own = fact("A2", "number");
        merging.merge(street, child, version("A2"), kept, version("A1"), null);
        desk.accept(
                street,
                kept,
                version("A1"),
                categories.selectable().stream()
                        .filter(c -> !c.communityNeverLeads() && "GENERAL".equals(c.limitClass()))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                false);
        desk.handleSelf(street, kept, version("A1"), null, null);
        handling.resolve(street, kept, version("A1"), "已疏通下水道并清洗", ResolutionKind.SOLVED, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (TableWriter writer = TableWriter.of("x.csv", out, "x")) {
            exporting.export(Actor.system(), new ExportHotline(source, null, null, false, null), writer, done -> {});
        }

        String row = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("A2"))
                .findFirst()
                .orElseThrow();
        assertThat(row).contains("已疏通下水道并清洗", own, fact("A1", "number"), "待核查").doesNotContain("作废");
    }

    @Test
    void givesBackTheRefusedRowsWithTheReason() {
        byte[] file = (HEAD + "A1,2026-02-27,,下水道堵了三天没人管,,,,,,,,,\nA2,上周,,=cmd 路灯坏了,,,,,,,,,\n")
                .getBytes(StandardCharsets.UTF_8);
        ImportRunId id = importing.begin(street, wish(false, null, ""));
        ImportRun run = importing.run(id, new ByteArrayResource(file), total -> {}, done -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (TableWriter writer = TableWriter.of("x.csv", out, "x")) {
            errors.write(run, new ByteArrayResource(file), Locale.SIMPLIFIED_CHINESE, writer);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("'=cmd");
        try (Table table = Spreadsheets.open(new ByteArrayResource(out.toByteArray()))) {
            assertThat(table.next().cells()).contains("工单编号", "导入结果", "原因");
            List<String> row = table.next().cells();
            assertThat(row).contains("A2", "3", "错误", "接收时间: 认不出的时间“上周”");
            assertThat(table.hasNext()).isFalse();
        }
    }

    private ImportRun run(Actor actor, String file) {
        return run(actor, file, false);
    }

    private ImportRun run(Actor actor, String file, boolean dry) {
        ImportRunId id = importing.begin(actor, wish(dry, null, ""));
        return importing.run(id, file(file), total -> {}, done -> {});
    }

    private ImportHotline wish(boolean dry, AreaId place, String wanted) {
        return new ImportHotline(source, "文件.csv", place, WantedColumns.of(wanted), dry, null);
    }

    private static ByteArrayResource file(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<ImportLine> lines(ImportRun run) {
        return runs.lines(new AreaScope.Everything(), run, null, 0).rows();
    }

    private String fact(String number, String expression) {
        return jdbc.sql("select " + expression
                        + " from governance_case where external_source = ? and external_number = ?")
                .params(source, number)
                .query(String.class)
                .single();
    }

    private long version(String number) {
        return Long.parseLong(fact(number, "version::text"));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
