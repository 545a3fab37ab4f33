package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A day at a desk in a real browser: by keyboard alone, fifty at once, and with everything going wrong while writing. */
class DeskBrowserTests extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    private CaseReporting reporting;

    @Autowired
    private Actors actors;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
        jdbc.sql("update governance_case set status = 'WITHDRAWN', closed_at = reported_at where closed_at is null")
                .update();
        jdbc.sql("delete from text_draft").update();
        jdbc.sql("delete from desk_setting").update();
    }

    @Test
    void aCaseIsAcceptedAndDispatchedByTwoKeysAndTheNextOneByOne() {
        UUID first = reported("楼道堆放杂物堵塞消防通道");
        UUID second = reported("楼道堆放杂物影响居民通行");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/cases");

        page.keyboard().press("j");
        page.waitForSelector("#pane form[data-action='accept']");
        assertThat(page.locator("h1").count()).isEqualTo(1);
        assertAccessible(page);
        picture(page, "desk-pane");
        page.keyboard().press("e");
        page.waitForURL(url -> url.contains("show=" + second));

        assertThat(status(first)).isNotEqualTo("REPORTED");
        page.waitForSelector("#pane form[data-action='accept']");
        page.keyboard().press("e");
        page.waitForURL(url -> !url.contains("show=" + second));
        assertThat(status(second)).isNotEqualTo("REPORTED");
    }

    @Test
    void everyKeyOfTheSheetWorksAndNoneWhileTypingComposingOrSwitchedOff() {
        UUID id = reported("楼道堆放杂物堵塞消防通道");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/cases");

        page.keyboard().press("?");
        assertThat(page.locator("#keys-sheet").isVisible()).isTrue();
        assertAccessible(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys-sheet").isVisible()).isFalse();
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("input[name=pick]").first().isChecked()).isTrue();
        page.waitForSelector("#pane form[data-action]");
        page.keyboard().press("u");
        page.waitForSelector("#pane form[data-action='escalate']");
        page.keyboard().press("Escape");
        assertThat(page.locator("#pane").isVisible()).isFalse();
        page.keyboard().press("/");
        page.keyboard().type("ejx?");
        assertThat(page.locator("#f-q").inputValue()).isEqualTo("ejx?");

        page.navigate("/cases");
        page.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: '?', isComposing: true, bubbles: true}))");
        page.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: '?', keyCode: 229, bubbles: true}))");
        assertThat(page.locator("#keys-sheet").isVisible()).isFalse();

        page.navigate("/desk/settings");
        assertAccessible(page);
        page.locator("#keys").uncheck();
        page.locator("main form button[type=submit]").click();
        page.waitForSelector(".notice");
        page.navigate("/cases");
        page.keyboard().press("?");
        page.keyboard().press("j");
        assertThat(page.locator("#keys-sheet").isVisible()).isFalse();
        assertThat(page.locator("tr.is-selected").count()).isZero();
        assertThat(status(id)).isEqualTo("REPORTED");
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {true, false})
    void fiftyCasesTakeThreeActionsAtMost(boolean javaScript) {
        UUID vague = null;
        for (int i = 0; i < 50; i++) {
            vague = reported(i < 48 ? "第" + i + "处楼道堆放杂物堵塞通道" : "第" + i + "个不明情况请来看");
        }
        Page page = open(DESK, "zh-CN", javaScript);
        signIn(page, "community1", password.value());
        page.navigate("/cases?view=todo&status=REPORTED");
        page.onDialog(Dialog::accept);

        page.locator("#bulk-all").check();
        page.locator("button[name=verb][value=suggested]").click();
        page.waitForSelector(".outcome");

        assertThat(page.locator(".outcome").textContent()).contains("已办 48 件").contains("未办 2 件");
        assertThat(page.locator(".outcome li").count()).isEqualTo(2);
        assertThat(status(vague)).isEqualTo("REPORTED");
        if (javaScript) {
            assertAccessible(page);
        }
        picture(page, "desk-bulk-" + javaScript);
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {true, false})
    void theWayBackKeepsFilterAndPlace(boolean javaScript) {
        for (int i = 0; i < 25; i++) {
            reported("第" + i + "处楼道堆放杂物堵塞通道");
        }
        Page page = open(1000, "zh-CN", javaScript);
        signIn(page, "community1", password.value());
        page.navigate("/cases?view=todo&q=%E6%A5%BC%E9%81%93");
        Locator link = page.locator("a[data-open]").nth(15);
        String number = page.locator("tr[data-case]").nth(15).getAttribute("data-case");
        link.click();
        page.waitForURL(url -> url.contains("from="));

        page.locator(".page-back a").click();
        page.waitForURL(url -> url.contains("q=%E6%A5%BC%E9%81%93") && url.endsWith("#c-" + number));

        assertThat(page.locator("#f-q").inputValue()).isEqualTo("楼道");
        if (javaScript) {
            assertThat(page.evaluate("() => window.scrollY > 0")).isEqualTo(true);
        }
    }

    @Test
    void whatOthersChangeIsSaidAndTheListStaysUntilAskedFor() {
        reported("楼道堆放杂物堵塞消防通道");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/cases");
        reportedBy("worker1", "又一处楼道堆放杂物");

        page.waitForSelector("#stale:not([hidden])");

        assertThat(page.locator("#stale").textContent()).contains("1");
        assertThat(page.locator("tr[data-case]").count()).isEqualTo(1);
        assertAccessible(page);
        page.locator("#stale").click();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("tr[data-case]").count()).isEqualTo(2);
        assertThat(page.locator("#stale").isVisible()).isFalse();
    }

    @Test
    void aTextSurvivesAKilledSessionAndAnotherMachine() {
        UUID id = reported("楼道堆放杂物堵塞消防通道");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/cases/" + id + "?do=request-info");
        page.locator("textarea[name=text]").fill("请说明是几号楼几单元，最好附上照片");
        page.waitForCondition(() -> drafts() == 1);
        jdbc.sql("delete from spring_session").update();
        page.context().close();

        Page elsewhere = openDesk();
        signIn(elsewhere, "community1", password.value());
        elsewhere.navigate("/cases/" + id + "?do=request-info");
        elsewhere.waitForSelector(".draft-note");

        assertThat(elsewhere.locator("textarea[name=text]").inputValue()).isEqualTo("请说明是几号楼几单元，最好附上照片");
        assertAccessible(elsewhere);
        elsewhere.locator("form[data-action] button[type=submit]").first().click();
        elsewhere.waitForURL(url -> url.endsWith("/cases/" + id));
        assertThat(status(id)).isEqualTo("PENDING_INFO");
        elsewhere.waitForCondition(() -> drafts() == 0);
    }

    @Test
    void aSessionThatEndsWhileWritingIsSaidAndTheTextComesBackAfterSigningIn() {
        UUID id = reported("楼道堆放杂物堵塞消防通道");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/cases/" + id + "?do=request-info");
        jdbc.sql("delete from spring_session").update();

        page.locator("textarea[name=text]").fill("请说明是几号楼几单元");
        page.waitForCondition(() -> page.locator("#offline").isVisible());
        page.navigate("/cases/" + id + "?do=request-info");
        page.locator("input[name=login]").fill("community1");
        page.locator("input[name=password]").fill(password.value());
        page.locator("form button[type=submit]").first().click();
        page.waitForSelector(".draft-note");

        assertThat(page.locator("textarea[name=text]").inputValue()).isEqualTo("请说明是几号楼几单元");
    }

    @Test
    void withoutJavaScriptTheTextOfAKilledSessionIsGivenBackThroughTheSignIn() {
        UUID id = reported("楼道堆放杂物堵塞消防通道");
        Page page = open(DESK, "zh-CN", false);
        signIn(page, "community1", password.value());
        page.navigate("/cases/" + id + "?do=request-info");
        page.locator("textarea[name=text]").fill("请说明是几号楼几单元");
        jdbc.sql("delete from spring_session").update();

        page.locator("form[data-action] button[type=submit]").first().click();
        page.waitForLoadState();

        assertThat(page.content()).contains("请说明是几号楼几单元");
    }

    @Test
    void aStandardTextIsInsertedByItsButtonAndByTwoColons() {
        UUID id = reported("楼道堆放杂物堵塞消防通道");
        Page page = openDesk();
        signIn(page, "community1", password.value());
        page.navigate("/desk/texts/new");
        assertAccessible(page);
        page.locator("input[name=name]").fill("问楼号" + id.toString().substring(30));
        page.locator("textarea[name=text]").fill("请说明是几号楼几单元。");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(url -> url.endsWith("/desk/texts"));
        assertAccessible(page);

        page.navigate("/cases/" + id + "?do=request-info");
        Locator text = page.locator("form[data-action] textarea");
        text.focus();
        page.keyboard().type("您好，::问楼");
        page.waitForSelector(".text-pick li");
        assertAccessible(page);
        page.keyboard().press("Enter");

        assertThat(text.inputValue()).isEqualTo("您好，请说明是几号楼几单元。");
        page.locator("[data-texts] summary").click();
        page.locator("[data-insert]").first().click();
        assertThat(text.inputValue()).isEqualTo("您好，请说明是几号楼几单元。请说明是几号楼几单元。");
        assertAccessible(page);
        picture(page, "desk-texts");
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {DESK, PHONE})
    void aSuggestionIsWrittenAndAnswered(int width) {
        for (String login : List.of("worker1", "community1")) {
            Page page = open(width, "zh-CN", true);
            signIn(page, login, password.value());
            page.navigate("/suggestions");
            assertAccessible(page);
            page.navigate("/suggestions/new");
            assertAccessible(page);
            picture(page, "suggestion-new-" + login + "-" + width);
            page.locator("textarea[name=text]").fill("希望照片上传快一些 " + login + width);
            page.locator("main form button[type=submit]").first().click();
            page.waitForURL(url -> url.matches(".*/suggestions/[0-9a-f-]{36}"));
            assertAccessible(page);
            picture(page, "suggestion-" + login + "-" + width);
        }
        Page page = open(width, "zh-CN", true);
        signIn(page, "sysadmin", password.value());
        page.navigate("/suggestions?view=open");
        assertAccessible(page);
        picture(page, "suggestions-" + width);
        page.locator("[data-suggestion] a").last().click();
        page.locator("#reply textarea").fill("下个版本会压缩照片");
        page.locator("#reply button[type=submit]").click();
        page.waitForSelector(".notice");
        assertAccessible(page);
    }

    private int drafts() {
        return jdbc.sql("select count(*) from text_draft").query(Integer.class).single();
    }

    private String status(UUID id) {
        return jdbc.sql("select status from governance_case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private UUID reported(String text) {
        return reportedBy("community1", text);
    }

    private UUID reportedBy(String login, String text) {
        UUID account = jdbc.sql("select id from account where login = ?")
                .param(login)
                .query(UUID.class)
                .single();
        UUID grid = jdbc.sql("""
                        select a.id from area a where a.level = 'GRID' and a.community_id in
                          (select u.area_id from unit u join post p on p.unit_id = u.id
                             join post_holding h on h.post_id = p.id and h.held_to is null
                             join account x on x.person_id = h.person_id where x.login = 'community1')
                         order by a.code limit 1
                        """).query(UUID.class).single();
        Actor actor = actors.actorOf(new AccountId(account)).orElseThrow();
        return reporting
                .report(
                        actor,
                        new ReportCase(
                                CaseId.next(),
                                login.startsWith("worker") ? CaseSource.PATROL : CaseSource.PHONE,
                                null,
                                (CategoryId) null,
                                null,
                                text,
                                null,
                                false,
                                false,
                                new AreaId(grid),
                                null,
                                null,
                                null))
                .value();
    }
}
