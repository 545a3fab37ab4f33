package org.shaodao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.intake.service.HotlineRuns;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@FlowTests
class HotlinePagesTests {

    private static final String FILE =
            "工单编号,接收时间,问题描述,联系电话,备注\nA1,2026-02-27,下水道堵了三天没人管,13900001111,无\nA2,上周,路灯坏了很久,,\n";

    @Autowired
    MockMvc mvc;

    @Autowired
    HotlineRuns hotlineRuns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor street;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        street = clerk("street1");
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void leadsFromTheFileThroughADryRunToTheCases() throws Exception {
        String preview = location(upload(street, "工单.csv", FILE.getBytes(StandardCharsets.UTF_8)));
        Document page = page(get(street, preview));
        assertThat(page.select("select[name^=columns] option[selected]").eachAttr("value"))
                .containsExactly("NUMBER", "RECEIVED", "DESCRIPTION", "CONTACT_PHONE", "");
        assertThat(page.text()).contains("下水道堵了三天没人管").doesNotContain("13900001111");

        String dry = location(post(street, preview + "/runs", page, "dry", "true"));
        hotlineRuns.run(runOf(dry));
        Document tried = page(get(street, dry));
        assertThat(tried.text()).contains("试运行", "没有写入");
        assertThat(jdbc.sql("select count(*) from governance_case where street_id = ?")
                        .param(world.area("street1").value())
                        .query(Integer.class)
                        .single())
                .isZero();

        String run = location(post(street, preview + "/runs", tried, "dry", "false"));
        MockHttpServletResponse running = get(street, run);
        assertThat(running.getHeader("Refresh")).isEqualTo("2");
        hotlineRuns.run(runOf(run));

        Document done = page(get(street, run));
        assertThat(done.select(".stat").eachText()).anyMatch(text -> text.startsWith("1 新建"));
        assertThat(done.select("tbody tr").size()).isEqualTo(2);
        assertThat(page(get(street, run + "?kind=REFUSED")).select("tbody tr").text())
                .contains("A2", "认不出的时间");
        assertThat(page(get(street, run + "?kind=TAKEN")).select("tbody a").attr("href"))
                .startsWith("/cases/");
        String errors = get(street, run + "/errors.csv").getContentAsString(StandardCharsets.UTF_8);
        assertThat(errors).contains("A2", "认不出的时间", "备注").doesNotContain("A1,");
        assertThat(get(street, run + "/errors.xlsx").getContentAsByteArray()).startsWith('P', 'K');
        assertThat(page(get(street, "/imports")).text()).contains("工单.csv");

        Actor neighbour = clerk("street2");
        assertThat(get(neighbour, run).getStatus()).isEqualTo(404);
        assertThat(get(neighbour, preview).getStatus()).isEqualTo(404);
        assertThat(page(get(neighbour, "/imports")).text()).doesNotContain("工单.csv");
    }

    @Test
    void keepsWhatWasChosenWhenTheColumnsAreIncomplete() throws Exception {
        String preview =
                location(upload(street, "a.csv", "甲,乙,丙\nA1,2026-02-27,下水道堵了三天没人管\n".getBytes(StandardCharsets.UTF_8)));
        Document page = page(get(street, preview));
        assertThat(page.text()).contains("还缺少必需的栏目", "工单编号");

        MockHttpServletResponse answer = perform(
                MockMvcRequestBuilders.post(preview + "/runs")
                        .param("source", "街道热线")
                        .param("columns[0]", "NUMBER")
                        .param("columns[1]", "RECEIVED")
                        .param("columns[2]", "")
                        .param("dry", "true"),
                street);
        assertThat(answer.getStatus()).isEqualTo(422);
        Document again = page(answer);
        assertThat(again.select("input[name=source]").val()).isEqualTo("街道热线");
        assertThat(again.select("select[name^=columns] option[selected]").eachAttr("value"))
                .containsExactly("NUMBER", "RECEIVED", "");

        String run = location(perform(
                MockMvcRequestBuilders.post(preview + "/runs")
                        .param("source", "街道热线")
                        .param("columns[0]", "NUMBER")
                        .param("columns[1]", "RECEIVED")
                        .param("columns[2]", "DESCRIPTION")
                        .param("dry", "true"),
                street));
        hotlineRuns.run(runOf(run));
        assertThat(page(get(street, run)).select(".stat").eachText()).anyMatch(text -> text.startsWith("1 新建"));
    }

    @Test
    void answersEveryUnusableFileInTheLanguageOfTheUser() throws Exception {
        assertRefused(new byte[0], "文件是空的", "The file is empty");
        assertRefused(new byte[] {0, 1, 2, 3}, "文件无法读取", "cannot be read");
        assertRefused(new byte[] {'P', 'K', 3, 4, 9}, "文件无法读取", "cannot be read");
        assertRefused(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}, "旧版 .xls", "old .xls");
        assertRefused(bomb(), "解压后超过", "Unpacked");
        assertRefused(gzipBomb(), "解压后超过", "Unpacked");
        assertThat(jdbc.sql("select count(*) from import_upload where account_id = ?")
                        .param(street.account().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void namesAMissingFileAndAMalformedBody() throws Exception {
        MockHttpServletResponse none = perform(form(), street);
        assertThat(none.getStatus()).isEqualTo(422);
        assertThat(page(none).text()).contains("请选择一个文件");

        MockHttpServletResponse malformed = perform(
                MockMvcRequestBuilders.multipart("/imports/hotline").contentType("multipart/form-data"), street);
        assertThat(malformed.getStatus()).isEqualTo(400);

        MockHttpServletResponse plain =
                perform(MockMvcRequestBuilders.post("/imports/hotline").param("file", "no file"), street);
        assertThat(plain.getStatus()).isBetween(400, 499);
    }

    @Test
    void readsTextSavedByChineseOfficePrograms() throws Exception {
        String preview = location(upload(street, "gbk.csv", FILE.getBytes(Charset.forName("GBK"))));

        assertThat(page(get(street, preview)).text()).contains("下水道堵了三天没人管");
    }

    private void assertRefused(byte[] file, String chinese, String english) throws Exception {
        MockHttpServletResponse answer = upload(street, "坏.xlsx", file);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(page(answer).select(".error-summary").text()).contains(chinese);
        MockHttpServletResponse second = perform(
                form().file(new MockMultipartFile("file", "bad.xlsx", null, file))
                        .cookie(new jakarta.servlet.http.Cookie("lang", "en")),
                street);
        assertThat(page(second).select(".error-summary").text()).contains(english);
    }

    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 250; i++) {
                zip.write(block);
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzipBomb() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = ("a,b\n".repeat(1 << 18)).getBytes(StandardCharsets.UTF_8);
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < 250; i++) {
                gzip.write(block);
            }
        }
        return out.toByteArray();
    }

    private static org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder form() {
        var form = MockMvcRequestBuilders.multipart("/imports/hotline");
        form.contentType("multipart/form-data; boundary=x");
        return form;
    }

    private MockHttpServletResponse upload(Actor who, String name, byte[] content) throws Exception {
        return perform(form().file(new MockMultipartFile("file", name, "application/octet-stream", content)), who);
    }

    /** Sends the form of a page as it stands, with one button. */
    private MockHttpServletResponse post(Actor who, String path, Document page, String button, String value)
            throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        var form = page.select("form[action=" + path + "]").first();
        assertThat(form).isNotNull();
        form.select("input[name], select[name]").forEach(field -> {
            if (!field.attr("name").equals("_csrf") && !field.attr("name").equals(button)) {
                request.param(
                        field.attr("name"),
                        field.tagName().equals("select")
                                ? field.select("option[selected]").isEmpty()
                                        ? field.select("option").attr("value")
                                        : field.select("option[selected]").attr("value")
                                : field.val());
            }
        });
        return perform(request.param(button, value), who);
    }

    private MockHttpServletResponse get(Actor who, String path) throws Exception {
        return perform(MockMvcRequestBuilders.get(java.net.URI.create(path)), who);
    }

    private MockHttpServletResponse perform(AbstractMockHttpServletRequestBuilder<?> request, Actor who)
            throws Exception {
        request.with(csrf());
        request.with(authentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(who.account(), "t"), null, List.of())));
        return mvc.perform(request).andReturn().getResponse();
    }

    private Actor clerk(String name) {
        Actor actor = world.actor(Role.STREET_DESK, name, "desk:" + name);
        jdbc.sql("""
                        update post set type = 'STREET_CLERK' where id in (select h.post_id from post_holding h
                          join account a on a.person_id = h.person_id where a.id = ?)
                        """).param(actor.account().value()).update();
        return actor;
    }

    private static ImportRunId runOf(String location) {
        return ImportRunId.of(location.substring(location.lastIndexOf('/') + 1));
    }

    private static String location(MockHttpServletResponse response) throws Exception {
        assertThat(response.getHeader("Location"))
                .as(
                        "%s %s",
                        response.getStatus(),
                        Jsoup.parse(response.getContentAsString(StandardCharsets.UTF_8))
                                .text())
                .isNotNull();
        return response.getHeader("Location");
    }

    private static Document page(MockHttpServletResponse response) throws Exception {
        return Jsoup.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
