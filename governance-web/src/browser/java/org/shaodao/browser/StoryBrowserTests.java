package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories of the seeds walked from the report on a phone to the closure, by everybody who takes part, on every page. */
class StoryBrowserTests extends StoryFlow {

    /** Story 8: noise of square dancing, settled where it was heard, in three taps and a word. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"360, zh-CN, true", "360, zh-CN, false", "360, en, true", "1280, zh-CN, true", "1280, en, false"})
    void noiseIsSettledOnTheSpot(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page worker = home("worker1");
        shot(worker, "phone-home");

        worker.locator("a[data-report]").click();
        check(worker);
        shot(worker, "phone-report");
        worker.locator("textarea[name=description]").fill("小区广场舞音响声音太大，影响休息");
        worker.locator("details[data-settle] summary").click();
        worker.locator("textarea[name=result]").fill("现场劝导，调低音量并约定二十一点前结束");
        worker.locator("button[name=action][value=settle]").click();

        worker.waitForURL("**/phone/reported/*");
        check(worker);
        shot(worker, "phone-settled");
        UUID id = reported(worker);
        assertThat(status(id)).isEqualTo("CLOSED");
        assertThat(jdbc.sql("select solved_level from governance_case where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("GRID");
        worker.navigate("/phone/mine?open=false");
        check(worker);
        assertThat(worker.locator("a[href='/cases/" + id + "']").count()).isEqualTo(1);
    }

    /** Story 8 again: what was too short comes back with everything typed; the community gives it to the grid team. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"360, zh-CN, true", "360, en, false", "1280, en, true", "1280, zh-CN, false"})
    void noiseIsSettledByTheGridTeam(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page worker = home("worker1");
        worker.locator("a[data-report]").click();
        worker.locator("textarea[name=description]").fill("吵");
        worker.locator("input[name=address]").fill("示例广场北侧");
        worker.locator("button[name=action][value=report]").click();
        check(worker);
        shot(worker, "phone-refused");
        assertThat(worker.locator(".error-summary").isVisible()).isTrue();
        assertThat(worker.locator("input[name=address]").inputValue()).isEqualTo("示例广场北侧");
        assertThat(worker.locator("textarea[name=description]").inputValue()).isEqualTo("吵");
        worker.locator("textarea[name=description]").fill("每晚广场舞音响声音太大，居民睡不着");
        worker.locator("button[name=action][value=report]").click();
        worker.waitForURL("**/phone/reported/*");
        check(worker);
        shot(worker, "phone-reported");
        UUID id = reported(worker);

        Page community = home("community1");
        act(
                community,
                id,
                "accept",
                form -> form.locator("button[type=submit]:not([name=dispatchToo])")
                        .press("Enter"));
        act(community, id, "dispatch", form -> {
            form.locator("select[name=lead]").selectOption(new SelectOption().setValue(team(id)));
            send(form);
        });
        assertThat(status(id)).isEqualTo("DISPATCHED");

        worker.navigate("/phone");
        check(worker);
        shot(worker, "phone-home-todo");
        worker.locator("[data-todo] a[href='/cases/" + id + "']").click();
        check(worker);
        sign(worker, id);
        resolve(worker, id, "与领舞人和居民代表商定：二十点半结束，音量不超过约定");
        assertThat(status(id)).isEqualTo("RESOLVED");

        act(community, id, "pass-verification", StoryFlow::send);
        assertThat(status(id)).isEqualTo("CLOSED");
    }

    /** Story 9: a delivery rider reports a broken manhole; community, street, urban management, grid and street again. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"360, zh-CN, true", "360, en, false", "1280, zh-CN, true", "1280, en, true"})
    void aBrokenManholeReportedByARiderIsMended(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page rider = home("rider1");
        rider.locator("a[data-report]").click();
        check(rider);
        assertThat(rider.locator("details[data-settle]").count()).isZero();
        rider.locator("textarea[name=description]").fill("示例路口井盖破损塌陷，电动车差点摔倒");
        rider.locator("input[name=urgent]").check();
        Locator requester = rider.locator("input[name=requesterName]");
        requester.locator("xpath=ancestor::details/summary").click();
        requester.fill("李某");
        rider.locator("input[name=requesterPhone]").fill("13900000000");
        rider.locator("button[name=action][value=report]").click();
        rider.waitForURL("**/phone/reported/*");
        check(rider);
        UUID id = reported(rider);

        Page community = home("community1");
        shot(community, "cases-community");
        act(
                community,
                id,
                "accept",
                form -> form.locator("button[type=submit]:not([name=dispatchToo])")
                        .press("Enter"));
        act(community, id, "escalate", form -> {
            form.locator("textarea[name=text]").fill("井盖属市政设施，社区无权处置，已设围挡");
            send(form);
        });

        Page street = home("street1");
        act(street, id, "dispatch", form -> {
            form.locator("select[name=lead]").selectOption(new SelectOption().setValue(urban(id)));
            send(form);
        });
        shot(street, "case-dispatched");

        Page urban = home("urban1");
        sign(urban, id);
        act(urban, id, "record-contact", StoryFlow::send);
        resolve(urban, id, "已更换井盖并清理周边");
        assertThat(status(id)).isEqualTo("RESOLVED");

        Page worker = home("worker1");
        assertThat(worker.locator("[data-verify] a[href='/cases/" + id + "']").count())
                .isEqualTo(1);
        act(worker, id, "pass-verification", StoryFlow::send);
        assertThat(status(id)).isEqualTo("FOLLOW_UP");

        act(street, id, "close", form -> {
            form.locator("select[name=satisfaction]").selectOption("SATISFIED");
            send(form);
        });
        assertThat(status(id)).isEqualTo("CLOSED");
        shot(street, "case-closed");

        street.navigate("/overview");
        check(street);
        shot(street, "overview-street");
        rider.navigate("/phone/mine?open=false");
        check(rider);
        assertThat(rider.locator("a[href='/cases/" + id + "']").count()).isEqualTo(1);
    }

    /** The reviewer sees figures and their lists, never a text or a person. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, en, true", "360, zh-CN, false"})
    void theReviewerReadsFiguresOnly(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page rider = home("rider1");
        rider.locator("a[data-report]").click();
        rider.locator("textarea[name=description]").fill("示例路口路灯夜里不亮");
        rider.locator("button[name=action][value=report]").click();
        rider.waitForURL("**/phone/reported/*");

        Page reviewer = home("reviewer1");
        reviewer.navigate("/overview");
        check(reviewer);
        shot(reviewer, "overview-reviewer");
        reviewer.locator(".stats a[data-figure]").first().click();
        check(reviewer);

        assertThat(reviewer.content()).doesNotContain("路灯夜里不亮");
        assertThat(reviewer.locator("tbody[data-rows] tr").count()).isPositive();
    }
}
