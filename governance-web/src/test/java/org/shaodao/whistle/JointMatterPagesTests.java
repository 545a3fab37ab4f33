package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Statements;
import org.shaodao.whistle.service.JointMatterBook;
import org.shaodao.whistle.service.WhistleDeciding;
import org.shaodao.whistle.service.WhistleSheet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Templates of joint matters kept by street and district, and a whistle blown from a case by one of them. */
@FlowTests
class JointMatterPagesTests extends WhistlePagesFlow {

    /** Has a third step for a kind of unit that the street does not have. */
    private static final String WIRES = "老旧线路改造一件事";

    @Autowired
    WhistleDeciding deciding;

    @Autowired
    JointMatterBook book;

    @Autowired
    JdbcClient jdbc;

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

        Pages.Answer sent = send(w.clerk, form, typed -> {
            typed.put("tried", "社区已劝导");
            typed.put("plan[1].days", "7");
            typed.put("plan[2].unit", unit("water"));
        });

        WhistleId id = made(sent);
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
                pages.get(w.clerk, "/whistles/new?matter=" + last(address)).page();
        assertThat(form.select("input[name=title]").val()).isEqualTo("占道清理一件事");
        Pages.Answer sent = send(w.clerk, form, typed -> {
            typed.put("sourceNote", "三月巡查");
            typed.put("problem", "占道经营反复");
            typed.put("tried", "已劝导");
            typed.put("plan[1].unit", "");
            typed.put("plan[1].task", "改过的任务");
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
        assertThat(pages.get(neighbour, "/whistles/new?matter=" + last(streets)).status())
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
        assertThat(pages.get(w.clerk, "/whistles/new?matter=" + last(address)).status())
                .isEqualTo(404);
        assertThat(pages.get(w.clerk, "/joint-matters").page().text()).contains("已停用");
        Document retired = pages.get(w.clerk, address).page();
        pages.submit(w.clerk, retired, "form[data-matter-form]", typed -> typed.put("act", "restore"));
        assertThat(pages.get(w.clerk, "/whistles/new?matter=" + last(address)).status())
                .isEqualTo(200);
    }

    @Test
    void whoKeepsTwoAreasWritesForTheOneChosenAndTheAuditNamesThatPost() {
        Actor both = w.clerk;
        w.also(both, PostType.SUPERVISOR, "district");
        Document list = pages.get(both, "/joint-matters").page();
        assertThat(list.select(".page-actions a").eachAttr("href"))
                .containsExactlyInAnyOrder(
                        "/joint-matters/new?area=" + w.world.area("street1"),
                        "/joint-matters/new?area=" + w.world.area("district"));

        String district = keep(both, "/joint-matters/new?area=" + w.world.area("district"), "water", "全区的一件事");
        String street = keep(both, "/joint-matters/new?area=" + w.world.area("street1"), "urban1", "街道的一件事");

        assertThat(audited(district)).isEqualTo("DISTRICT_SUPERVISOR matter-added");
        assertThat(audited(street)).isEqualTo("STREET_DESK desk:street1 matter-added");
        Document form = pages.get(both, district).page();
        assertThat(form.text()).contains("示例district保管");
        assertThat(form.select("select[name='rows[0].who'] option[value='unit:" + unit("urban1") + "']"))
                .as("of the district")
                .isEmpty();
        assertThat(pages.submit(both, form, "form[data-matter-form]", typed -> typed.put("name", "全区的另一件事"))
                        .status())
                .isEqualTo(302);
        assertThat(audited(district)).isEqualTo("DISTRICT_SUPERVISOR matter-changed");
        assertThat(pages.get(both, "/joint-matters/new?area=" + w.world.area("street2"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aKindOfUnitOfTheCityIsOffered() {
        jdbc.sql("update unit set area_id = ? where id = ?")
                .params(w.world.area("city").value(), w.world.unit("water").value())
                .update();
        for (Actor keeper : List.of(w.clerk, w.supervisor)) {
            assertThat(pages.get(keeper, "/joint-matters/new")
                            .page()
                            .select("select[name='rows[0].who'] option")
                            .eachAttr("value"))
                    .contains(
                            "kind:DEPARTMENT:WATER",
                            "unit:" + unit("water"),
                            "kind:ENTERPRISE:POWER",
                            "kind:BRANCH_AGENCY:URBAN_MANAGEMENT")
                    .noneMatch(value -> value.contains("DESK") || value.contains("TEAM"));
        }
    }

    @Test
    void moreStepsThanThereMayBeAreSaidAndRowsOutOfBoundsAreRefused() {
        Document form = pages.get(w.clerk, "/joint-matters/new").page();
        Pages.Answer many = pages.submit(w.clerk, form, "form[data-matter-form]", typed -> {
            typed.put("name", "步骤太多");
            for (int i = 0; i <= JointMatter.MOST; i++) {
                typed.put("rows[" + i + "].task", "第几步都一样");
                typed.put("rows[" + i + "].who", "unit:" + unit("power"));
                typed.put("rows[" + i + "].days", "3");
            }
            typed.put("act", "save");
        });
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.page().select(".error-summary").text()).contains("最多 20 步");
        assertThat(many.page().select(".plan-row")).hasSize(JointMatter.MOST + 1);
        assertThat(pages.post(w.clerk, "/joint-matters/new", Map.of("rows[300].task", "远在表外"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theNamesOfAllUnitsAreReadAtOnce() throws Exception {
        String two = keep(w.clerk, "两个单位一件事");
        List<String> sent = Statements.of(() -> book.sheet(w.clerk, JointMatterId.of(last(two))));
        assertThat(sent).filteredOn(sql -> sql.contains("from unit")).hasSize(1);
    }

    @Test
    void theDatabaseKeepsNoStepWithHalfAKindBesideAUnit() {
        UUID matter = UUID.fromString(last(keep(w.clerk, "半个类别一件事")));
        for (String half : List.of("unit_kind = 'ENTERPRISE'", "speciality = 'POWER'", "unit_id = null")) {
            assertThatThrownBy(() -> jdbc.sql("update joint_matter_step set " + half + " where matter_id = ?")
                            .param(matter)
                            .update())
                    .hasMessageContaining("joint_matter_step_unit_check");
        }
    }

    /** Role, unit if any, and what was done, of the last entry. */
    private String audited(String address) {
        return jdbc.sql(
                        "select concat_ws(' ', e.role, replace(u.name, '示例', ''), replace(e.action, 'whistle.event.', ''))"
                                + " from audit_entry e left join unit u on u.id = e.unit_id"
                                + " where e.subject_id = ? order by e.id desc limit 1")
                .param(UUID.fromString(last(address)))
                .query(String.class)
                .single();
    }

    /** Keeps a template of two steps, {@link #WIRES} of three; answers its address. */
    private String keep(Actor keeper, String name) {
        return keep(keeper, "/joint-matters/new", keeper == w.supervisor ? "water" : "urban1", name);
    }

    private String keep(Actor keeper, String blank, String lead, String name) {
        Document form = pages.get(keeper, blank).page();
        Pages.Answer saved = pages.submit(keeper, form, "form[data-matter-form]", typed -> {
            typed.put("name", name);
            typed.put("rows[0].task", "牵头踏勘并清理");
            typed.put("rows[0].who", "unit:" + unit(lead));
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
}
