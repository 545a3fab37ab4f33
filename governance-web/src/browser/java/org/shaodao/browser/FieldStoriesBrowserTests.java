package org.shaodao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.support.TestPictures;

/** Stories of disputes, of help asked for and of what could not be got done, by everybody who takes part. */
class FieldStoriesBrowserTests extends StoryFlow {

    /** Story 1: a garden on common green; mediation fails, the joint meeting agrees. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, zh-CN, false", "360, en, true"})
    void aGardenOnCommonGreenIsSettledByAJointMeeting(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page head = home("building1");
        UUID id = report(head, "一楼住户把楼前公共绿地围成菜园，楼上邻居过敏，双方争执");
        Page community = home("community1");
        accept(community, id, "0901");
        act(community, id, "handle-self", StoryFlow::send);

        Page worker = home("worker1");
        UUID first = mediation(worker, id, "MEDIATION");
        shot(worker, "mediation");
        worker.locator("form[data-fail] textarea[name=outcome]").fill("种菜的一方不肯拆除围栏");
        go(worker, worker.locator("form[data-fail]"));
        check(worker);
        assertThat(worker.locator("form[data-fail]").count()).isZero();

        UUID second = mediation(community, id, "JOINT_MEETING");
        meet(community, 2);
        agree(community, "拆除围栏，恢复绿地，物业补种草坪", "种菜一方", "拆除围栏", "物业", "补种草坪");
        community.navigate("/cases/" + id + "/mediations/" + second + "/agreement");
        check(community);
        shot(community, "agreement");
        assertThat(community.content()).contains("赵甲", "钱乙", "拆除围栏");

        resolve(community, id, "联席会议达成协议，围栏已拆除，绿地已恢复");
        act(worker, id, "pass-verification", StoryFlow::send);
        assertThat(status(id)).isEqualTo("CLOSED");
        assertThat(solvedLevel(id)).isEqualTo("COMMUNITY");
        community.navigate("/cases/" + id);
        check(community);
        shot(community, "case-mediated");
        assertThat(community.content()).doesNotContain("赵甲");
    }

    /** Story 2: parking before a shop; a consultation, two units promise, both keep it. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, en, true", "360, zh-CN, true", "1280, zh-CN, false"})
    void parkingBeforeAShopIsSettledByTwoUnits(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page worker = home("worker1");
        worker.navigate("/phone/report");
        worker.locator("input[name=photos]")
                .last()
                .setInputFiles(new FilePayload("现场.jpg", "image/jpeg", TestPictures.phonePhoto(1200, 900)));
        if (javaScript) {
            worker.locator(".photo-list img").first().waitFor();
        }
        shot(worker, "phone-report-photo");
        UUID id = report(worker, "小区门口商铺前乱停车，商户与住户为车位争吵");
        Page community = home("community1");
        accept(community, id, "0307");
        Object drawn = community.locator(".case-photo img").count();
        assertThat(drawn).isEqualTo(1);
        act(community, id, "handle-self", StoryFlow::send);

        UUID consultation = mediation(community, id, "JOINT_MEETING");
        meet(community, 2);
        agree(community, "加装U型护栏，保留商铺出入口", "示例街道执法队", "加装护栏", "示例物业", "划定车位");
        for (int promise = 0; promise < 2; promise++) {
            go(community, community.locator("form[action*='/kept/']").first());
        }
        check(community);
        assertThat(community.locator("form[action*='/kept/']").count()).isZero();
        shot(community, "mediation-kept");

        act(community, id, "resolve", form -> {
            form.locator("textarea[name=text]").fill("护栏已装好，车位已划定，出入口保留");
            form.locator("input[name=photos]")
                    .last()
                    .setInputFiles(new FilePayload("装好后.png", "image/png", TestPictures.picture("png", 640, 480)));
            send(form);
        });
        assertThat(community.locator(".case-photo img").count()).isEqualTo(2);
        shot(community, "case-photos");
        act(worker, id, "pass-verification", StoryFlow::send);
        assertThat(status(id)).isEqualTo("CLOSED");
    }

    /** Story 5: the office asks a grid worker to come along to a recruit's family; it ends in a visit. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, zh-CN, false", "360, en, true"})
    void theGridWorkerComesAlongToARecruitsFamily(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page worker = home("worker1");
        worker.navigate("/buildings");
        check(worker);
        String building = "示例楼" + width + language + javaScript;
        worker.locator("form[data-building] input[name=name]").fill(building);
        go(worker, worker.locator("form[data-building]"));
        check(worker);
        shot(worker, "buildings");

        Page street = home("street1");
        street.navigate("/assistance/new");
        check(street);
        Locator ask = street.locator("form[data-ask]");
        ask.locator("select[name=category]").selectOption(category("1007"));
        ask.locator("select[name=grid]").selectOption(grid());
        ask.locator("textarea[name=purpose]").fill("陪同武装干事到新兵家庭走访，约半小时");
        ask.locator("input[name=legalBasis]").fill("示例征兵工作安排〔2026〕1号");
        ask.locator("input[name=wantedOn]").fill("2099-03-03");
        go(street, ask);
        check(street);
        String address = street.url().substring(street.url().indexOf("/assistance/"));

        Page community = home("community1");
        community.navigate("/assistance");
        check(community);
        shot(community, "assistance-list");
        step(community, address, "APPROVE", "");
        worker.navigate("/phone/visits");
        check(worker);
        shot(worker, "phone-visits");
        assertThat(worker.locator("[data-requests] a[href='" + address + "']").count())
                .isEqualTo(1);
        step(worker, address, "ACCEPT", "");
        worker.locator("select[name=household]").selectOption(new SelectOption().setLabel(building + "1单元101"));
        step(worker, address, "COMPLETE", "已陪同入户，家庭情况已核实");
        shot(worker, "assistance-done");

        worker.navigate("/phone/visits");
        assertThat(worker.content()).contains(building + "1单元101", "已陪同入户");
        worker.locator("[data-buildings] a:has-text('" + building + "')").click();
        check(worker);
        shot(worker, "phone-building");
        worker.waitForNavigation(
                () -> worker.locator("[data-doors] form button").nth(1).click());
        check(worker);
        assertThat(worker.locator(".notice").first().isVisible()).isTrue();
        worker.locator("[data-doors] a").first().click();
        check(worker);
        shot(worker, "phone-household");
        assertThat(worker.content()).contains("已陪同入户");
    }

    /** Story 10: something could not be got done at a window; the leader instructs, the office answers in ten days. */
    @ParameterizedTest(name = "{0} px, {1}, JavaScript {2}")
    @CsvSource({"1280, zh-CN, true", "360, zh-CN, false", "360, en, true"})
    void whatCouldNotBeGotDoneIsAnsweredInTime(int width, String language, boolean javaScript) {
        look(width, language, javaScript);
        Page street = home("street1");
        street.navigate("/cases/window");
        check(street);
        Locator form = street.locator("form[data-window]");
        form.locator("input[name=windowName]").fill("示例便民服务中心3号窗口");
        form.locator("input[name=matter]").fill("补办社保卡");
        form.locator("textarea[name=why]").fill("窗口说系统里查不到档案，跑了三次没有办成");
        form.locator("input[name=requesterName]").fill("孙丙");
        form.locator("input[name=requesterPhone]").fill("13900000000");
        shot(street, "window");
        go(street, form);
        check(street);
        UUID id = reported(street);

        Page leader = home("leader1");
        leader.navigate("/cases/" + id);
        check(leader);
        Locator instruct = leader.locator("form[data-instruct]");
        instruct.locator("textarea[name=instruction]").fill("请责任单位两日内找到档案并联系本人");
        instruct.locator("input[name=hard]").press("Space");
        go(leader, instruct);
        check(leader);
        shot(leader, "window-instructed");

        accept(street, id, "1701");
        act(street, id, "dispatch", one -> {
            one.locator("select[name=lead]").selectOption(new SelectOption().setValue(urban(id)));
            send(one);
        });
        assertThat(jdbc.sql("select due_limit from governance_case where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("WINDOW_COMPLEX");
        Page urban = home("urban1");
        sign(urban, id);
        act(urban, id, "record-contact", StoryFlow::send);
        resolve(urban, id, "档案已找到，社保卡已补办并送到家");
        act(street, id, "pass-verification", StoryFlow::send);
        act(street, id, "close", one -> {
            one.locator("select[name=satisfaction]").selectOption("SATISFIED");
            send(one);
        });
        assertThat(status(id)).isEqualTo("CLOSED");
    }

    /** Sends a form and waits for the page that follows, also where it has the same address. */
    private static void go(Page page, Locator form) {
        page.waitForNavigation(() -> send(form));
    }

    private UUID report(Page page, String what) {
        if (!page.url().endsWith("/phone/report")) {
            page.navigate("/phone/report");
        }
        check(page);
        page.locator("textarea[name=description]").fill(what);
        page.locator("button[name=action][value=report]").click();
        page.waitForURL("**/phone/reported/*");
        check(page);
        return reported(page);
    }

    private void accept(Page page, UUID id, String code) {
        act(page, id, "accept", form -> {
            form.locator("select[name=category]").selectOption(category(code));
            form.locator("button[type=submit]:not([name=dispatchToo])").press("Enter");
        });
    }

    private UUID mediation(Page page, UUID id, String kind) {
        page.navigate("/cases/" + id + "/mediations/new");
        check(page);
        Locator form = page.locator("form[data-mediation]");
        form.locator("select[name=kind]").selectOption(kind);
        form.locator("input[name=mediator]").fill("周调解");
        form.locator("input[name='parties[0].name']").fill("赵甲");
        form.locator("input[name='parties[1].name']").fill("钱乙");
        go(page, form);
        check(page);
        return reported(page);
    }

    private void meet(Page page, int units) {
        Locator form = page.locator("form[data-meeting]");
        form.locator("input[name=when]").fill("2026-03-03T15:00");
        form.locator("input[name=place]").fill("社区议事厅");
        for (int n = 0; n < units; n++) {
            form.locator("input[name=units]").nth(n).press("Space");
        }
        form.locator("textarea[name=note]").fill("各方到场，逐项商量");
        go(page, form);
        check(page);
        shot(page, "mediation-met");
    }

    private void agree(Page page, String text, String... promises) {
        Locator form = page.locator("form[data-agree]");
        form.locator("textarea[name=agreement]").fill(text);
        for (int n = 0; n < promises.length / 2; n++) {
            form.locator("input[name='commitments[" + n + "].who']").fill(promises[2 * n]);
            form.locator("input[name='commitments[" + n + "].what']").fill(promises[2 * n + 1]);
            form.locator("input[name='commitments[" + n + "].dueOn']").fill("2099-04-01");
        }
        go(page, form);
        check(page);
        assertThat(page.locator(".notice").first().isVisible()).isTrue();
    }

    private void step(Page page, String address, String step, String note) {
        if (!page.url().endsWith(address)) {
            page.navigate(address);
            check(page);
        }
        if (!note.isEmpty()) {
            page.locator("form[data-steps] textarea[name=note]").fill(note);
        }
        page.waitForNavigation(() ->
                page.locator("form[data-steps] button[value=" + step + "]").press("Enter"));
        check(page);
        assertThat(page.locator(".notice").first().isVisible()).isTrue();
    }

    private String category(String code) {
        return jdbc.sql("select id from category where code = ?")
                .param(code)
                .query(UUID.class)
                .single()
                .toString();
    }

    /** The grid in which the worker of the demonstration serves. */
    private String grid() {
        return jdbc.sql("""
                        select p.area_id from account a
                          join post_holding h on h.person_id = a.person_id
                          join post p on p.id = h.post_id
                         where a.login = 'worker1' and p.area_id is not null
                        """).query(UUID.class).list().get(0).toString();
    }

    private String solvedLevel(UUID id) {
        return jdbc.sql("select solved_level from governance_case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
