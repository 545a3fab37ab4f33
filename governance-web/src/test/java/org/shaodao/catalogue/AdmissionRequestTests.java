package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.service.AdmissionBook;
import org.shaodao.catalogue.service.AdmissionOffice;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Pages.Answer;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** From a department's request to the line that acceptance and dispatch ask, and out of the list again (feature A8.1). */
@FlowTests
class AdmissionRequestTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    AdmissionOffice office;

    @Autowired
    AdmissionBook book;

    @Autowired
    Inbox inbox;

    @Autowired
    CatalogueEditing editing;

    @Autowired
    CatalogueTables tables;

    @Autowired
    Categories categories;

    @Autowired
    CaseReporting reporting;

    @Autowired
    CaseDesk desk;

    @Autowired
    CaseSheets sheets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Pages pages;
    Actor department;
    Actor office1;
    Actor supervisor;
    Actor street;
    CategoryRef matter;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        department = world.actor(Role.RESPONDER, "district", "water");
        office1 = world.actor(Role.DISTRICT_DESK, "district", "desk:district");
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        matter = categories.selectable().stream()
                .filter(category -> !category.communityNeverLeads() && !category.dispute())
                .filter(category -> tables.entriesOf(category.parentId()).stream()
                        .noneMatch(row -> row.categoryId().equals(category.id())
                                && !row.own().isEmpty()))
                .findFirst()
                .orElseThrow();
        line(Admission.NOT_ADMITTED, null);
    }

    @AfterEach
    void takeAway() {
        jdbc.sql("delete from admission_request where category_id = ?")
                .param(matter.id().value())
                .update();
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
    }

    @Test
    void fromTheFormToTheListAndByItselfOutOfIt() {
        Map<String, String> form = form();
        form.put("money", "");
        Answer missing = pages.post(department, "/admissions/new", form);
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.page().select("#money-error")).isNotEmpty();
        assertThat(missing.page().select("#matter").text()).isEqualTo("每月入户宣传一次节约用水");
        form.put("money", "每件五元");
        Answer asked = pages.post(department, "/admissions/new", form);
        assertThat(asked.status()).as(asked.page().text()).isEqualTo(302);
        String page = asked.location();
        assertThat(pages.get(department, "/admissions").page().text()).contains(matter.name(), "待审核");
        CaseId before = accepted();
        assertThatThrownBy(() -> desk.dispatch(street, to(before))).hasMessage("catalogue.refusal.not-admitted");

        act(office1, page, "REVIEW", "经费和培训有保障");
        assertThat(pages.get(department, page).page().text()).contains("已审核", "经费和培训有保障");
        assertThat(pages.get(office1, page).page().select("button[value=APPROVE]"))
                .isEmpty();
        Answer shown = act(supervisor, page, "APPROVE", "", 200);
        assertThat(shown.page().select("#effect-h").text()).contains("1 件待派工单");
        assertThat(pages.submit(supervisor, shown.page(), "main form", fields -> fields.put("action", "APPROVE"))
                        .status())
                .isEqualTo(302);

        assertThat(pages.get(department, page).page().text()).contains("已列入清单");
        EntryRow row = live();
        assertThat(row.admission()).isEqualTo(Admission.TEMPORARY);
        assertThat(row.admittedUntil()).isEqualTo(LocalDate.of(2026, 6, 30));
        assertThat(row.leadKind()).isEqualTo(UnitKind.COMMUNITY_DESK);
        desk.dispatch(street, to(before));

        clock.set("2026-07-01T09:00");
        CaseId late = accepted();
        assertThatThrownBy(() -> desk.dispatch(street, to(late))).hasMessage("catalogue.refusal.admission-expired");
        assertThat(pages.get(department, page).page().text()).contains("已到期");
        assertThat(pages.get(supervisor, page).page().select("#act-h")).isEmpty();
        assertThat(pages.get(supervisor, "/admissions?state=EXPIRED").page().select("tbody tr"))
                .hasSize(1);
    }

    @Test
    void whatWaitsIsCountedOnEveryPageOfWhoeverHasToActNext() {
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        assertThat(waiting()).containsExactly(0, 1, 1);
        assertThat(book.waiting(new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null)))
                .isZero();
        assertThat(pages.get(supervisor, "/calendar")
                        .page()
                        .select("a[href=/admissions]")
                        .text())
                .contains("1");

        office.review(office1, id, version(id), "同意");
        assertThat(waiting()).containsExactly(0, 0, 1);
        office.approve(supervisor, id, version(id), null);
        assertThat(waiting()).containsExactly(0, 0, 0);
    }

    private List<Integer> waiting() {
        return List.of(book.waiting(department), book.waiting(office1), book.waiting(supervisor));
    }

    @Test
    void whoHasToActNextAndWhoAskedAreTold() {
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        Actor colleague = world.actor(Role.RESPONDER, "district", "water");
        Actor elsewhere = new World(jdbc).actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThat(told(office1)).containsExactly("catalogue.notice.admission-asked");
        assertThat(told(supervisor)).containsExactly("catalogue.notice.admission-asked");
        assertThat(told(department)).as("who did it knows").isEmpty();

        office.review(office1, id, version(id), "同意");
        assertThat(told(supervisor)).hasSize(2).contains("catalogue.notice.admission-reviewed");
        assertThat(told(office1)).hasSize(1);
        office.approve(supervisor, id, version(id), null);
        office.withdraw(supervisor, id, version(id), "社区承担过重");

        assertThat(told(department))
                .containsExactlyInAnyOrder(
                        "catalogue.notice.admission-approved", "catalogue.notice.admission-taken-out");
        assertThat(told(colleague)).hasSize(2);
        assertThat(told(elsewhere)).isEmpty();
        Answer notices = pages.get(department, "/notices");
        assertThat(notices.page().select("main").text()).contains("本单位的准入申请“" + matter.name() + "”已批准", "已从清单撤回");
        String first =
                inbox.list(department.account(), true, null).rows().get(0).path();
        assertThat(first).isEqualTo("/admissions/" + id);

        AdmissionRequestId second = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        office.withdraw(department, second, version(second), "不再需要");
        assertThat(told(office1)).contains("catalogue.notice.admission-withdrawn");
        assertThat(told(supervisor)).contains("catalogue.notice.admission-withdrawn");
    }

    private List<String> told(Actor reader) {
        return inbox.list(reader.account(), true, null).rows().stream()
                .map(Inbox.Row::key)
                .toList();
    }

    @Test
    void whatIsWithdrawnFromTheListIsDispatchedNoMore() {
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        office.approve(supervisor, id, version(id), null);
        CaseId kase = accepted();

        assertThatThrownBy(() -> office.withdraw(department, id, version(id), "部门不能自己收回"))
                .hasMessage("catalogue.admission.decided");
        office.withdraw(supervisor, id, version(id), "社区承担过重");

        assertThat(live().admission()).isEqualTo(Admission.NOT_ADMITTED);
        assertThatThrownBy(() -> desk.dispatch(street, to(kase))).hasMessage("catalogue.refusal.not-admitted");
        AdmissionRequestId again = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        office.approve(supervisor, again, version(again), null);
        desk.dispatch(street, to(kase));
    }

    @Test
    void withdrawingBringsBackWhatTheLineSaidBefore() {
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        line(Admission.STANDING, null);
        clock.set("2026-03-02T11:00");
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        office.approve(supervisor, id, version(id), null);
        assertThat(counting().leadKind()).isEqualTo(UnitKind.COMMUNITY_DESK);
        clock.set("2026-03-02T12:00");

        office.withdraw(supervisor, id, version(id), "社区承担过重");

        assertThat(live().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
        assertThat(live().admission()).isEqualTo(Admission.STANDING);
        assertThat(live().edition()).isEqualTo(4);
    }

    @Test
    void aLaterFirstDayIsPlannedAndDroppedWhenWithdrawnBeforeIt() {
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 4, 1)));
        office.approve(supervisor, id, version(id), null);
        CaseId kase = accepted();

        assertThatThrownBy(() -> desk.dispatch(street, to(kase))).hasMessage("catalogue.refusal.not-admitted");
        assertThat(tables.live(matter.id())).hasSize(2);
        office.withdraw(supervisor, id, version(id), "暂不列入");
        clock.set("2026-04-02T10:00");
        assertThatThrownBy(() -> desk.dispatch(street, to(kase))).hasMessage("catalogue.refusal.not-admitted");
    }

    @Test
    void whatTheSupervisorHasPlannedIsNotDroppedByWithdrawing() {
        AdmissionRequestId id = listed(true, LocalDate.of(2026, 3, 2));
        clock.set("2026-03-02T11:00");
        EntryRow row = live();
        editing.editEntry(row.id(), row.version(), agency(), LocalDate.of(2026, 4, 1), supervisor);

        assertThatThrownBy(() -> office.withdraw(supervisor, id, version(id), "社区承担过重"))
                .hasMessage("catalogue.entry.change-planned");

        assertThat(state(id)).isEqualTo(AdmissionState.LISTED);
        assertThat(counting().admission()).isEqualTo(Admission.TEMPORARY);
        clock.set("2026-04-01T00:00");
        assertThat(counting().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
        office.withdraw(supervisor, id, version(id), "社区承担过重");
        assertThat(live().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
        assertThat(live().admission()).isEqualTo(Admission.STANDING);
    }

    @Test
    void ofTwoRequestsForOneLineTheLaterIsWithdrawnFirstAndTheEarlierCountsAgain() {
        clock.set("2026-03-02T11:00");
        AdmissionRequestId assisting = listed(false, LocalDate.of(2026, 3, 2));
        clock.set("2026-03-02T12:00");
        AdmissionRequestId leading = listed(true, LocalDate.of(2026, 3, 2));
        clock.set("2026-03-02T13:00");

        assertThatThrownBy(() -> office.withdraw(supervisor, assisting, version(assisting), "先撤前一份"))
                .hasMessage("catalogue.admission.superseded");
        assertThat(live().leadKind()).isEqualTo(UnitKind.COMMUNITY_DESK);

        office.withdraw(supervisor, leading, version(leading), "社区承担过重");
        assertThat(live().listType()).isEqualTo(MatterList.ASSISTING);
        assertThat(live().leadKind()).isEqualTo(UnitKind.DEPARTMENT);
        assertThat(live().admittedUntil()).isEqualTo(LocalDate.of(2026, 6, 30));
        clock.set("2026-03-02T14:00");

        office.withdraw(supervisor, assisting, version(assisting), "也不再协办");
        assertThat(live().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
        assertThat(live().admission()).isEqualTo(Admission.NOT_ADMITTED);
    }

    @Test
    void whatTheLineSaidElseIsKeptAndAStandingLineCountsAgainAfterTheLastDay() {
        standing();
        listed(true, LocalDate.of(2026, 3, 2));

        EntryRow row = counting();
        assertThat(row.admission()).isEqualTo(Admission.TEMPORARY);
        assertThat(row.leadKind()).isEqualTo(UnitKind.COMMUNITY_DESK);
        assertThat(row.limitClass()).isEqualTo("COMPLEX");
        assertThat(row.filingCondition()).isEqualTo("有照片才受理");
        assertThat(row.closingCondition()).isEqualTo("有回访才办结");
        assertThat(row.coUnits()).containsExactly("POWER");
        clock.set("2026-06-30T23:59:59");
        assertThat(counting().admission()).isEqualTo(Admission.TEMPORARY);

        clock.set("2026-07-01T00:00");
        assertThat(counting().admission()).isEqualTo(Admission.STANDING);
        assertThat(counting().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
        assertThat(counting().coUnits()).containsExactly("POWER");
    }

    @Test
    void whoAssistsJoinsTheOthersWhoDo() {
        standing();
        listed(false, LocalDate.of(2026, 3, 2));

        assertThat(counting().coUnits()).containsExactly("COMMUNITY_DESK", "POWER");
    }

    @Test
    void aLaterPeriodOfAStandingLineBeginsAndEndsByItself() {
        standing();
        listed(true, LocalDate.of(2026, 4, 1));

        assertThat(counting().admission()).isEqualTo(Admission.STANDING);
        assertThat(pages.get(supervisor, "/catalogue/entries?group=" + matter.parentId())
                        .page()
                        .select("main tbody")
                        .text())
                .contains("自 2026-04-01 起", "自 2026-07-01 起");
        clock.set("2026-04-01T00:00");
        assertThat(counting().admission()).isEqualTo(Admission.TEMPORARY);
        clock.set("2026-07-01T00:00");
        assertThat(counting().admission()).isEqualTo(Admission.STANDING);
    }

    @Test
    void withdrawingAlsoDropsTheReturnToTheStandingLine() {
        standing();
        AdmissionRequestId before = listed(true, LocalDate.of(2026, 4, 1));
        office.withdraw(supervisor, before, version(before), "暂不列入");
        assertThat(live().admission()).isEqualTo(Admission.STANDING);
        clock.set("2026-04-01T10:00");
        assertThat(counting().admission()).isEqualTo(Admission.STANDING);
        AdmissionRequestId during = listed(true, LocalDate.of(2026, 4, 1));
        clock.set("2026-05-04T10:00");
        assertThat(counting().admission()).isEqualTo(Admission.TEMPORARY);

        office.withdraw(supervisor, during, version(during), "社区承担过重");

        assertThat(live().admission()).isEqualTo(Admission.STANDING);
        assertThat(live().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
    }

    @Test
    void aFarReturnIsNotMovedBeforeTheAdmissionItFollows() {
        standing();
        listed(true, LocalDate.of(2026, 4, 1));
        EntryRow back = tables.live(matter.id()).stream()
                .filter(row -> row.firstDay().equals(LocalDate.of(2026, 7, 1)))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() ->
                        editing.editEntry(back.id(), back.version(), agency(), LocalDate.of(2026, 3, 20), supervisor))
                .hasMessage("catalogue.entry.from-before-planned");
        editing.editEntry(back.id(), back.version(), agency(), LocalDate.of(2026, 5, 1), supervisor);
        clock.set("2026-05-01T00:00");
        assertThat(counting().leadKind()).isEqualTo(UnitKind.BRANCH_AGENCY);
    }

    @Test
    void whatRanOutWhileThePageWasOpenIsSaidOnIt() {
        AdmissionRequestId id = listed(true, LocalDate.of(2026, 3, 2));
        clock.set("2026-07-01T09:00");

        Answer late = pages.post(
                supervisor,
                "/admissions/" + id,
                Map.of("action", "WITHDRAW", "version", Long.toString(version(id)), "note", "晚了一天"));

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.page().select(".error-summary").text()).contains("已到期");
    }

    @Test
    void aLongListIsReadPageByPageAndByState() {
        for (int n = 0; n < 25; n++) {
            AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
            if (n == 0) {
                office.approve(supervisor, id, version(id), null);
                jdbc.sql("delete from catalogue_entry where category_id = ?")
                        .param(matter.id().value())
                        .update();
                line(Admission.NOT_ADMITTED, null);
            }
        }

        Answer first = pages.get(supervisor, "/admissions");
        assertThat(first.page().select("tbody tr")).hasSize(20);
        Answer second = pages.get(supervisor, first.page().select("a[rel=next]").attr("href"));
        assertThat(second.page().select("tbody tr")).hasSize(5);
        assertThat(second.page().select("a[rel=next]")).isEmpty();
        assertThat(pages.get(supervisor, "/admissions?state=LISTED").page().select("tbody tr"))
                .hasSize(1);
        clock.set("2026-07-01T09:00");
        assertThat(pages.get(supervisor, "/admissions?state=LISTED").page().select("tbody tr"))
                .isEmpty();
        assertThat(pages.get(supervisor, "/admissions?state=EXPIRED").page().select("tbody tr"))
                .hasSize(1);
    }

    @Test
    void whoHoldsPostsOfBothKindsSeesWhatEitherShows() {
        AdmissionRequestId own = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        World elsewhere = new World(jdbc);
        Actor there = elsewhere.actor(Role.DISTRICT_DESK, "district", "desk:district");
        jdbc.sql("insert into post_holding (id, post_id, person_id, held_from, version)"
                        + " select ?, h.post_id, d.person_id, h.held_from, 0 from post_holding h"
                        + " join account t on t.person_id = h.person_id and t.id = ?, account d where d.id = ?")
                .params(
                        org.shaodao.shared.Ids.next(),
                        there.account().value(),
                        department.account().value())
                .update();

        assertThat(pages.get(department, "/admissions").page().select("a[href=/admissions/" + own + "]"))
                .hasSize(1);
    }

    @Test
    void whoAssistsIsOnTheAssistingListAndTheDepartmentLeads() {
        AdmissionRequestId id = office.ask(department, wish(false, LocalDate.of(2026, 3, 2)));
        office.approve(supervisor, id, version(id), null);

        EntryRow row = live();
        assertThat(row.listType()).isEqualTo(MatterList.ASSISTING);
        assertThat(row.leadKind()).isEqualTo(UnitKind.DEPARTMENT);
        assertThat(row.leadSpeciality()).isEqualTo(Speciality.WATER);
        assertThat(row.coUnits()).containsExactly("COMMUNITY_DESK");
        CaseId kase = accepted();
        assertThatThrownBy(() -> desk.dispatch(street, to(kase))).hasMessage("catalogue.refusal.assisting-only");
    }

    @Test
    void theFiveClassesAreNotEvenAskedFor() {
        CategoryRef never = categories.selectable().stream()
                .filter(CategoryRef::communityNeverLeads)
                .findFirst()
                .orElseThrow();
        AdmissionWish wish = new AdmissionWish(
                never.id(),
                AreaLevel.GRID,
                true,
                "由网格负责整治占道",
                "《示例条例》第三条",
                LocalDate.of(2026, 3, 2),
                LocalDate.of(2026, 6, 30),
                "无,部门承担",
                "派一人",
                "每季一次");

        assertThatThrownBy(() -> office.ask(department, wish)).hasMessage("catalogue.refusal.community-never-leads");
    }

    @Test
    void whatIsListedAlreadyIsNotAskedForAndNotAgreedToTwice() {
        AdmissionRequestId one = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        AdmissionRequestId other = office.ask(department, wish(false, LocalDate.of(2026, 3, 2)));
        office.approve(supervisor, one, version(one), null);

        assertThatThrownBy(() -> office.approve(supervisor, other, version(other), null))
                .hasMessage("catalogue.admission.listed-already");
        assertThatThrownBy(() -> office.ask(department, wish(true, LocalDate.of(2026, 3, 2))))
                .hasMessage("catalogue.admission.listed-already");
        Answer refused = pages.post(
                supervisor,
                "/admissions/" + other,
                Map.of("action", "APPROVE", "version", Long.toString(version(other)), "note", "没有丢的意见"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select(".error-summary").text()).contains("已在这一级的清单里");
        assertThat(refused.page().select("#note").text()).isEqualTo("没有丢的意见");
    }

    @Test
    void agreeingShowsFirstWhichWaitingCasesWouldGoElsewhere() {
        Actor community = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        CaseId waiting = reporting.report(community, report());
        desk.accept(community, waiting, sheets.sheet(community, waiting).facts().version(), matter.id(), false);
        AdmissionRequestId id = office.ask(department, wish(false, LocalDate.of(2026, 3, 2)));

        Answer shown = act(supervisor, "/admissions/" + id, "APPROVE", "同意", 200);
        assertThat(shown.page().select("#effect-h").text()).contains("1 件待派工单");
        assertThat(state(id)).isEqualTo(AdmissionState.REQUESTED);

        Answer agreed = pages.submit(supervisor, shown.page(), "main form", fields -> fields.put("action", "APPROVE"));
        assertThat(agreed.status()).isEqualTo(302);
        assertThat(state(id)).isEqualTo(AdmissionState.LISTED);
    }

    @Test
    void eachDoesOnlyItsOwnPartAndOthersDoNotSeeIt() {
        AdmissionRequestId id = office.ask(department, wish(true, LocalDate.of(2026, 3, 2)));
        Actor power = world.actor(Role.RESPONDER, "district", "power");
        World elsewhere = new World(jdbc);
        Actor strange = elsewhere.actor(Role.DISTRICT_SUPERVISOR, "district", null);

        assertThatThrownBy(() -> office.approve(department, id, 0, null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> office.approve(office1, id, 0, null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> book.find(power, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> office.refuse(strange, id, 0, "不该能办")).isInstanceOf(NotFound.class);
        assertThat(book.list(power, null, null).rows()).isEmpty();
        assertThat(book.list(strange, null, null).rows()).isEmpty();
        assertThat(pages.get(street, "/admissions").status()).isEqualTo(403);
        assertThat(pages.get(supervisor, "/admissions/new").status()).isEqualTo(403);

        office.review(office1, id, 0, "可以考虑");
        assertThatThrownBy(() -> office.refuse(supervisor, id, 0, "晚到的决定")).isInstanceOf(Conflict.class);
        office.withdraw(department, id, version(id), "另行安排");
        assertThatThrownBy(() -> office.refuse(supervisor, id, version(id), "已经撤回了"))
                .hasMessage("catalogue.admission.decided");
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private void act(Actor actor, String page, String action, String note) {
        act(actor, page, action, note, 302);
    }

    private Answer act(Actor actor, String page, String action, String note, int status) {
        Answer answer = pages.submit(actor, pages.get(actor, page).page(), "main form", fields -> {
            fields.put("action", action);
            fields.put("note", note);
        });
        assertThat(answer.status()).as(answer.page().text()).isEqualTo(status);
        return answer;
    }

    private Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("category", matter.id().toString());
        form.put("level", "COMMUNITY");
        form.put("part", "LEAD");
        form.put("matter", "每月入户宣传一次节约用水");
        form.put("legalBasis", "《示例条例》第三条");
        form.put("from", "2026-03-02");
        form.put("until", "2026-06-30");
        form.put("money", "每件五元");
        form.put("people", "派一人驻点");
        form.put("training", "每季一次");
        return form;
    }

    private AdmissionWish wish(boolean leads, LocalDate from) {
        return new AdmissionWish(
                matter.id(),
                AreaLevel.COMMUNITY,
                leads,
                "每月入户宣传一次节约用水",
                "《示例条例》第三条",
                from,
                LocalDate.of(2026, 6, 30),
                "每件五元",
                "派一人驻点",
                "每季一次");
    }

    private void line(Admission admission, LocalDate until) {
        editing.addEntry(
                matter.id(),
                AreaLevel.COMMUNITY,
                null,
                new EntryDetails(
                        UnitKind.BRANCH_AGENCY,
                        Speciality.URBAN_MANAGEMENT,
                        List.of(),
                        null,
                        null,
                        MatterList.BASIC,
                        null,
                        null,
                        admission,
                        until),
                supervisor);
    }

    private void standing() {
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        editing.addEntry(
                matter.id(),
                AreaLevel.COMMUNITY,
                null,
                new EntryDetails(
                        UnitKind.BRANCH_AGENCY,
                        Speciality.URBAN_MANAGEMENT,
                        List.of("POWER"),
                        "COMPLEX",
                        null,
                        MatterList.BASIC,
                        "有照片才受理",
                        "有回访才办结",
                        Admission.STANDING,
                        null),
                supervisor);
        clock.set("2026-03-02T11:00");
    }

    private static EntryDetails agency() {
        return new EntryDetails(UnitKind.BRANCH_AGENCY, Speciality.URBAN_MANAGEMENT, List.of(), null, null);
    }

    private AdmissionRequestId listed(boolean leads, LocalDate from) {
        AdmissionRequestId id = office.ask(department, wish(leads, from));
        office.approve(supervisor, id, version(id), null);
        return id;
    }

    private EntryRow counting() {
        List<EntryRow> rows = tables.entries().stream()
                .filter(row -> row.categoryId().equals(matter.id()))
                .toList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private EntryRow live() {
        List<EntryRow> rows = tables.live(matter.id());
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private long version(AdmissionRequestId id) {
        return book.find(supervisor, id).version();
    }

    private AdmissionState state(AdmissionRequestId id) {
        return book.find(supervisor, id).state();
    }

    private DispatchCase to(CaseId id) {
        return new DispatchCase(
                id, sheets.sheet(street, id).facts().version(), world.unit("desk:community1.1"), Set.of(), null, null);
    }

    private CaseId accepted() {
        CaseId id = reporting.report(street, report());
        desk.accept(street, id, sheets.sheet(street, id).facts().version(), matter.id(), false);
        return id;
    }

    private ReportCase report() {
        return new ReportCase(
                CaseId.next(),
                CaseSource.DESK,
                null,
                null,
                null,
                "示例事项需要有人处理",
                null,
                false,
                false,
                world.area("grid1.1.1"),
                null,
                null,
                null);
    }
}
