package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.shaodao.GovernanceApplication;
import org.shaodao.support.TestPlatform;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * Base of the tests that use a real browser: the application on a free port, one Chromium for all, a fresh profile for
 * each page opened. What the console complains about (script errors, refused by the content security policy) fails the
 * test.
 */
@SpringBootTest(classes = GovernanceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestPlatform.class)
public abstract class BrowserFlow {

    /** Widths of a desk and of a phone. */
    protected static final int DESK = 1280;

    protected static final int PHONE = 360;

    @LocalServerPort
    protected int port;

    private final List<BrowserContext> opened = new ArrayList<>();

    /** Pages without JavaScript, each with the page that shows their HTML to axe, which cannot do without. */
    private final Map<Page, Page> readers = new HashMap<>();

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** A page of its own profile at this width; {@code language} zh-CN or en, with or without JavaScript. */
    protected Page open(int width, String language, boolean javaScript) {
        Page page = fresh(width, language, javaScript);
        if (!javaScript) {
            readers.put(page, fresh(width, language, true));
        }
        return page;
    }

    private Page fresh(int width, String language, boolean javaScript) {
        BrowserContext context = Chromium.get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width == PHONE ? 740 : 900)
                        .setLocale(language)
                        .setTimezoneId("Asia/Shanghai")
                        .setJavaScriptEnabled(javaScript)
                        .setHasTouch(width == PHONE)
                        .setBaseURL("http://localhost:" + port));
        context.setDefaultTimeout(20_000);
        context.setDefaultNavigationTimeout(30_000);
        opened.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    protected Page openDesk() {
        return open(DESK, "zh-CN", true);
    }

    protected Page openPhone() {
        return open(PHONE, "zh-CN", true);
    }

    /** Signs in on a fresh page and waits for the page that follows. */
    protected void signIn(Page page, String login, String password) {
        page.navigate("/sign-in");
        page.locator("input[name=login]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.locator("main button[type=submit], form button[type=submit]")
                .first()
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** No finding of axe on this page (all its rules), and nothing sticks out sideways; with and without JavaScript. */
    protected void assertAccessible(Page page) {
        Page shown = readers.containsKey(page) ? sameHtml(page, readers.get(page)) : page;
        AxeResults results = new AxeBuilder(shown)
                // the pages have no frames: one run, without a helper page for each
                .setLegacyMode(true)
                .options(violationsOnly())
                .analyze();
        assertThat(results.getViolations())
                .as(() -> page.url() + " at " + page.viewportSize().width + " px: "
                        + results.getViolations().stream()
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().stream()
                                                .map(node -> String.valueOf(node.getTarget()))
                                                .toList())
                                .toList())
                .isEmpty();
        assertFits(shown);
    }

    private static AxeRunOptions violationsOnly() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }

    /** Checks the page and takes its picture at both widths. */
    protected void look(Page page, String name) {
        for (int width : new int[] {DESK, PHONE}) {
            page.setViewportSize(width, 800);
            assertAccessible(page);
            picture(page, name + "-" + width);
        }
        page.setViewportSize(DESK, 900);
    }

    /** Nothing sticks out sideways. */
    protected void assertFits(Page page) {
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue())
                .as(page.url() + " is wider than the window of " + page.viewportSize().width + " px")
                .isLessThanOrEqualTo(0);
    }

    /** What the page without JavaScript shows, be it the answer to a GET or to a POST, in a browser that can run axe. */
    private static Page sameHtml(Page plain, Page reader) {
        String address = plain.url().replaceAll("#.*", "");
        String html = plain.content();
        reader.setViewportSize(plain.viewportSize().width, plain.viewportSize().height);
        reader.unrouteAll();
        reader.route(
                url -> url.matches(".*\\.js(\\?.*)?"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("")));
        reader.route(
                address::equals,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(html)));
        reader.navigate(address);
        return reader;
    }

    /** Keeps a picture in {@code target/browser} for people to look at. */
    protected void picture(Page page, String name) {
        Path folder = Path.of("target", "browser");
        try {
            Files.createDirectories(folder);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setFullPage(true));
    }

    @AfterEach
    void closePagesAndHearTheConsole() {
        opened.forEach(BrowserContext::close);
        opened.clear();
        readers.clear();
        List<String> heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).as("the console stays silent").isEmpty();
    }

    /** The one browser of this JVM: the system's Chromium where there is one, else Playwright's own. */
    private static final class Chromium {

        private static final Path SYSTEM = Path.of(System.getProperty("shaodao.browser", "/usr/bin/chromium"));
        private static Browser browser;

        static synchronized Browser get() {
            if (browser == null) {
                boolean system = Files.isExecutable(SYSTEM);
                Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(system ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
                BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
                if (system) {
                    options.setExecutablePath(SYSTEM);
                }
                browser = playwright.chromium().launch(options);
                Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            }
            return browser;
        }
    }
}
