package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
class CatalogueFlowTests {

    private static final String LIST = "/catalogue/categories";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Categories categories;

    CataloguePages supervisor;

    @BeforeEach
    void signIn() {
        supervisor = new CataloguePages(mvc, jdbc, PostType.SUPERVISOR);
    }

    /** Codes that begin with Z are made here; the shipped catalogue stays as it was. */
    @AfterEach
    void takeAway() {
        jdbc.sql("delete from catalogue_entry where category_id in (select id from category where code like 'Z%')")
                .update();
        jdbc.sql("delete from category where code like 'Z%' and parent_id is not null")
                .update();
        jdbc.sql("delete from category where code like 'Z%'").update();
        categories.refresh();
    }

    @Test
    void aSupervisorAddsAGroupAndALeafAndSeesThemInTheTree() {
        add("Z1", "示例大类", "");
        String group = id("Z1");

        MockHttpServletResponse added = add("Z101", "示例小类", group);

        assertThat(added.getRedirectedUrl()).isEqualTo(LIST + "/" + id("Z101"));
        Document page = supervisor.page(LIST + "?words=Z101");
        assertThat(page.select("main tbody tr").text()).contains("Z101", "示例小类", "一般");
        assertThat(categories.byCode("Z101").orElseThrow().parentName()).isEqualTo("示例大类");
        assertThat(audited("catalogue.category.event.added")).isEqualTo(2);
    }

    @Test
    void keepsWhatWasTypedWhenARuleRefusesIt() {
        MockHttpServletResponse refused =
                supervisor.post(LIST, Map.of("code", "Z1", "name", "长".repeat(41), "keywords", "甲 乙", "root", "EVENT"));

        assertThat(refused.getStatus()).isEqualTo(422);
        Document page = CataloguePages.parse(refused);
        assertThat(page.select("#name").val()).hasSize(41);
        assertThat(page.select("#keywords").text()).isEqualTo("甲 乙");
        assertThat(page.select("#name-error").text()).contains("最多填写 40 个字");
    }

    @Test
    void aStaleFormIsAConflictBeforeAnyRule() {
        add("Z1", "示例大类", "");
        String address = LIST + "/" + id("Z1");
        Map<String, String> form = CataloguePages.fields(supervisor.page(address));
        form.put("name", "先到的名称");
        assertThat(supervisor.post(address, form).getStatus()).isEqualTo(302);

        form.put("name", "晚到");
        assertThat(supervisor.post(address, form).getStatus()).isEqualTo(409);
        assertThat(categories.byCode("Z1").orElseThrow().name()).isEqualTo("先到的名称");
    }

    @Test
    void aCategoryOutOfUseCannotBeChosenAnyMore() {
        add("Z1", "示例大类", "");
        add("Z101", "示例小类", id("Z1"));
        assertThat(categories.selectable()).extracting(CategoryRef::code).contains("Z101");

        supervisor.post(LIST + "/" + id("Z101") + "/use", Map.of("active", "false", "version", "0"));

        assertThat(categories.selectable()).extracting(CategoryRef::code).doesNotContain("Z101");
        assertThat(supervisor
                        .post(LIST + "/" + id("Z101") + "/use", Map.of("active", "true", "version", "0"))
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void onlyTheSupervisorChangesTheCatalogue() {
        CataloguePages clerk = new CataloguePages(mvc, jdbc, PostType.VIEWER);

        assertThat(clerk.get(LIST).getStatus()).isEqualTo(200);
        assertThat(clerk.page(LIST).select("a[href$=/import]")).isEmpty();
        assertThat(clerk.post(LIST, Map.of("code", "Z1", "name", "示例大类")).getStatus())
                .isEqualTo(403);
        assertThat(clerk.upload(LIST + "/import", "x.csv", new byte[] {1}, false)
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void triesAMessageWithoutPuttingItIntoTheAddress() {
        Document page = CataloguePages.parse(supervisor.post(LIST + "/trial", Map.of("text", "小区门口路灯不亮")));

        assertThat(page.select(".try-list").text()).contains("路灯照明", "路灯", "不亮");
    }

    @Test
    void setsAndDropsALineOfTheCatalogue() {
        add("Z1", "示例大类", "");
        String group = id("Z1");

        MockHttpServletResponse set = supervisor.post(
                "/catalogue/entries",
                Map.of(
                        "category",
                        group,
                        "level",
                        "STREET",
                        "leadKind",
                        "BRANCH_AGENCY",
                        "leadSpeciality",
                        "POLICE",
                        "coUnits",
                        "COMMUNITY_DESK"));

        assertThat(set.getRedirectedUrl()).isEqualTo("/catalogue/entries?group=" + group);
        Document page = supervisor.page("/catalogue/entries?group=" + group);
        assertThat(page.select("main tbody td").get(2).text()).contains("派驻街道机构 · 公安", "协办 社区接办点");
        String entry = jdbc.sql("select id from catalogue_entry where category_id = ?::uuid")
                .param(group)
                .query(String.class)
                .single();
        assertThat(supervisor.get("/catalogue/entries/" + entry).getStatus()).isEqualTo(200);
        assertThat(supervisor
                        .post("/catalogue/entries/" + entry, Map.of("leadKind", "DEPARTMENT", "version", "0"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(supervisor
                        .post("/catalogue/entries/" + entry, Map.of("leadKind", "STREET_DESK", "version", "7"))
                        .getStatus())
                .isEqualTo(409);
        assertThat(supervisor
                        .post("/catalogue/entries/" + entry + "/end", Map.of("version", "0"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(supervisor
                        .page("/catalogue/entries?group=" + group)
                        .select("main tbody td")
                        .get(2)
                        .text())
                .contains("未设置");
    }

    @Test
    void aChangedLineKeepsItsEditionsAndTheOldOneIsPast() {
        add("Z1", "示例大类", "");
        String group = id("Z1");
        supervisor.post("/catalogue/entries", Map.of("category", group, "level", "STREET", "leadKind", "STREET_DESK"));
        String first = entry(group);

        assertThat(supervisor
                        .post(
                                "/catalogue/entries/" + first,
                                Map.of(
                                        "leadKind",
                                        "DISTRICT_DESK",
                                        "listType",
                                        "WITHDRAWN",
                                        "legalBasis",
                                        "示例文号1",
                                        "version",
                                        "0"))
                        .getStatus())
                .isEqualTo(302);

        String second = entry(group);
        assertThat(second).isNotEqualTo(first);
        Document page = supervisor.page("/catalogue/entries/" + second);
        assertThat(page.select("section:has(#editions-h) tbody tr")).hasSize(2);
        assertThat(page.select("section:has(#editions-h)").text()).contains("现行", "上级收回", "基本履职");
        assertThat(supervisor
                        .post("/catalogue/entries/" + first, Map.of("leadKind", "STREET_DESK", "version", "0"))
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void aTemporaryAdmissionNeedsItsEndAndTheStreetNeverLeadsWhatWasWithdrawn() {
        add("Z1", "示例大类", "");
        String group = id("Z1");

        MockHttpServletResponse endless = supervisor.post(
                "/catalogue/entries",
                Map.of(
                        "category",
                        group,
                        "level",
                        "STREET",
                        "leadKind",
                        "STREET_DESK",
                        "admission",
                        "TEMPORARY",
                        "legalBasis",
                        "没有丢的文字"));
        assertThat(endless.getStatus()).isEqualTo(422);
        assertThat(CataloguePages.parse(endless).select(".error-summary").text())
                .contains("临时准入必须填写截止日期");
        assertThat(CataloguePages.parse(endless).select("#legalBasis").text()).isEqualTo("没有丢的文字");

        MockHttpServletResponse withdrawn = supervisor.post(
                "/catalogue/entries",
                Map.of("category", group, "level", "STREET", "leadKind", "STREET_DESK", "listType", "WITHDRAWN"));
        assertThat(withdrawn.getStatus()).isEqualTo(422);
        assertThat(CataloguePages.parse(withdrawn).select(".error-summary").text())
                .contains("已由上级收回");

        supervisor.post(
                "/catalogue/entries",
                Map.of(
                        "category",
                        group,
                        "level",
                        "STREET",
                        "leadKind",
                        "STREET_DESK",
                        "areaKind",
                        "TOWN",
                        "admission",
                        "TEMPORARY",
                        "admittedUntil",
                        "2099-12-31"));
        assertThat(supervisor
                        .page("/catalogue/entries?group=" + group)
                        .select("main tbody")
                        .text())
                .contains("只适用于镇", "准入到 2099-12-31");
    }

    @Test
    void aCommunityCannotBeMadeTheLeadOfMattersItNeverLeads() {
        String urban = id("0101");

        MockHttpServletResponse refused = supervisor.post(
                "/catalogue/entries", Map.of("category", urban, "level", "GRID", "leadKind", "GRID_TEAM"));

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(CataloguePages.parse(refused).select(".error-summary").text())
                .contains("社区和网格只能协办");
    }

    @Test
    void theExportCanBeTakenBackUnchangedInBothLanguages() throws IOException {
        for (String address : List.of(LIST, "/catalogue/entries")) {
            for (String language : List.of("zh-CN", "en")) {
                byte[] file = supervisor.get(address + "/file", language).getContentAsByteArray();

                Document tried = CataloguePages.parse(supervisor.upload(address + "/import", "x.xlsx", file, true));

                assertThat(tried.select("main").text())
                        .as(address + " " + language)
                        .containsAnyOf("新增 0，修改 0", "0 new, 0 changed");
            }
        }
    }

    @Test
    void triesAFileWithoutWritingAndThenTakesIt() throws IOException {
        byte[] file = categories(List.of("Z1", "示例大类", "一般"), List.of("Z101", "示例小类=1+1", "GENERAL"));

        Document tried = CataloguePages.parse(supervisor.upload(LIST + "/import", "x.xlsx", file, true));
        assertThat(tried.select("main .notice").text()).contains("新增 2");
        assertThat(categories.byCode("Z1")).isEmpty();

        MockHttpServletResponse taken = supervisor.upload(LIST + "/import", "x.xlsx", file, false);
        assertThat(taken.getRedirectedUrl()).isEqualTo(LIST);
        assertThat(categories.byCode("Z101").orElseThrow().name()).isEqualTo("示例小类=1+1");
    }

    @Test
    void takesAllRowsOrNone() throws IOException {
        byte[] file = categories(
                List.of("Z1", "示例大类", "一般"),
                List.of("Z101", "示例小类", "没有这类"),
                List.of("Y1", "短", "一般"),
                List.of("Z1", "重复", "一般"));

        MockHttpServletResponse refused = supervisor.upload(LIST + "/import", "x.xlsx", file, false);

        assertThat(refused.getStatus()).isEqualTo(422);
        Document page = CataloguePages.parse(refused);
        assertThat(page.select("main tbody tr")).hasSize(3);
        assertThat(page.select("main tbody").text()).contains("看不懂“没有这类”", "请至少填写 2 个字", "出现了两次");
        assertThat(jdbc.sql("select count(*) from category where code like 'Z%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesWrongHeadingsAndFilesThatAreNone() throws IOException {
        assertRefused("编码,名称\nZ1,示例\n".getBytes(StandardCharsets.UTF_8), "缺少这些列", "时限类别");
        assertRefused(new byte[0], "请先选择文件");
        assertRefused(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1}, "旧版 .xls");
        assertRefused(new byte[] {'P', 'K', 3, 4, 9, 9, 9}, "无法读取");
    }

    @Test
    void refusesAnUnpackingTrapQuickly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }

        Instant start = Instant.now();
        assertRefused(out.toByteArray(), "解压后超过");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private void assertRefused(byte[] file, String... words) {
        MockHttpServletResponse refused = supervisor.upload(LIST + "/import", "x.xlsx", file, false);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(CataloguePages.parse(refused).select(".error-summary").text())
                .contains(words);
    }

    private MockHttpServletResponse add(String code, String name, String parent) {
        return supervisor.post(
                LIST, Map.of("code", code, "name", name, "parent", parent, "root", "EVENT", "limitClass", "GENERAL"));
    }

    private String id(String code) {
        return jdbc.sql("select id from category where code = ?")
                .param(code)
                .query(UUID.class)
                .single()
                .toString();
    }

    private String entry(String category) {
        return jdbc.sql("select id from catalogue_entry where category_id = ?::uuid and active")
                .param(category)
                .query(String.class)
                .single();
    }

    private int audited(String action) {
        return jdbc.sql("""
                        select count(*) from audit_entry a join category c on c.id = a.subject_id
                         where a.action = ? and c.code like 'Z%'
                        """).param(action).query(Integer.class).single();
    }

    /** The export's first row, then these codes, names and limit classes. */
    @SafeVarargs
    private byte[] categories(List<String>... rows) throws IOException {
        byte[] export = supervisor.get(LIST + "/file").getContentAsByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Table table = Spreadsheets.open(new ByteArrayResource(export));
                TableWriter writer = TableWriter.of("x.xlsx", out, "x")) {
            TableRow head = table.next();
            writer.row(head.cells());
            for (List<String> row : rows) {
                writer.row(
                        List.of(row.get(0), "事件", row.get(1), "", row.get(2), "否", "否", 0, "否", "甲", "", "", 1, "是"));
            }
        }
        return out.toByteArray();
    }
}
