package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.TestClock;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleSheet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** Templates of joint matters kept by street and district, and a whistle blown from a case by one of them. */
@FlowTests
class JointMatterPagesTests {

    /** Has a third step for a kind of unit that the street does not have. */
    private static final String WIRES = "老旧线路改造一件事";

    @Autowired
    ApplicationContext beans;

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    WhistleDeciding deciding;

    Pages pages;
    WhistleWorld w;

    @BeforeEach
    void start() {
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        pages = new Pages(mvc);
        w = new WhistleWorld(beans);
    }

    @Test
    void aWhistleFromACaseBringsThePlanOfItsTemplate() {
        String address = keep(w.clerk, WIRES);
        CaseId kase = w.accepted("老旧小区楼道电线老化");
        Document page = pages.get(w.clerk, "/cases/" + kase).page();
        assertThat(page.select("#whistles a[data-matter]").text()).contains(WIRES);
        Document form = pages.get(
                        w.clerk, page.selectFirst("#whistles a[data-matter]").attr("href"))
                .page();
        assertThat(form.select("textarea[name=problem]").text()).contains("电线老化");
        assertThat(form.select("select[name=lead] option[selected]").val()).isEqualTo(unit("urban1"));
        assertThat(form.select("input[name='plan[1].task']").val()).isEqualTo("停电并更换线路");

        Pages.Answer sent = pages.submit(w.clerk, form, "form[action$=/whistles/new]", typed -> {
            typed.put("tried", "社区已劝导");
            typed.put("plan[1].days", "7");
            typed.put("plan[2].unit", unit("water"));
            typed.put("act", "send");
        });

        assertThat(sent.status()).isEqualTo(302);
        WhistleId id = WhistleId.of(sent.location().substring(sent.location().lastIndexOf('/') + 1));
        assertThat(w.sheet(w.clerk, id).answers()).hasSize(3);
        assertThat(pages.get(w.member, "/whistles/" + id).page().text()).contains("停电并更换线路", "吹哨后 7 个工作日");
        deciding.approve(w.member, id, w.version(w.member, id), null);
        WhistleSheet blown = w.sheet(w.power, id);
        assertThat(blown.tasks()).hasSize(3).allMatch(task -> task.dueAt() != null);
        assertThat(w.answer(id, "power").feedbackDueAt())
                .isEqualTo(blown.tasks().stream()
                        .filter(task -> task.task().contains("停电"))
                        .findFirst()
                        .orElseThrow()
                        .dueAt());
        assertThat(pages.get(w.power, "/whistles/" + id).page().text()).doesNotContain("吹哨后 7 个工作日");
        assertThat(pages.get(w.clerk, address).status()).isEqualTo(200);
    }

    @Test
    void aTaskWithoutAUnitIsAskedForAndNothingTypedIsLost() {
        String address = keep(w.clerk, "占道清理一件事");
        Document form =
                pages.get(w.clerk, "/whistles/new?matter=" + id(address)).page();
        assertThat(form.select("input[name=title]").val()).isEqualTo("占道清理一件事");
        Pages.Answer sent = pages.submit(w.clerk, form, "form[action$=/whistles/new]", typed -> {
            typed.put("sourceNote", "三月巡查");
            typed.put("problem", "占道经营反复");
            typed.put("tried", "已劝导");
            typed.put("plan[1].unit", "");
            typed.put("plan[1].task", "改过的任务");
            typed.put("act", "send");
        });
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.page().select(".error-summary").text()).contains("改过的任务");
        assertThat(sent.page().select("input[name='plan[1].task']").val()).isEqualTo("改过的任务");
    }

    @Test
    void theDistrictKeepsTemplatesForAllItsStreetsAndAStreetOnlyItsOwn() {
        String districts = keep(w.supervisor, "全区一件事");
        String streets = keep(w.clerk, "本街道一件事");
        Actor neighbour = w.world.actor(Role.STREET_DESK, "street2", "desk:street2");

        assertThat(pages.get(w.clerk, "/joint-matters").page().text()).contains("全区一件事", "本街道一件事");
        assertThat(pages.get(neighbour, "/joint-matters").page().text())
                .contains("全区一件事")
                .doesNotContain("本街道一件事");
        assertThat(pages.get(neighbour, streets).status()).isEqualTo(404);
        assertThat(pages.get(w.supervisor, streets).status()).isEqualTo(404);
        assertThat(pages.get(neighbour, "/whistles/new?matter=" + id(streets)).status())
                .isEqualTo(404);
        Document read = pages.get(w.clerk, districts).page();
        assertThat(read.select("form[data-matter-form]")).isEmpty();
        assertThat(read.select("[data-rows] tr")).hasSize(2);
        assertThat(pages.post(w.clerk, districts, Map.of("name", "改名", "version", "0"))
                        .status())
                .isEqualTo(403);
        assertThat(pages.get(w.community, "/joint-matters").status()).isEqualTo(403);
    }

    @Test
    void aTemplateIsChangedRetiredAndOfferedAgain() {
        String address = keep(w.clerk, "噪声治理一件事");
        Document form = pages.get(w.clerk, address).page();
        Pages.Answer more = pages.submit(w.clerk, form, "form[data-matter-form]", typed -> typed.put("act", "more"));
        assertThat(more.page().select(".plan-row").size())
                .isGreaterThan(form.select(".plan-row").size());
        Pages.Answer wrong =
                pages.submit(w.clerk, form, "form[data-matter-form]", typed -> typed.put("rows[0].days", "0"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select(".error-summary").text()).contains("120");

        assertThat(pages.submit(w.clerk, form, "form[data-matter-form]", typed -> typed.put("name", "噪声联治一件事"))
                        .status())
                .isEqualTo(302);
        assertThat(pages.submit(w.clerk, form, "form[data-matter-form]", typed -> typed.put("name", "迟到的修改"))
                        .status())
                .isEqualTo(409);
        Document now = pages.get(w.clerk, address).page();
        assertThat(now.select("[name=name]").val()).isEqualTo("噪声联治一件事");
        pages.submit(w.clerk, now, "form[data-matter-form]", typed -> typed.put("act", "retire"));
        assertThat(pages.get(w.clerk, "/whistles/new?matter=" + id(address)).status())
                .isEqualTo(404);
        assertThat(pages.get(w.clerk, "/joint-matters").page().text()).contains("已停用");
        Document retired = pages.get(w.clerk, address).page();
        pages.submit(w.clerk, retired, "form[data-matter-form]", typed -> typed.put("act", "restore"));
        assertThat(pages.get(w.clerk, "/whistles/new?matter=" + id(address)).status())
                .isEqualTo(200);
    }

    /** Keeps a template of two steps, {@link #WIRES} of three; answers its address. */
    private String keep(Actor keeper, String name) {
        Document form = pages.get(keeper, "/joint-matters/new").page();
        boolean street = keeper != w.supervisor;
        Pages.Answer saved = pages.submit(keeper, form, "form[data-matter-form]", typed -> {
            typed.put("name", name);
            typed.put("rows[0].task", "牵头踏勘并清理");
            typed.put("rows[0].who", "unit:" + unit(street ? "urban1" : "water"));
            typed.put("rows[0].days", "3");
            typed.put("rows[1].task", "停电并更换线路");
            typed.put("rows[1].who", "unit:" + unit("power"));
            typed.put("rows[1].days", "5");
            if (name.equals(WIRES)) {
                typed.put("rows[2].task", "检查水压");
                typed.put("rows[2].who", "kind:ENTERPRISE:VETERANS");
                typed.put("rows[2].days", "6");
            }
            typed.put("lead", "0");
            typed.put("act", "save");
        });
        assertThat(saved.status()).isEqualTo(302);
        Document list = pages.get(keeper, "/joint-matters").page();
        return list.select("[data-rows] th a").stream()
                .filter(link -> link.text().equals(name))
                .findFirst()
                .orElseThrow()
                .attr("href");
    }

    private String unit(String name) {
        return w.world.unit(name).toString();
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
