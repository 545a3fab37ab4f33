package org.shaodao.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@FlowTests
class SuggestionPagesTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    Pages pages;
    World world;
    Actor writer;
    Actor supervisor;

    @BeforeEach
    void start() {
        pages = new Pages(mvc);
        world = new World(jdbc);
        writer = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
    }

    @Test
    void itIsWrittenTakenUpAnsweredAndRead() {
        String path = written("手机上照片传得太慢，希望能压缩");
        assertThat(pages.get(supervisor, "/suggestions?view=open").page().text())
                .contains("照片传得太慢");

        assertThat(act(supervisor, path, "take-up", Map.of("version", "0")).status())
                .isEqualTo(302);
        assertThat(pages.get(writer, path).page().text()).contains("处理中");
        assertThat(act(supervisor, path, "answer", Map.of("version", "1", "answer", "下个版本会压缩照片"))
                        .status())
                .isEqualTo(302);

        assertThat(pages.get(writer, path).page().text()).contains("已答复").contains("下个版本会压缩照片");
        assertThat(pages.get(supervisor, "/suggestions?view=open").page().text())
                .doesNotContain("照片传得太慢");
        assertThat(pages.get(supervisor, "/suggestions?view=all").page().text()).contains("照片传得太慢");
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                        .param(java.util.UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void theSystemAdministratorAnswersEverywhereAndASupervisorInHisDistrictOnly() {
        String path = written("希望清单能记住我的筛选条件");
        Actor elsewhere = new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null);
        Actor administrator = administrator();

        assertThat(pages.get(elsewhere, path).status()).isEqualTo(404);
        assertThat(act(elsewhere, path, "answer", Map.of("version", "0", "answer", "不该由我答复"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.get(elsewhere, "/suggestions?view=all").page().text()).doesNotContain("记住我的筛选");
        assertThat(act(administrator, path, "answer", Map.of("version", "0", "answer", "已经支持保存视图"))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void nobodyElseReadsOrAnswersIt() {
        String path = written("希望清单能记住我的筛选条件");
        Actor colleague = world.actor(Role.GRID_WORKER, "grid1.1.1", "team1.1.1");

        assertThat(pages.get(colleague, path).status()).isEqualTo(404);
        for (String verb : List.of("take-up", "answer", "withdraw")) {
            assertThat(act(colleague, path, verb, Map.of("version", "0", "answer", "xxxx"))
                            .status())
                    .as(verb)
                    .isEqualTo(404);
        }
        assertThat(act(writer, path, "answer", Map.of("version", "0", "answer", "自问自答"))
                        .status())
                .as("one's own is answered by others")
                .isEqualTo(403);
        assertThat(act(supervisor, path, "withdraw", Map.of("version", "0")).status())
                .isEqualTo(404);
    }

    @Test
    void aWithdrawnOneIsClosedAndALateAnswerIsAConflict() {
        String path = written("点错了，这条不用处理");
        assertThat(act(writer, path, "withdraw", Map.of("version", "0")).status())
                .isEqualTo(302);

        Pages.Answer late = act(supervisor, path, "answer", Map.of("version", "0", "answer", "我写了很久的一段答复文字"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.page().text()).contains("我写了很久的一段答复文字").contains("已撤回");
        assertThat(act(supervisor, path, "answer", Map.of("version", "1", "answer", "还想答复"))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "短"})
    void tooLittleIsSaidOnTheForm(String text) {
        Pages.Answer refused = pages.post(writer, "/suggestions/new", Map.of("kind", "FAULT", "text", text));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#text-error")).hasSize(1);
        assertThat(refused.page().select("select[name=kind] option[selected]").val())
                .isEqualTo("FAULT");
    }

    private String written(String text) {
        Pages.Answer answer = pages.post(writer, "/suggestions/new", Map.of("kind", "WISH", "text", text));
        assertThat(answer.status()).isEqualTo(302);
        return answer.location();
    }

    private Pages.Answer act(Actor actor, String path, String verb, Map<String, String> fields) {
        return pages.post(actor, path + "/" + verb, fields);
    }

    private Actor administrator() {
        Actor one = world.actor(Role.GRID_WORKER, "grid1.1.2", "team1.1.2");
        jdbc.sql("delete from post_holding where person_id = (select person_id from account where id = ?)")
                .param(one.account().value())
                .update();
        jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, 'SYSTEM_ADMINISTRATOR', now())")
                .param(one.account().value())
                .update();
        return new Actor(
                one.account(),
                one.name(),
                List.of(new PostGrant(Role.SYSTEM_ADMINISTRATOR, null, null, null, "administrator")));
    }
}
