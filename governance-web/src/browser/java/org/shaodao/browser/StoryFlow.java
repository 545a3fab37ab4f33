package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories share: who signs in, one action of a case after the other, every page met looked at. */
abstract class StoryFlow extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoPassword password;

    @Autowired
    JdbcClient jdbc;

    private int width;
    private String language;
    private boolean javaScript;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
    }

    void look(int width, String language, boolean javaScript) {
        this.width = width;
        this.language = language;
        this.javaScript = javaScript;
    }

    /** Signs in with a browser of its own and checks the first page. */
    Page home(String login) {
        Page page = signedIn(login);
        check(page);
        return page;
    }

    /** Signs in with a browser of its own. */
    Page signedIn(String login) {
        Page page = open(width, language, javaScript);
        signIn(page, login, password.value());
        return page;
    }

    /** Opens one action of the case, does it, and lands on the case again. */
    void act(Page page, UUID id, String action, Consumer<Locator> deed) {
        page.navigate("/cases/" + id + "?do=" + action);
        check(page);
        deed.accept(page.locator("form[data-action='" + action + "']"));
        page.waitForURL(url -> url.endsWith("/cases/" + id));
        assertThat(page.locator(".notice").first().isVisible()).isTrue();
        check(page);
    }

    /** A case that the rider reports for somebody and the community accepts. */
    UUID accepted(Page rider, Page community, String description) {
        rider.locator("a[data-report]").press("Enter");
        check(rider);
        rider.locator("textarea[name=description]").fill(description);
        Locator requester = rider.locator("input[name=requesterName]");
        requester.locator("xpath=ancestor::details/summary").press("Enter");
        requester.fill("李某");
        rider.locator("input[name=requesterPhone]").fill("13900000000");
        rider.locator("button[name=action][value=report]").press("Enter");
        rider.waitForURL("**/phone/reported/*");
        UUID id = reported(rider);
        act(
                community,
                id,
                "accept",
                form -> form.locator("button[type=submit]:not([name=dispatchToo])")
                        .press("Enter"));
        return id;
    }

    void sign(Page page, UUID id) {
        act(page, id, "sign", form -> {
            form.locator("input[name=person]").fill("示例负责人");
            form.locator("input[name=phone]").fill("09358200001");
            send(form);
        });
    }

    void resolve(Page page, UUID id, String text) {
        act(page, id, "resolve", form -> {
            form.locator("textarea[name=text]").fill(text);
            Locator missing = form.locator("textarea[name=missing]");
            if (missing.count() > 0) {
                missing.fill("协办单位未能到场，已电话告知处理结果");
            }
            send(form);
        });
    }

    /** By the keyboard: nothing at the desk needs a pointer. */
    static void send(Locator form) {
        form.locator("button[type=submit]").last().press("Enter");
    }

    /** Sends the form of a whistle; where one of the same place runs already, it is shown first and sent again. */
    static void sendWhistle(Page page) {
        for (int tries = 0; tries < 2 && page.url().contains("/whistles/new"); tries++) {
            page.locator("button[name=act][value=send]").press("Enter");
            page.waitForLoadState();
        }
        page.waitForURL(url -> !url.contains("/whistles/new"));
    }

    void check(Page page) {
        assertThat(page.locator("h1").count()).as("headings of " + page.url()).isEqualTo(1);
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
        assertAccessible(page);
    }

    void shot(Page page, String name) {
        picture(page, name + "-" + width + "-" + language + (javaScript ? "" : "-plain"));
    }

    static UUID reported(Page page) {
        String url = page.url();
        return UUID.fromString(url.substring(url.lastIndexOf('/') + 1));
    }

    String status(UUID id) {
        return jdbc.sql("select status from governance_case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    String team(UUID id) {
        return unit(
                "select u.id from unit u join governance_case c on u.area_id = c.grid_id"
                        + " where c.id = ? and u.kind = 'GRID_TEAM'",
                id);
    }

    String urban(UUID id) {
        return unit(
                "select u.id from unit u join governance_case c on u.area_id = c.street_id"
                        + " where c.id = ? and u.kind = 'BRANCH_AGENCY' and u.speciality = 'URBAN_MANAGEMENT'",
                id);
    }

    String unit(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query(UUID.class).single().toString();
    }
}
