package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.identity.web.SignedIn;
import org.shaodao.organisation.service.CoverageCheck;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@FlowTests
class OrganisationPagesTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    DemoDistrict demo;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void load() {
        demo.load("only-for-tests-1");
    }

    @Test
    void aDeskSeesItsOwnAreaAndNothingOfTheNext() throws Exception {
        assertThat(status("community1", "/areas/" + area("620302001001"))).isEqualTo(200);
        assertThat(status("community1", "/areas/" + area("620302001001001"))).isEqualTo(200);
        assertThat(status("community1", "/areas/" + area("620302001002"))).isEqualTo(404);
        assertThat(status("community1", "/areas/" + area("620302001002001"))).isEqualTo(404);
        assertThat(status("community1", "/areas/" + area("620302001000"))).isEqualTo(404);
        assertThat(status("worker1", "/areas/" + area("620302001001002"))).isEqualTo(404);
        assertThat(status("street1", "/areas/" + area("620302002001"))).isEqualTo(404);
        assertThat(status("street1", "/people/" + person("community1"))).isEqualTo(200);
        assertThat(status("street2", "/people/" + person("community1"))).isEqualTo(404);
        assertThat(status("reviewer1", "/people/" + person("community1"))).isEqualTo(403);
        assertThat(status("urban1", "/units/" + unitOf("urban1"))).isEqualTo(200);
        assertThat(status("urban1", "/units/" + unitOf("power1"))).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(CoverageCheck.class)
    void everyNumberEqualsItsList(CoverageCheck check) throws Exception {
        for (String login : List.of("supervisor1", "street2")) {
            Document board = page(login, "/coverage");
            int number = Integer.parseInt(board.selectFirst("a.stat[href=/coverage/" + check.slug() + "] .stat-number")
                    .text());
            int rows = 0;
            String address = "/coverage/" + check.slug();
            while (address != null) {
                Document list = page(login, address);
                rows += list.select("#gaps tbody tr").size();
                var next = list.selectFirst(".pager a[rel=next]");
                address = next == null ? null : next.attr("href");
            }

            assertThat(rows).as(login).isEqualTo(number);
        }
    }

    @Test
    void theDemonstrationHasItsGaps() throws Exception {
        Document board = page("supervisor1", "/coverage");

        for (CoverageCheck check : CoverageCheck.values()) {
            assertThat(board.selectFirst("a.stat[href=/coverage/" + check.slug() + "] .stat-number")
                            .text())
                    .as(check.name())
                    .isNotEqualTo("0");
        }
    }

    @Test
    void showsAPrivateNumberOnlyForAReasonAndWritesItDown() throws Exception {
        String person = person("worker1");

        assertThat(page("community1", "/people/" + person).text())
                .contains("100****")
                .doesNotContain("1000000");
        assertThat(send("community1", "/people/" + person + "/phone").getStatus())
                .isEqualTo(422);
        int before = revealed(person);
        String shown = send("community1", "/people/" + person + "/phone", "reason", "EMERGENCY")
                .getContentAsString();

        assertThat(Jsoup.parse(shown).text()).containsPattern("1000000\\d{4}");
        assertThat(revealed(person)).isEqualTo(before + 1);
    }

    @Test
    void createsRenamesMovesAndAbolishesAGridWithItsHistory() throws Exception {
        String community = area("620302002001");
        MockHttpServletResponse made = send(
                "supervisor1",
                "/areas",
                "parent",
                community,
                "name",
                "试设网格",
                "code",
                "620302002001091",
                "kind",
                "BASIC",
                "documentNo",
                "示例〔2026〕9号");
        assertThat(made.getStatus()).isEqualTo(302);
        String grid = made.getRedirectedUrl().substring("/areas/".length());
        assertThat(page("supervisor1", "/areas/" + grid).text()).contains("试设网格", "示例〔2026〕9号", "缺 1 人");
        assertThat(jdbc.sql("select count(*) from unit where area_id = ? and kind = 'GRID_TEAM'")
                        .param(UUID.fromString(grid))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        assertThat(change(grid, "RENAME", "name", "改名网格")).isEqualTo(302);
        assertThat(change(grid, "MOVE", "parent", area("620302002002"))).isEqualTo(302);
        assertThat(jdbc.sql("select community_id from area where id = ?")
                        .param(UUID.fromString(grid))
                        .query(UUID.class)
                        .single())
                .isEqualTo(UUID.fromString(area("620302002002")));
        assertThat(change(grid, "ABOLISH")).isEqualTo(302);

        Document history = page("supervisor1", "/areas/" + grid);
        assertThat(history.text()).contains("更名", "划转", "撤销", "设立");
    }

    @Test
    void keepsWhatWasTypedAndAnswersAStaleFormWithConflict() throws Exception {
        String grid = area("620302002001001");
        MockHttpServletResponse refused =
                send("supervisor1", "/areas/" + grid + "/change", "what", "ABOLISH", "version", version(grid));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains("党组织");

        MockHttpServletResponse stale =
                send("supervisor1", "/areas/" + grid + "/change", "what", "RENAME", "name", "抢先网格", "version", "999");
        assertThat(stale.getStatus()).isEqualTo(409);
        assertThat(send("district1", "/areas/" + grid + "/change", "what", "RENAME", "name", "x", "version", "0")
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void appointsAndEndsAndNeverOneself() throws Exception {
        String post = jdbc.sql(
                        "select t.id from post t join area a on a.id = t.area_id where a.code = ? and t.type = 'WORKER'")
                .param("620302001001003")
                .query(String.class)
                .single();
        MockHttpServletResponse made = send("supervisor1", "/people", "name", "新人(示例)", "phone", "10099990001");
        String person = made.getRedirectedUrl().substring("/people/".length());

        assertThat(send("supervisor1", "/posts/" + post + "/holders", "person", person, "employment", "PART_TIME")
                        .getStatus())
                .isEqualTo(302);
        assertThat(page("community1", "/posts/" + post).text()).contains("新人(示例)");
        assertThat(send("supervisor1", "/posts/" + post + "/holders", "person", person)
                        .getStatus())
                .isEqualTo(422);
        assertThat(send("supervisor1", "/posts/" + post + "/holders", "person", person("supervisor1"))
                        .getStatus())
                .isIn(404, 422);
        String holding = jdbc.sql("select id from post_holding where post_id = ? and person_id = ?")
                .params(UUID.fromString(post), UUID.fromString(person))
                .query(String.class)
                .single();
        assertThat(send("supervisor1", "/posts/" + post + "/holders/" + holding + "/end")
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void takesItsOwnExportWithoutChangeAndRefusesBadRowsWhole() throws Exception {
        byte[] export = mvc.perform(get("/imports/grids/template").with(as("supervisor1")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        Document unchanged = upload("grids.xlsx", export);
        assertThat(unchanged.text()).contains("已完成");
        assertThat(jdbc.sql("select taken from import_run where kind = 'GRIDS' order by started_at desc limit 1")
                        .query(Integer.class)
                        .single())
                .isZero();

        String head = "社区编码,网格编码,网格名称,户数,岗位,姓名,电话\n";
        Document bad = upload(
                "bad.csv",
                (head + "620302003001,620302003001081,好网格,240,网格员,张三(示例),10088880001\n"
                                + "620302003001,12,坏网格,多,巡逻员,李四(示例),不知道\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(bad.text()).contains("未导入", "网格编码", "户数", "岗位", "电话");
        assertThat(bad.selectFirst("a[href$=/errors]")).isNotNull();
        assertThat(jdbc.sql("select count(*) from area where code = '620302003001081'")
                        .query(Integer.class)
                        .single())
                .isZero();

        Document good = upload(
                "good.csv",
                (head + "620302003001,620302003001081,好网格,240,网格员,张三(示例),10088880001\n"
                                + "620302003001,620302003001081,好网格,240,网格长,=1+1,10088880002\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(good.text()).contains("已完成");
        assertThat(page("supervisor1", "/areas/" + area("620302003001081")).text())
                .contains("张三(示例)", "=1+1");

        Document wrong = Jsoup.parse(mvc.perform(multipart("/imports/grids")
                        .file(new MockMultipartFile("file", "x.csv", "text/csv", "a,b\n1,2\n".getBytes()))
                        .contentType("multipart/form-data; boundary=x")
                        .with(as("supervisor1"))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(wrong.text()).contains("表头缺少列");
    }

    private Document upload(String name, byte[] content) throws Exception {
        MockHttpServletResponse answer = mvc.perform(multipart("/imports/grids")
                        .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                        .contentType("multipart/form-data; boundary=x")
                        .with(as("supervisor1"))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(302);
        String run = answer.getRedirectedUrl();
        for (int i = 0; i < 100; i++) {
            Document page = page("supervisor1", run);
            if (page.selectFirst("progress") == null) {
                return page;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("still running");
    }

    private int change(String area, String what, String... more) throws Exception {
        String[] params = new String[more.length + 4];
        params[0] = "what";
        params[1] = what;
        params[2] = "version";
        params[3] = version(area);
        System.arraycopy(more, 0, params, 4, more.length);
        return send("supervisor1", "/areas/" + area + "/change", params).getStatus();
    }

    private String version(String area) {
        return jdbc.sql("select version from area where id = ?")
                .param(UUID.fromString(area))
                .query(String.class)
                .single();
    }

    private int status(String login, String address) throws Exception {
        return mvc.perform(get(java.net.URI.create(address)).with(as(login)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private Document page(String login, String address) throws Exception {
        MockHttpServletResponse answer = mvc.perform(
                        get(java.net.URI.create(address)).with(as(login)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private MockHttpServletResponse send(String login, String address, String... params) throws Exception {
        var request = post(address).with(as(login)).with(csrf());
        for (int i = 0; i < params.length; i += 2) {
            request.param(params[i], params[i + 1]);
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    private RequestPostProcessor as(String login) {
        AccountId account = jdbc.sql("select id from account where login = ?")
                .param(login)
                .query((row, n) -> AccountId.of(row.getString(1)))
                .single();
        return authentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account, login), null, List.of()));
    }

    private String area(String code) {
        return jdbc.sql("select id from area where code = ? and valid_to is null")
                .param(code)
                .query(String.class)
                .single();
    }

    private String person(String login) {
        return jdbc.sql("select person_id from account where login = ?")
                .param(login)
                .query(String.class)
                .single();
    }

    private String unitOf(String login) {
        return jdbc.sql("select t.unit_id from account ac join post_holding h on h.person_id = ac.person_id"
                        + " join post t on t.id = h.post_id where ac.login = ?")
                .param(login)
                .query(String.class)
                .single();
    }

    private int revealed(String person) {
        return jdbc.sql("select count(*) from audit_entry where subject_id = ? and action = ? and reason = ?")
                .params(UUID.fromString(person), "organisation.event.person-phone-revealed", "RevealReason.EMERGENCY")
                .query(Integer.class)
                .single();
    }
}
