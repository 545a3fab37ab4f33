package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.whistle.service.DemoWhistles;
import org.springframework.beans.factory.annotation.Autowired;

/** The district writes a template of a joint matter, a street blows by it from a case. */
class JointMatterBrowserTests extends StoryFlow {

    @Autowired
    private DemoWhistles demo;

    @BeforeEach
    void loadTheWhistles() {
        demo.load();
    }

    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, en, true", "360, zh-CN, false"})
    void aWhistleIsBlownFromACaseByATemplateOfTheDistrict(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        String name = "老旧线路改造一件事 " + width + language + javaScript;
        Page supervisor = home("supervisor1");
        supervisor.navigate("/whistles");
        supervisor.locator("a[href='/joint-matters']").first().press("Enter");
        supervisor.waitForURL("**/joint-matters");
        check(supervisor);
        supervisor.navigate("/joint-matters/new");
        supervisor.locator("input[name=name]").fill(name);
        row(supervisor, 0, "牵头踏勘,清理占道加盖", "kind:BRANCH_AGENCY:URBAN_MANAGEMENT", "3");
        row(supervisor, 1, "停电并更换老旧线路", "kind:ENTERPRISE:POWER", "8");
        row(supervisor, 2, "施工当日疏导车辆", "kind:BRANCH_AGENCY:POLICE", "8");
        check(supervisor);
        shot(supervisor, "matter-form");
        supervisor.locator("button[name=act][value=save]").press("Enter");
        supervisor.waitForURL("**/joint-matters");
        check(supervisor);
        shot(supervisor, "matters");

        Page street = home("street1");
        street.navigate("/joint-matters");
        street.locator("[data-rows] th a")
                .filter(new Locator.FilterOptions().setHasText(name))
                .press("Enter");
        street.waitForURL("**/joint-matters/*");
        check(street);
        shot(street, "matter");
        street.navigate("/cases/" + accepted(home("rider1"), home("community1"), "老旧小区线路私拉乱接,占道加盖"));
        Locator start = street.locator("#whistles a[data-matter]").filter(new Locator.FilterOptions().setHasText(name));
        start.locator("xpath=ancestor::details/summary").press("Enter");
        shot(street, "matter-case");
        start.press("Enter");
        street.waitForURL("**/whistles/new**");
        check(street);
        shot(street, "matter-whistle");
        assertThat(street.locator("select[name=lead]").inputValue()).isNotEmpty();
        street.locator("textarea[name=tried]").fill("社区两次劝导未果");
        sendWhistle(street);
        check(street);
        shot(street, "matter-pending");
        UUID whistle = reported(street);

        assertThat(jdbc.sql(
                                "select count(*) from whistle_task where call_id = ? and due_at is null and days is not null")
                        .param(whistle)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from whistle_response where call_id = ?")
                        .param(whistle)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    private static void row(Page page, int n, String task, String who, String days) {
        page.locator("input[name='rows[" + n + "].task']").fill(task);
        page.locator("select[name='rows[" + n + "].who']").selectOption(new SelectOption().setValue(who));
        page.locator("input[name='rows[" + n + "].days']").fill(days);
    }
}
