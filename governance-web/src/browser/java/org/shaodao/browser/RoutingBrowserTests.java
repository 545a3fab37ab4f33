package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules and catalogue lines in a real browser: written, tried, moved without script, looked at on a phone. */
class RoutingBrowserTests extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {true, false})
    void aRuleIsWrittenTriedSavedAndMoved(boolean javaScript) {
        Page page = open(DESK, "zh-CN", javaScript);
        signIn(page, "supervisor1", password.value());
        String word = javaScript ? "夜市" : "烧烤";
        for (String name : new String[] {word + "一", word + "二"}) {
            page.navigate("/routing/rules/new");
            page.locator("#name").fill(name);
            page.locator("#words").fill(name);
            page.locator("#target").selectOption(new SelectOption().setIndex(1));
            page.locator("button[name=tryWith]").first().click();
            page.waitForURL(url -> url.contains("/routing/trials/"));
            page.locator("#change").waitFor();
            assertThat(page.locator("#past-h").textContent()).contains("会改变");
            if (javaScript) {
                look(page, "routing-trial");
            }
            page.locator("button[name=again]").click();
            page.locator("#name").waitFor();
            assertThat(page.locator("#name").inputValue()).isEqualTo(name);
            if (javaScript) {
                look(page, "routing-rule");
            }
            page.locator("main form .btn-primary").first().click();
            page.waitForURL(url -> url.endsWith("/routing/rules"));
        }

        Locator names = page.locator("tbody th[scope=row] a");
        int last = names.count() - 1;
        assertThat(names.nth(last).textContent()).isEqualTo(word + "二");
        page.locator("tbody tr").nth(last).locator("button").first().click();
        page.waitForLoadState();
        assertThat(page.locator("tbody th[scope=row] a").nth(last).textContent())
                .isEqualTo(word + "一");
        if (javaScript) {
            look(page, "routing-rules");
        }
    }

    @Test
    void theCatalogueAndItsLinesFitEveryWindow() {
        Page page = openDesk();
        signIn(page, "supervisor1", password.value());

        page.navigate("/catalogue/entries");
        look(page, "catalogue-entries");
        page.locator("a.entry-edit").first().click();
        page.waitForURL(url -> url.contains("/catalogue/entries/"));
        look(page, "catalogue-entry");
        page.locator("#from").fill("2099-01-01");
        page.locator("#legalBasis").fill("《示例条例》第三条");
        page.locator("main form .btn-primary").first().click();
        page.locator("#content .state-wait").first().waitFor();
        look(page, "catalogue-entries-planned");
        page.locator("a[aria-label*='2099']").first().click();
        page.locator("#editions-h").waitFor();
        look(page, "catalogue-entry-planned");
        page.locator("button[name=tryWith]").first().click();
        page.locator("#change").waitFor();
        look(page, "catalogue-trial");
        page.navigate("/catalogue/categories?words=0307");
        page.locator("tbody th a").first().click();
        page.locator("#keywords").waitFor();
        look(page, "catalogue-category");
        page.navigate("/catalogue/entries/import");
        look(page, "catalogue-import");
        byte[] file = page.request()
                .get("http://localhost:" + port + "/catalogue/entries/file")
                .body();
        page.locator("input[type=file]").setInputFiles(new FilePayload("目录.xlsx", "application/octet-stream", file));
        page.locator("button[name=tryWith]").first().click();
        page.locator("a[href='/catalogue/entries/import'].btn").first().waitFor();
        look(page, "catalogue-trial-file");
    }

    @Test
    void aTrialThatBrokeOffIsRunAgainFromItsPage() {
        Page page = openDesk();
        signIn(page, "supervisor1", password.value());
        page.navigate("/catalogue/entries");
        page.locator("a.entry-edit").first().click();
        page.locator("button[name=tryWith]").first().click();
        page.locator("#change").waitFor();
        String address = page.url();
        jdbc.sql("update routing_trial set state = 'RUNNING', begun_at = null where id = ?::uuid")
                .param(address.substring(address.lastIndexOf('/') + 1))
                .update();
        page.navigate(address);
        page.locator("progress").waitFor();
        look(page, "catalogue-trial-waits");
        jdbc.sql("update routing_trial set state = 'FAILED' where id = ?::uuid")
                .param(address.substring(address.lastIndexOf('/') + 1))
                .update();
        page.navigate(address);
        page.locator("button[name=tryWith]").waitFor();
        look(page, "catalogue-trial-broken");
        page.locator("button[name=tryWith]").click();
        page.waitForURL(url -> url.contains("/routing/trials/") && !url.equals(address));
        page.locator("#change").waitFor();
        assertThat(page.locator("button[name=tryWith]").count()).isZero();
    }

    @Test
    void categoriesAreSuggestedWhileTypingAndTakenOver() {
        Page page = openDesk();
        signIn(page, "street1", password.value());
        page.navigate("/cases/new");

        page.locator("#description").pressSequentially("小区门口的路灯不亮已经一个星期了");
        Locator first = page.locator("button[data-category]").first();
        first.waitFor();
        assertThat(page.locator(".suggested-list").textContent()).contains("路灯");
        look(page, "case-new-suggested");
        String id = first.getAttribute("data-category");
        first.click();

        assertThat(page.locator("#category").inputValue()).isEqualTo(id);
        assertThat(page.url()).endsWith("/cases/new");
    }

    @Test
    void withoutScriptTheButtonSuggestsAndASuggestionIsTakenOverWithNothingLost() {
        Page page = open(DESK, "zh-CN", false);
        signIn(page, "street1", password.value());
        page.navigate("/cases/new");
        page.locator("#description").fill("小区门口的路灯不亮已经一个星期了");
        page.locator("button[name=check]").click();

        Locator first = page.locator("button[data-category]").first();
        String id = first.getAttribute("data-category");
        first.click();

        assertThat(page.locator("#category").inputValue()).isEqualTo(id);
        assertThat(page.locator("#description").inputValue()).isEqualTo("小区门口的路灯不亮已经一个星期了");
    }
}
