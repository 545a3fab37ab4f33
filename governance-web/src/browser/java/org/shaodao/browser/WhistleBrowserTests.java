package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.shared.DemoPassword;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.service.DemoWhistles;
import org.shaodao.whistle.service.WhistleCases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Story 3 of the seeds walked through the pages by everybody who takes part. */
class WhistleBrowserTests extends BrowserFlow {

    @Autowired
    private DemoDistrict district;

    @Autowired
    private DemoWhistles demo;

    @Autowired
    private DemoPassword password;

    @Autowired
    private WhistleCases effects;

    @Autowired
    private JdbcClient jdbc;

    private int width;
    private boolean javaScript;

    @BeforeEach
    void loadTheDemonstration() {
        if (district.isEmpty()) {
            district.load(password.value());
        }
        demo.load();
    }

    /** Story 3: illegal additions and old wiring; a tackling whistle to two units, plan, feedback, marks, closed cases. */
    @ParameterizedTest(name = "{0} px, JavaScript {1}")
    @CsvSource({"1280, true"})
    void oldTownAdditionsAreTakenDownTogether(int width, boolean javaScript) {
        look(width, javaScript);
        UUID kase = demoCase();
        Page street = home("street1");
        street.navigate("/cases/" + kase);
        street.locator("#whistles a[data-blow]").click();
        check(street, "whistle-form");
        street.locator("input[name=title]").fill("老城区违章加盖与线路老化 " + width);
        street.locator("select[name=level]").selectOption("TACKLING");
        street.locator("textarea[name=tried]").fill("社区劝导两次、街道约谈一次");
        street.locator("select[name=lead]").selectOption(new SelectOption().setValue(unit("urban1")));
        Locator preselected = street.locator("input[name=coUnits]:checked");
        while (preselected.count() > 0) {
            preselected.first().uncheck();
        }
        street.locator("input[name=coUnits][value='" + unit("power1") + "']").check();
        street.locator("button[name=act][value=send]").click();
        street.waitForURL("**/whistles/*");
        check(street, "whistle-pending");
        String address = street.url();
        UUID id = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));

        step("leader1", id, "approve", form -> {}, "whistle-approve");
        assertThat(state(id)).isEqualTo("BLOWN");
        Page hub = home("street1");
        hub.navigate("/whistles");
        check(hub, "whistle-hub");
        step("urban1", id, "sign", form -> {}, "whistle-sign");
        if (javaScript) {
            hub.locator("section[data-whistle='" + number(id) + "'] .state-busy")
                    .first()
                    .waitFor();
        }
        step("urban1", id, "report-in", form -> {}, null);
        step(
                "urban1",
                id,
                "plan",
                form -> {
                    form.locator("select[name=unit]").selectOption(new SelectOption().setValue(unit("power1")));
                    form.locator("textarea[name=text]").fill("更换三个单元的老旧线路");
                    form.locator("input[name=at]").fill("2030-01-10T17:00");
                },
                "whistle-plan");
        step(
                "power1",
                id,
                "feed-back",
                form -> form.locator("textarea[name=text]").fill("三个单元线路已更换"),
                null);
        step(
                "urban1",
                id,
                "feed-back",
                form -> form.locator("textarea[name=text]").fill("三处违建已全部拆除"),
                "whistle-feedback");
        assertThat(state(id)).isEqualTo("AWAITING_EVALUATION");
        Page marking = step("street1", id, "grade", WhistleBrowserTests::mark, "whistle-grade");
        Locator next = marking.locator("form[data-action=grade]");
        mark(next);
        next.locator("button[type=submit]").click();
        marking.waitForURL("**/whistles/" + id);
        step("leader1", id, "countersign", form -> {}, "whistle-countersign");
        step(
                "leader1",
                id,
                "close",
                form -> form.locator("textarea[name=text]").fill("违建拆除,线路更换,隐患消除"),
                "whistle-close");
        assertThat(state(id)).isEqualTo("CLOSED");
        effects.resolve(new WhistleId(id), new CaseId(kase));
        assertThat(jdbc.sql("select status from governance_case where id = ?")
                        .param(kase)
                        .query(String.class)
                        .single())
                .isIn("RESOLVED", "FOLLOW_UP", "CLOSED");
        street.navigate("/whistles/" + id);
        check(street, "whistle-closed");
        street.navigate("/whistles/" + id + "/sheet");
        check(street, "whistle-sheet");
        printed(street, "whistle-sheet-printed");
        street.navigate("/whistles/" + id + "/evaluation");
        check(street, "whistle-evaluation");
        printed(street, "whistle-evaluation-printed");
        street.navigate("/reverse-evaluation");
        check(street, "whistle-figures");
    }

    private void look(int wanted, boolean script) {
        width = wanted;
        javaScript = script;
    }

    private Page home(String login) {
        Page page = open(width, "zh-CN", javaScript);
        signIn(page, login, password.value());
        return page;
    }

    private Page step(String login, UUID id, String slug, Consumer<Locator> fill, String picture) {
        Page page = home(login);
        page.navigate("/whistles/" + id);
        Locator form = page.locator("form[data-action='" + slug + "']");
        if (form.count() == 0) {
            page.locator("a[data-do='" + slug + "']").first().click();
        }
        fill.accept(form);
        if (picture != null) {
            check(page, picture);
        }
        form.locator("button[type=submit]").click();
        page.locator("div.notice").first().waitFor();
        assertThat(page.locator(".error-summary").count()).isZero();
        return page;
    }

    private static void mark(Locator form) {
        form.locator("input[name=speed]").fill("9");
        form.locator("input[name=cooperation]").fill("8");
        form.locator("input[name=resultMark]").fill("9");
    }

    private void check(Page page, String name) {
        picture(page, name + "-" + width);
        if (javaScript) {
            assertAccessible(page);
        }
    }

    /** As wide as the type area of A4, as the printer sees it: letters keep their size, nothing is cut off. */
    private void printed(Page page, String name) {
        page.setViewportSize(590, 851);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize"))
                .as("22 pt")
                .isEqualTo("29.3333px");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        picture(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(width, 900);
    }

    private UUID demoCase() {
        return jdbc.sql("select x.case_id from whistle_case x join whistle_call c on c.id = x.call_id"
                        + " join governance_case k on k.id = x.case_id"
                        + " where k.status = 'IN_PROGRESS' order by k.number limit 1")
                .query(UUID.class)
                .single();
    }

    private String unit(String login) {
        return jdbc.sql("select t.unit_id from account a join post_holding h on h.person_id = a.person_id"
                        + " join post t on t.id = h.post_id where a.login = ? and t.unit_id is not null limit 1")
                .param(login)
                .query(UUID.class)
                .single()
                .toString();
    }

    private String state(UUID id) {
        return field(id, "state");
    }

    private String number(UUID id) {
        return field(id, "number");
    }

    private String field(UUID id, String column) {
        return (String) jdbc.sql("select state, number from whistle_call where id = ?")
                .param(id)
                .query()
                .singleRow()
                .get(column);
    }
}
