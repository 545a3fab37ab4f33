package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.DeskUpkeep;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.TextDrafts;
import org.shaodao.casework.service.TextModules;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Long texts at a desk: kept while they are written, and those that are written again and again. */
@FlowTests
class DeskTextsTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    TextDrafts drafts;

    @Autowired
    TextModules texts;

    @Autowired
    CaseReporting reporting;

    @Autowired
    DeskUpkeep upkeep;

    Pages pages;
    World world;
    Actor clerk;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        pages = new Pages(mvc);
        world = new World(jdbc);
        clerk = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
    }

    @Test
    void aTextIsKeptReplacedAndForgotten() {
        assertThat(pages.post(clerk, "/drafts", Map.of("form", "/cases/new", "field", "description", "text", "写了一半"))
                        .status())
                .isEqualTo(204);
        assertThat(pages.get(clerk, "/drafts?form=/cases/new").page().text()).contains("写了一半");
        drafts.keep(clerk, "/cases/new", "description", "写了一大半\n第二行");
        drafts.keep(clerk, "/cases/new", "note", "另一栏");
        assertThat(drafts.of(clerk, "/cases/new"))
                .containsEntry("description", "写了一大半\n第二行")
                .hasSize(2);

        drafts.keep(clerk, "/cases/new", "note", " ");
        assertThat(drafts.of(clerk, "/cases/new")).hasSize(1);
        drafts.drop(clerk, "/cases/new");
        assertThat(drafts.of(clerk, "/cases/new")).isEmpty();
    }

    @Test
    void nobodyElseReadsIt() {
        drafts.keep(clerk, "/cases/new", "description", "只有我看得到");
        Actor colleague = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");

        assertThat(drafts.of(colleague, "/cases/new")).isEmpty();
        assertThat(pages.get(colleague, "/drafts?form=/cases/new").page().text())
                .doesNotContain("只有");
    }

    @ParameterizedTest
    @CsvSource({"cases/new, text", "//evil.example?x, text", "/cases/new, 'a b'", "'', ''", "/a, ''"})
    void whatIsNoFormOrFieldIsRefused(String form, String field) {
        assertThatThrownBy(() -> drafts.keep(clerk, form, field, "文字")).isInstanceOf(RuleViolation.class);
        assertThat(pages.post(clerk, "/drafts", Map.of("form", form, "field", field, "text", "文字"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void tooLongAndTooManyAreRefusedAndNullCharactersDropped() {
        assertThatThrownBy(() -> drafts.keep(clerk, "/a", "b", "长".repeat(20_001)))
                .isInstanceOf(RuleViolation.class);
        for (int i = 0; i < 50; i++) {
            drafts.keep(clerk, "/a" + i, "b", "x");
        }
        assertThatThrownBy(() -> drafts.keep(clerk, "/more", "b", "x")).isInstanceOf(RuleViolation.class);
        drafts.keep(clerk, "/a3", "b", "换\u0000了");
        assertThat(drafts.of(clerk, "/a3")).containsEntry("b", "换了");
    }

    @Test
    void theTextOfAFormThatWasTakenIsForgottenAndOneThatWasRefusedIsNot() {
        CaseId id = reported();
        String form = "/cases/" + id + "/request-info";
        drafts.keep(clerk, form, "text", "请");
        pages.post(clerk, form, Map.of("version", "0", "text", ""));
        assertThat(drafts.of(clerk, form)).hasSize(1);

        pages.post(clerk, form, Map.of("version", "0", "text", "请说明是几号楼"));

        assertThat(drafts.of(clerk, form)).isEmpty();
    }

    @Test
    void theSweepTakesOnlyWhatIsOld() {
        drafts.keep(clerk, "/old", "text", "两周前");
        clock.set(Instant.parse("2026-03-16T01:00:00Z"));
        drafts.keep(clerk, "/new", "text", "今天");
        reported();
        int changes = changes();
        clock.set(Instant.parse("2026-03-16T03:00:00Z"));

        upkeep.sweep();

        assertThat(drafts.of(clerk, "/old")).isEmpty();
        assertThat(drafts.of(clerk, "/new")).hasSize(1);
        assertThat(changes()).isPositive().isLessThanOrEqualTo(changes);
        clock.set(Instant.parse("2026-03-17T04:00:00Z"));
        upkeep.sweep();
        assertThat(jdbc.sql("select count(*) from desk_change where at < ?")
                        .param(Instant.parse("2026-03-16T04:00:00Z").atOffset(java.time.ZoneOffset.UTC))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void textsOfTheUnitAreForAllOfItAndOwnOnesForTheirOwner() {
        add("自己的", false, null, "我自己的话");
        add("单位的", true, null, "单位统一的答复");
        Actor colleague = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        Actor neighbour = world.actor(Role.COMMUNITY_DESK, "community1.2", "desk:community1.2");

        assertThat(texts.of(clerk)).extracting(TextModules.TextModule::name).containsExactly("自己的", "单位的");
        assertThat(texts.of(colleague)).extracting(TextModules.TextModule::name).containsExactly("单位的");
        assertThat(texts.of(neighbour)).isEmpty();
        String own = "/desk/texts/" + texts.of(clerk).get(0).id();
        for (Actor other : java.util.List.of(colleague, neighbour)) {
            assertThat(pages.get(other, own).status()).isEqualTo(404);
            assertThat(pages.post(other, own, Map.of("name", "x", "text", "xx")).status())
                    .isEqualTo(404);
            assertThat(pages.post(other, own + "/delete", Map.of()).status()).isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_type = 'text-module' and account_id = ?")
                        .param(clerk.account().value())
                        .query(Integer.class)
                        .single())
                .as("changes of the unit's texts are recorded")
                .isEqualTo(1);
    }

    @Test
    void aCaseOffersTheTextsOfItsActionAndCategoryOnly() {
        CaseId id = reported();
        add("问楼号", false, CaseAction.REQUEST_INFO, "请说明是几号楼几单元");
        add("办结", false, CaseAction.RESOLVE, "已处理完毕");
        add("通用", true, null, "谢谢您的反映");

        Document page = pages.get(clerk, "/cases/" + id + "?do=request-info").page();

        assertThat(page.select("[data-insert]").eachAttr("data-name")).containsExactlyInAnyOrder("问楼号", "通用");
        assertThat(page.select("[data-insert]").eachAttr("data-text")).contains("请说明是几号楼几单元");
        assertThat(page.select("[data-texts] .text-body").text())
                .as("readable without script")
                .contains("谢谢您的反映");
    }

    @Test
    void aTextIsChangedOnceAndTheSecondWriterIsTold() {
        add("单位的", true, null, "单位统一的答复");
        String path = "/desk/texts/" + texts.of(clerk).get(0).id();
        Document mine = pages.get(clerk, path).page();
        Document theirs = pages.get(clerk, path).page();

        assertThat(pages.submit(clerk, mine, "form[action='" + path + "']", fields -> fields.put("text", "第一稿"))
                        .status())
                .isEqualTo(302);
        Pages.Answer late = pages.submit(
                clerk, theirs, "form[action='" + path + "']", fields -> fields.put("text", "我写的第二稿，比第一稿写得更完整"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.page().text()).contains("我写的第二稿，比第一稿写得更完整");
        assertThat(texts.of(clerk).get(0).text()).isEqualTo("第一稿");
    }

    @Test
    void missingWordsAreSaidOnTheFormAndNothingTypedIsLost() {
        Pages.Answer refused = pages.post(clerk, "/desk/texts/new", Map.of("name", "", "text", "已经写好的一段话"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select(".error-summary")).hasSize(1);
        assertThat(refused.page().select("textarea[name=text]").text()).isEqualTo("已经写好的一段话");
    }

    private void add(String name, boolean ofUnit, CaseAction action, String text) {
        texts.add(clerk, new TextModules.Wanted(name, ofUnit, action, null, text, 0));
    }

    private int changes() {
        return jdbc.sql("select count(*) from desk_change").query(Integer.class).single();
    }

    private CaseId reported() {
        return reporting.report(
                clerk,
                new ReportCase(
                        CaseId.next(),
                        CaseSource.PHONE,
                        null,
                        null,
                        null,
                        "楼道堆放杂物堵塞通道",
                        null,
                        false,
                        false,
                        world.area("grid1.1.1"),
                        null,
                        null,
                        null));
    }
}
