package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.shaodao.whistle.service.DemoWhistles;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame in a real browser: accessible, narrow, light, usable by keyboard and without scripts, on every page of every menu. */
class LayoutBrowserTests extends BrowserFlow {

    /** The narrowest window text must still fit into (WCAG reflow). */
    private static final int NARROW = 320;

    /** Who opens every page of the own menu; what these lead to is opened by the first in the list who gets there. */
    private static final List<String> READERS = List.of(
            "street1",
            "supervisor1",
            "worker1",
            "community1",
            "urban1",
            "leader1",
            "reviewer1",
            "sysadmin",
            "secadmin",
            "auditadmin");

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    private DemoWhistles whistles;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
    }

    /**
     * Every page of every menu, for each account as it sees it, and what these pages lead to, in Chinese one step further,
     * each kind of address once. One load serves all widths, for only the style sheet knows them.
     */
    @ParameterizedTest(name = "{0}, {1} steps")
    @CsvSource({"zh-CN, 2, 70", "en, 1, 65"})
    void everyPageIsThereAndAccessibleAtEveryWidth(String language, int steps, int least) {
        whistles.load();
        Set<String> seen = new HashSet<>();
        SoftAssertions found = new SoftAssertions();
        for (String login : READERS) {
            Page page = open(DESK, language, true);
            signIn(page, login, password.value());
            List<String> paths = pagesOf(page);
            for (int step = 0; step <= steps; step++) {
                boolean ofTheMenu = step == 0;
                List<String> next = new ArrayList<>();
                for (String path : paths) {
                    boolean first = seen.add(shape(path));
                    if (first || ofTheMenu) {
                        found.check(() -> look(page, login, path, language, ofTheMenu));
                        next.addAll(linksOf(page));
                    }
                }
                paths = next;
            }
            page.context().close();
        }

        found.assertAll();
        assertThat(seen).hasSizeGreaterThan(least);
    }

    private void look(Page page, String login, String path, String language, boolean ofTheMenu) {
        page.setViewportSize(DESK, 900);
        assertThat(page.navigate(path).status()).as(login + " opens " + path).isEqualTo(200);
        if (ofTheMenu) {
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        assertThat(page.title()).as("title of " + path).isNotBlank();
        assertThat(page.locator("h1").count()).as("headings of " + path).isEqualTo(1);
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
        assertThat(page.locator("body").innerText()).as("words of " + path).doesNotContain("??");
        // the first page of the phone is headed by the name of the grid
        if (ofTheMenu && language.equals("en") && !page.url().endsWith("/phone")) {
            assertThat(page.locator("h1").textContent()).doesNotContainPattern("\\p{IsHan}");
        }
        for (int width : ofTheMenu ? List.of(DESK, PHONE, NARROW) : List.of(DESK, PHONE)) {
            page.setViewportSize(width, 800);
            assertAccessible(page);
            if (ofTheMenu) {
                picture(page, login + path.replaceAll("[^a-z0-9]+", "-") + "-" + width + "-" + language);
            }
        }
        page.setViewportSize(NARROW, 800);
        assertFits(page);
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1280, zh-CN", "360, en"})
    void refusalsAreAccessibleToo(int width, String language) {
        Page page = open(width, language, true);
        signIn(page, "community1", password.value());

        assertThat(page.navigate("/audit").status()).isEqualTo(403);
        assertAccessible(page);
        picture(page, "forbidden-" + width);
        page.navigate("/cases/new");
        page.locator("main form button.btn-primary[type=submit]").first().click();
        page.waitForSelector("#error-summary");
        assertAccessible(page);
        picture(page, "refused-" + width);
        page.navigate("/suggestions/new");
        page.locator("textarea[name=text]").fill("希望清单能记住筛选条件");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(url -> url.matches(".*/suggestions/[0-9a-f-]{36}"));
        page.evaluate("() => document.querySelector('main form input[name=version]').value = '7'");
        page.onDialog(com.microsoft.playwright.Dialog::accept);
        page.locator("main form button[type=submit]").first().click();
        page.waitForSelector(".problem");
        assertAccessible(page);
        picture(page, "conflict-" + width);
    }

    @Test
    void theListOfADeskIsLight() {
        Page page = openDesk();
        signIn(page, "street1", password.value());

        assertLight(page, "/cases", 170, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/phone", "/phone/report"})
    void pagesOfThePhoneAreLight(String path) {
        Page page = openPhone();
        signIn(page, "worker1", password.value());

        assertLight(page, path, 120, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/phone", "/phone/report"})
    void everythingToTouchOnAPhoneIsLargeEnough(String path) {
        Page page = openPhone();
        signIn(page, "worker1", password.value());
        page.navigate(path);

        List<?> small = (List<?>)
                page.evaluate(
                        "() => [...document.querySelectorAll("
                                + "'a, button, select, textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]"
                                + ".filter(e => e.offsetParent !== null && !e.closest('p') && !e.classList.contains('skip'))"
                                + ".map(e => ({r: e.getBoundingClientRect(), t: e.outerHTML.slice(0, 90)}))"
                                + ".filter(x => x.r.height < 43.5 || x.r.width < 43.5).map(x => x.t + ' ' + x.r.width + 'x' + x.r.height)");

        assertThat(small).isEmpty();
    }

    @Test
    void theFirstTabLeadsToTheContent() {
        Page page = openDesk();
        signIn(page, "street1", password.value());
        page.navigate("/help");

        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
        page.keyboard().press("Enter");

        assertThat(page.url()).endsWith("#content");
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {true, false})
    void theMenuOfANarrowWindowOpensByKeyboard(boolean javaScript) {
        Page page = open(PHONE, "zh-CN", javaScript);
        signIn(page, "street1", password.value());
        page.navigate("/help");
        Locator menu = page.locator("nav.menu");
        assertThat(menu.isVisible()).isFalse();

        page.locator("#menu-open").focus();
        page.keyboard().press("Space");

        assertThat(menu.isVisible()).isTrue();
    }

    @Test
    void theLanguageChosenStays() {
        Page page = openDesk();
        signIn(page, "street1", password.value());
        page.navigate("/help");

        page.locator("a.language").click();
        page.navigate("/help");

        assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
        assertThat(page.locator("h1").textContent()).isEqualTo("Help");
        assertThat(page.url()).endsWith("/help");
    }

    @ParameterizedTest(name = "JavaScript {0}")
    @ValueSource(booleans = {true, false})
    void signingOutWorksFromTheAccountBox(boolean javaScript) {
        Page page = open(DESK, "zh-CN", javaScript);
        signIn(page, "street1", password.value());
        page.navigate("/help");

        page.locator("details.account summary").click();
        page.locator("details.account form button").click();

        page.waitForURL(url -> url.contains("/sign-in"));
    }

    @Test
    void aTextNotYetSentComesBackAndGoesOnceTaken() {
        Page page = openDesk();
        signIn(page, "street1", password.value());
        page.navigate("/cases/new");
        Locator text = page.locator("textarea[data-draft]").first();
        text.fill("写到一半的文字");
        page.waitForTimeout(700);

        page.navigate("/help");
        page.navigate("/cases/new");

        assertThat(page.locator("textarea[data-draft]").first().inputValue()).isEqualTo("写到一半的文字");
        assertThat(page.locator(".draft-note").isVisible()).isTrue();
        page.locator(".draft-note button").click();
        page.navigate("/cases/new");
        assertThat(page.locator("textarea[data-draft]").first().inputValue()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {DESK, PHONE, NARROW})
    void aPageThatIsNotThereIsAccessibleToo(int width) {
        Page page = open(width, "zh-CN", true);
        signIn(page, "street1", password.value());

        assertThat(page.navigate("/no-such-page").status()).isEqualTo(404);

        assertAccessible(page);
        picture(page, "not-found-" + width);
    }

    /** The kind of an address: without ids and without what follows the question mark. */
    private static String shape(String address) {
        return address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|[?#].*", "");
    }

    /** Where the page shown leads to, files left out. */
    private static List<String> linksOf(Page page) {
        List<String> links = new ArrayList<>();
        for (Locator link : page.locator("main a[href^='/']").all()) {
            String address = link.getAttribute("href").replaceAll("#.*", "");
            if (!address.matches(".*(file|export|template|\\.xlsx|\\.csv).*")) {
                links.add(address);
            }
        }
        return links;
    }

    /** What the menus and the account box lead to, and the first page. */
    private static List<String> pagesOf(Page page) {
        List<String> paths = new ArrayList<>();
        paths.add("/");
        page.locator("nav.menu a, nav.tabs-bottom a, .account-box a").all().forEach(link -> {
            String path = link.getAttribute("href");
            if (!paths.contains(path) && !path.equals("#")) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Weight over the wire of a first visit, and the number of requests. */
    private void assertLight(Page page, String path, int kilobytes, int requests) {
        // a routed page does not use the cache
        page.context().route("**/*", route -> route.resume());
        List<Request> seen = new ArrayList<>();
        page.onRequestFinished(seen::add);
        assertThat(page.navigate(path).status()).isEqualTo(200);
        page.waitForLoadState(LoadState.NETWORKIDLE);

        int bytes = seen.stream()
                .mapToInt(request -> request.sizes().responseBodySize)
                .sum();
        System.out.println("Weight of " + path + ": " + bytes / 1024 + " KB, " + seen.size() + " requests");
        assertThat(seen).hasSizeLessThanOrEqualTo(requests);
        assertThat(bytes).isLessThanOrEqualTo(kilobytes * 1024);
        assertThat(seen).allMatch(request -> request.url().startsWith("http://localhost:" + port));
    }
}
