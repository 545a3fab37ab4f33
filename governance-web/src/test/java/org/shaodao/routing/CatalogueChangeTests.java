package org.shaodao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.casework.service.ReportHandleSeparation;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryDetails;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.CategoryRoot;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueFiles;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.CatalogueTables.CategoryRow;
import org.shaodao.catalogue.service.CatalogueTables.EntryRow;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.ImportOutcome;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.routing.service.TrialHousekeeping;
import org.shaodao.routing.service.Trials;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.RowProblem;
import org.shaodao.shared.table.Spreadsheets;
import org.shaodao.shared.table.Table;
import org.shaodao.shared.table.TableRow;
import org.shaodao.shared.table.TableWriter;
import org.shaodao.support.FlowTests;
import org.shaodao.support.Pages;
import org.shaodao.support.Pages.Answer;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;

/** A change of the catalogue: tried over past cases, planned for a later day, carried by a file. */
@FlowTests
class CatalogueChangeTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    CatalogueEditing editing;

    @Autowired
    CatalogueTables tables;

    @Autowired
    CatalogueFiles files;

    @Autowired
    Categories categories;

    @Autowired
    Trials trials;

    @Autowired
    TrialHousekeeping housekeeping;

    @Autowired
    ReportHandleSeparation separation;

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
    Actor supervisor;
    Actor street;
    CategoryRef matter;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        pages = new Pages(mvc);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        matter = categories.selectable().stream()
                .filter(category -> !category.communityNeverLeads() && !category.dispute())
                .filter(category -> tables.entriesOf(category.parentId()).stream()
                        .noneMatch(row -> row.categoryId().equals(category.id())
                                && !row.own().isEmpty()))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void takeAway() {
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        jdbc.sql("delete from separated_category").update();
        jdbc.sql("update category set community_never_leads = false, active = true where id = ?")
                .param(matter.id().value())
                .update();
        categories.refresh();
    }

    @Test
    void aChangeOfALineIsTriedOverPastCasesAndCanBeGoneOnWithOrSaved() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CaseId one = accepted();
        CaseId other = accepted();
        Map<String, String> change = agencyForm(line);
        change.put("tryWith", "200");
        change.put("legalBasis", "《示例条例》第三条");

        Answer tried = trial("/catalogue/entries/" + line, change);

        assertThat(tried.page().select("#past-h").text()).isEqualTo("会改变 2 件的去向");
        assertThat(tried.page().select("tbody tr")).hasSize(2);
        assertThat(tried.page().select("tbody").text()).contains("示例urban1", number(one), number(other), "派给谁");
        assertThat(tables.editions(line)).hasSize(1);

        Answer again = pages.submit(supervisor, tried.page(), "#change", fields -> fields.put("again", "true"));
        assertThat(again.page().select("#legalBasis").text()).isEqualTo("《示例条例》第三条");
        assertThat(tables.editions(line)).hasSize(1);

        Answer saved = pages.submit(supervisor, tried.page(), "#change", fields -> fields.remove("again"));
        assertThat(saved.page().select("#effect-h").text()).contains("2 件待派工单");
        assertThat(pages.submit(supervisor, saved.page(), "main form.card", fields -> {})
                        .status())
                .isEqualTo(302);
        assertThat(tables.editions(line)).hasSize(2);
    }

    @Test
    void anotherLimitAndAnEndedLineAreTriedToo() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        accepted();
        Map<String, String> change = agencyForm(line);
        change.put("leadKind", "STREET_DESK");
        change.put("leadSpeciality", "");
        change.put("limitClass", "COMPLEX".equals(matter.limitClass()) ? "GENERAL" : "COMPLEX");
        change.put("tryWith", "200");

        Answer tried = trial("/catalogue/entries/" + line, change);
        assertThat(tried.page().text()).contains("会改变 0 件的去向", "1 件的时限会不同");

        Answer ended = trial(
                "/catalogue/entries/" + line + "/end", new LinkedHashMap<>(Map.of("version", "0", "tryWith", "200")));
        assertThat(ended.page().select("h1").text()).contains("试算", matter.name());
        assertThat(tables.entry(line).orElseThrow().active()).isTrue();
        assertThat(pages.get(street, ended.location()).status()).isEqualTo(403);
    }

    @Test
    void aChangeOfACategoryShowsWhatItWouldAlter() {
        editing.addEntry(
                matter.id(),
                AreaLevel.STREET,
                null,
                new EntryDetails(UnitKind.COMMUNITY_DESK, null, List.of(), null, null),
                supervisor);
        accepted();
        String page = "/catalogue/categories/" + matter.id();
        long version = tables.category(matter.id()).orElseThrow().version();
        Map<String, String> off =
                new LinkedHashMap<>(Map.of("active", "false", "version", Long.toString(version), "tryWith", "200"));

        Answer tried = trial(page + "/use", off);
        assertThat(tried.page().select("#past-h").text()).isEqualTo("会改变 1 件的去向");
        assertThat(tried.page().select("tbody").text()).contains("community1.1");

        off.remove("tryWith");
        Answer shown = pages.post(supervisor, page + "/use", off);
        assertThat(shown.page().select("#effect-h").text()).contains("1 件待派工单");
        assertThat(categories.find(matter.id()).orElseThrow().active()).isTrue();
        off.put("seen", "true");
        assertThat(pages.post(supervisor, page + "/use", off).status()).isEqualTo(302);
        assertThat(categories.find(matter.id()).orElseThrow().active()).isFalse();
    }

    @Test
    void whatWasShownForAChangeOfACategoryIsKnownAgainOnEveryNode() {
        editing.addEntry(matter.id(), AreaLevel.STREET, null, agency(), supervisor);
        reported();
        String page = "/catalogue/categories/" + matter.id();
        CategoryRow row = tables.category(matter.id()).orElseThrow();
        Map<String, String> form = fields(pages.get(supervisor, page));
        form.put("keywords", form.get("keywords") + " 示例事项需要有人处理");

        Answer shown = pages.post(supervisor, page, form);

        assertThat(shown.page().select("#effect-h")).as(shown.page().text()).hasSize(1);
        String details = new CategoryDetails(
                        CategoryRoot.valueOf(row.root()),
                        row.name(),
                        row.nameEn(),
                        row.limitClass(),
                        row.onTheSpot(),
                        row.dispute(),
                        row.hazardLevel(),
                        row.communityNeverLeads(),
                        form.get("keywords"),
                        row.filingCondition(),
                        row.closingCondition(),
                        row.position())
                .toString();
        assertThat(shown.page().select("input[name=seen]").val()).isEqualTo(Integer.toHexString(details.hashCode()));
        assertThat(pages.submit(supervisor, shown.page(), "main form.card", fields -> {})
                        .status())
                .isEqualTo(302);
        jdbc.sql("update category set keywords = ? where id = ?")
                .params(row.keywords(), matter.id().value())
                .update();
    }

    @Test
    void otherKeywordsShowForWhichTextsAnotherCategoryIsSuggested() {
        CaseId id = accepted();
        String page = "/catalogue/categories/" + matter.id();
        Map<String, String> form = fields(pages.get(supervisor, page));
        form.put("keywords", form.get("keywords") + " 示例事项需要有人处理");
        form.put("tryWith", "200");

        Answer tried = trial(page, form);

        assertThat(tried.page().text()).contains("1 件按内容推荐的类别会不同");
        assertThat(tried.page().select("tbody").text()).contains(number(id), matter.name(), "推荐的类别");
    }

    @Test
    void aTrialCanBeStoppedAndIsNobodyElses() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        Map<String, String> change = agencyForm(line);
        change.put("tryWith", "200");
        String address =
                pages.post(supervisor, "/catalogue/entries/" + line, change).location();
        jdbc.sql("update routing_trial set state = 'RUNNING', total = 9 where id = ?::uuid")
                .param(address.substring(address.lastIndexOf('/') + 1))
                .update();

        Answer running = pages.get(supervisor, address);
        assertThat(running.page().select("progress").attr("max")).isEqualTo("9");
        assertThat(pages.submit(supervisor, running.page(), "form[action$=/cancel]", fields -> {})
                        .status())
                .isEqualTo(302);
        assertThat(pages.get(supervisor, address).page().text()).contains("试算已停止：查看了 0 件，共 9 件");

        jdbc.sql("update routing_trial set state = 'RUNNING' where id = ?::uuid")
                .param(address.substring(address.lastIndexOf('/') + 1))
                .update();
        clock.set("2026-03-02T10:05");
        assertThat(pages.get(supervisor, address).page().text()).contains("试算中断");

        Actor colleague = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        assertThat(pages.get(colleague, address).status()).isEqualTo(404);
        assertThat(pages.post(colleague, address + "/cancel", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void whatWaitsForItsTurnIsNotBrokenOffAndMoreThanAFewAreRefused() throws InterruptedException {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CountDownLatch release = occupied();
        try {
            List<Actor> askers = new ArrayList<>(List.of(supervisor));
            while (askers.size() < 5) {
                askers.add(world.actor(Role.DISTRICT_SUPERVISOR, "district", null));
            }
            Map<String, String> change = agencyForm(line);
            change.put("tryWith", "200");
            List<Answer> begun = new ArrayList<>();
            for (Actor asker : askers) {
                begun.add(pages.post(asker, "/catalogue/entries/" + line, change));
            }

            assertThat(begun.get(4).status()).isEqualTo(422);
            assertThat(begun.get(4).page().select(".error-summary").text()).contains("过一会儿再试");
            clock.set("2026-03-02T10:05");
            String address = begun.get(0).location();
            Answer waiting = pages.get(supervisor, address);
            assertThat(waiting.page().select("progress")).hasSize(1);
            assertThat(waiting.page().text()).contains("前面还有别的试算").doesNotContain("试算中断");
            Answer second = pages.get(askers.get(1), begun.get(1).location());
            pages.submit(askers.get(1), second.page(), "form[action$=/cancel]", fields -> {});
            release.countDown();
            await(supervisor, address);
            assertThat(pages.get(supervisor, address).page().text()).doesNotContain("试算中断", "试算已停止");
            await(askers.get(2), begun.get(2).location());
            assertThat(pages.get(askers.get(1), begun.get(1).location()).page().text())
                    .contains("试算已停止：查看了 0 件");
        } finally {
            release.countDown();
        }
    }

    @Test
    void whatDiesWithItsNodeIsSaidAndRunAgainFromThere() throws InterruptedException {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        accepted();
        Map<String, String> change = agencyForm(line);
        change.put("tryWith", "200");
        CountDownLatch release = occupied();
        String address;
        try {
            address =
                    pages.post(supervisor, "/catalogue/entries/" + line, change).location();
            assertThat(pages.get(supervisor, address).page().select("progress")).hasSize(1);
            ReflectionTestUtils.invokeMethod(trials, "abandon");
        } finally {
            release.countDown();
        }

        Answer stopped = pages.get(supervisor, address);
        assertThat(stopped.page().text()).contains("试算中断", "再试一次");
        Answer again = pages.submit(
                supervisor,
                stopped.page(),
                "#change",
                fields -> fields.put(
                        "tryWith", stopped.page().select("button[name=tryWith]").val()));
        assertThat(again.status()).isEqualTo(302);
        await(supervisor, again.location());
        Answer done = pages.get(supervisor, again.location());
        assertThat(done.page().select("#past-h").text()).isEqualTo("会改变 1 件的去向");
        assertThat(done.page().select("button[name=tryWith]")).isEmpty();
        assertThat(wanted(again.location())).isEqualTo(200);

        jdbc.sql("update routing_trial set state = 'RUNNING', begun_at = null where id = ?::uuid")
                .param(idIn(again.location()))
                .update();
        assertThat(pages.get(supervisor, again.location()).page().text())
                .as("it may be another node's")
                .contains("前面还有别的试算");
        clock.set("2026-03-02T10:05");
        assertThat(pages.get(supervisor, again.location()).page().select("button[name=tryWith]"))
                .hasSize(1);
    }

    @Test
    void whatWaitsIsToldToOtherNodesWhileAnotherOneRuns() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        accepted();
        Map<String, String> change = agencyForm(line);
        change.put("tryWith", "200");
        Answer waits = trial("/catalogue/entries/" + line, change);
        TrialId id = new TrialId(UUID.fromString(idIn(waits.location())));
        jdbc.sql("update routing_trial set state = 'RUNNING', begun_at = null where id = ?")
                .param(id.value())
                .update();
        Set<TrialId> own = (Set<TrialId>) ReflectionTestUtils.getField(trials, "own");
        Actor colleague = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        own.add(id);
        try {
            clock.set("2026-03-02T10:05");
            String other =
                    pages.post(colleague, "/catalogue/entries/" + line, change).location();
            await(colleague, other);
        } finally {
            own.remove(id);
        }

        assertThat(pages.get(supervisor, waits.location()).page().text()).doesNotContain("试算中断");
        clock.set("2026-03-02T10:08");
        assertThat(pages.get(supervisor, waits.location()).page().text()).contains("试算中断");
    }

    @Test
    void aTrialShowsOnlyCasesTheReaderMayStillSeeAndIsForgottenAfterADay() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CaseId here = accepted();
        Map<String, String> change = agencyForm(line);
        change.put("tryWith", "200");
        Answer tried = trial("/catalogue/entries/" + line, change);
        assertThat(tried.page().select("tbody").text()).contains(number(here));
        UUID elsewhere = new World(jdbc).area("district").value();
        jdbc.sql("update governance_case set district_id = ? where id = ?")
                .params(elsewhere, here.value())
                .update();

        assertThat(pages.get(supervisor, tried.location()).page().select("tbody"))
                .isEmpty();
        jdbc.sql("update governance_case set district_id = ? where id = ?")
                .params(world.area("district").value(), here.value())
                .update();
        assertThat(pages.get(supervisor, tried.location()).page().select("tbody tr"))
                .hasSize(1);

        clock.set("2026-03-03T10:00");
        housekeeping.forget();
        assertThat(pages.get(supervisor, tried.location()).status()).isEqualTo(200);
        clock.set("2026-03-03T10:01");
        assertThat(pages.get(supervisor, tried.location()).status()).isEqualTo(404);
        assertThat(housekeeping.forget()).isPositive();
        assertThat(jdbc.sql("select count(*) from routing_trial_row where trial_id = ?::uuid")
                        .param(idIn(tried.location()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFileOfLinesIsTriedOverPastCasesAsOfTheDayItNames() throws IOException {
        editing.addEntry(matter.id(), AreaLevel.STREET, null, agency(), supervisor);
        List<List<String>> sheet = lines();
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CaseId id = accepted();

        Answer page = pages.get(supervisor, "/catalogue/entries/import");
        assertThat(page.page().select("button[name=tryWith]").eachAttr("value"))
                .containsExactly("200", "1000", "5000", "20000");
        Answer now = tryFile("/catalogue/entries/import", sheet);
        assertThat(now.page().select("#past-h").text()).isEqualTo("会改变 1 件的去向");
        assertThat(now.page().select("tbody").text()).contains(number(id), "示例urban1");
        assertThat(now.page().select("#change")).as("the file is not kept").isEmpty();
        assertThat(now.page().select("a[href=/catalogue/entries/import]")).isNotEmpty();
        set(sheet, "生效日期", "2026-05-01");
        assertThat(tryFile("/catalogue/entries/import", sheet)
                        .page()
                        .select("#past-h")
                        .text())
                .isEqualTo("会改变 1 件的去向");
        assertThat(tables.editions(line)).hasSize(1);

        set(sheet, "生效日期", "五月");
        Answer wrong = upload("/catalogue/entries/import", sheet);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select(".error-summary").text()).contains("生效日期");
    }

    @Test
    void aFileOfCategoriesIsTriedOverPastCases() throws IOException {
        CaseId id = accepted();
        List<List<String>> sheet = export();
        int code = sheet.get(0).indexOf("编码");
        sheet.removeIf(cells -> cells != sheet.get(0) && !cells.get(code).equals(matter.code()));
        String keywords = sheet.get(1).get(sheet.get(0).indexOf("关键词"));
        set(sheet, "关键词", keywords + " 示例事项需要有人处理");

        Answer tried = tryFile("/catalogue/categories/import", sheet);

        assertThat(tried.page().text()).contains("1 件按内容推荐的类别会不同");
        assertThat(tried.page().select("tbody").text()).contains(number(id), matter.name());
        assertThat(tables.category(matter.id()).orElseThrow().keywords()).doesNotContain("示例事项");
    }

    private Answer upload(String address, List<List<String>> sheet) throws IOException {
        byte[] content = file(sheet).getByteArray();
        return pages.upload(
                supervisor,
                address,
                Map.of("tryWith", "200"),
                List.of(new MockMultipartFile("file", "x.xlsx", "application/octet-stream", content)));
    }

    private Answer tryFile(String address, List<List<String>> sheet) throws IOException {
        Answer begun = upload(address, sheet);
        assertThat(begun.status()).as(begun.page().text()).isEqualTo(302);
        await(supervisor, begun.location());
        return pages.get(supervisor, begun.location());
    }

    private int wanted(String address) {
        return jdbc.sql("select wanted from routing_trial where id = ?::uuid")
                .param(idIn(address))
                .query(Integer.class)
                .single();
    }

    private static String idIn(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The one worker has something else to do until the latch is released. */
    private CountDownLatch occupied() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch occupied = new CountDownLatch(1);
        ExecutorService worker = (ExecutorService) ReflectionTestUtils.getField(trials, "worker");
        worker.execute(() -> {
            occupied.countDown();
            try {
                release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(occupied.await(30, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    @Test
    void aPlannedEditionTakesEffectByItselfOnItsDay() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CaseId id = accepted();
        Map<String, String> change = agencyForm(line);
        change.put("from", "2026-03-10");

        assertThat(pages.post(supervisor, "/catalogue/entries/" + line, change).status())
                .isEqualTo(302);

        assertThat(lead(id)).isEqualTo(world.unit("desk:street1"));
        String list = pages.get(supervisor, "/catalogue/entries?group=" + matter.parentId())
                .page()
                .select("main tbody")
                .text();
        assertThat(list).contains("自 2026-03-10 起");
        assertThat(pages.get(supervisor, "/catalogue/entries/" + line).page().text())
                .contains("已安排从 2026-03-10 起改动");
        assertThatThrownBy(() -> editing.editEntry(line, 1, agency(), supervisor))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("catalogue.entry.change-planned");

        clock.set("2026-03-09T23:59:59");
        assertThat(lead(id)).isEqualTo(world.unit("desk:street1"));
        clock.set("2026-03-10T00:00");
        assertThat(lead(id)).isEqualTo(world.unit("urban1"));
        assertThat(tables.entries().stream().filter(row -> row.categoryId().equals(matter.id())))
                .extracting(EntryRow::edition)
                .containsExactly(2);
    }

    @Test
    void aPlannedEditionCanBeMovedReplacedAndWithdrawn() {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        CaseId id = accepted();
        editing.editEntry(line, 0, agency(), LocalDate.of(2026, 3, 10), supervisor);
        EntryRow planned = planned(line);

        editing.editEntry(planned.id(), planned.version(), agency(), LocalDate.of(2026, 3, 20), supervisor);
        clock.set("2026-03-15T09:00");
        assertThat(lead(id)).isEqualTo(world.unit("desk:street1"));
        EntryRow moved = planned(line);
        assertThat(moved.edition()).isEqualTo(3);
        assertThat(moved.firstDay()).isEqualTo(LocalDate.of(2026, 3, 20));

        editing.deactivateEntry(moved.id(), moved.version(), supervisor);
        clock.set("2026-03-21T09:00");
        assertThat(lead(id)).isEqualTo(world.unit("desk:street1"));
        assertThat(tables.entry(line).orElseThrow().active()).isTrue();
        assertThat(tables.editions(line)).extracting(EntryRow::isDropped).containsExactly(true, true, false);

        long version = tables.entry(line).orElseThrow().version();
        assertThatThrownBy(() -> editing.editEntry(line, version, agency(), LocalDate.of(2026, 3, 20), supervisor))
                .hasMessage("catalogue.entry.from-past");
    }

    @Test
    void aNewLineMayBePlannedAndItsPlaceIsTaken() {
        CaseId id = accepted();
        UnitId before = lead(id);
        editing.addEntry(matter.id(), AreaLevel.STREET, null, agency(), LocalDate.of(2026, 4, 1), supervisor);

        assertThat(lead(id)).isEqualTo(before);
        assertThatThrownBy(() -> editing.addEntry(matter.id(), AreaLevel.STREET, null, agency(), supervisor))
                .hasMessage("catalogue.entry.exists");
        clock.set("2026-04-01T00:00");
        assertThat(lead(id)).isEqualTo(world.unit("urban1"));
    }

    @Test
    void theCategoryFileCarriesTheSeparationSwitchAndAnOldFileLeavesItAlone() throws IOException {
        separation.separate(supervisor, Set.of(matter.id()));
        List<List<String>> sheet = export();
        int column = sheet.get(0).indexOf("报办分离");
        List<String> row = sheet.stream()
                .filter(cells -> cells.get(0).equals(matter.code()))
                .findFirst()
                .orElseThrow();
        assertThat(row.get(column)).isEqualTo("是");

        assertThat(take(sheet).changed()).isZero();
        row.set(column, "否");
        assertThat(take(sheet).changed()).isEqualTo(1);
        assertThat(separation.separated()).isEmpty();
        row.set(column, "是");
        take(sheet);
        assertThat(separation.separated()).containsExactly(matter.id());

        List<List<String>> old = sheet.stream()
                .map(cells -> {
                    List<String> fewer = new ArrayList<>(cells);
                    fewer.remove(column);
                    return fewer;
                })
                .toList();
        assertThat(take(old).isDone()).isTrue();
        assertThat(separation.separated()).containsExactly(matter.id());
    }

    @Test
    void aFileWithAFirstDayPlansOnceMovesWithTheDayAndKeepsItWhenBlank() throws IOException {
        CatalogueEntryId line = editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        clock.set("2026-03-02T11:00");
        List<List<String>> present = lines();
        List<List<String>> planning = lines();
        set(planning, "依据", "《示例条例》第三条");
        set(planning, "生效日期", "2026-03-10");

        assertThat(takeLines(planning).changed()).isEqualTo(1);
        assertThat(planned(line).firstDay()).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(takeLines(planning).unchanged()).as("the same file again").isEqualTo(1);
        assertThat(takeLines(present).unchanged()).as("what counts now").isEqualTo(1);
        assertThat(takeLines(lines()).unchanged()).as("what is written now").isEqualTo(1);
        assertThat(tables.editions(line)).hasSize(2);

        set(planning, "生效日期", "2026-03-20");
        assertThat(takeLines(planning).changed()).isEqualTo(1);
        assertThat(planned(line).firstDay()).isEqualTo(LocalDate.of(2026, 3, 20));
        set(planning, "生效日期", "");
        assertThat(takeLines(planning).unchanged()).as("no day named").isEqualTo(1);
        assertThat(planned(line).firstDay()).isEqualTo(LocalDate.of(2026, 3, 20));

        set(planning, "依据", "《示例条例》第四条");
        ImportOutcome refused = files.readEntries(file(planning), false, supervisor);
        assertThat(refused.problems()).extracting(RowProblem::key).containsExactly("catalogue.entry.change-planned");

        set(planning, "依据", "《示例条例》第三条");
        set(planning, "生效日期", "2026-03-20");
        clock.set("2026-03-21T09:00");
        assertThat(takeLines(planning).unchanged()).as("once its day has come").isEqualTo(1);
    }

    @Test
    void aFileChangesALineThatIsOnlyPlannedWithoutMovingIt() throws IOException {
        editing.addEntry(matter.id(), AreaLevel.STREET, null, streetLeads(), supervisor);
        List<List<String>> sheet = lines();
        jdbc.sql("delete from catalogue_entry where category_id = ?")
                .param(matter.id().value())
                .update();
        CatalogueEntryId line = editing.addEntry(
                matter.id(), AreaLevel.STREET, null, streetLeads(), LocalDate.of(2026, 4, 1), supervisor);
        set(sheet, "依据", "《示例条例》第三条");

        assertThat(takeLines(sheet).changed()).isEqualTo(1);

        assertThat(planned(line).firstDay()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(planned(line).legalBasis()).isEqualTo("《示例条例》第三条");
        assertThat(takeLines(sheet).unchanged()).isEqualTo(1);
    }

    private ImportOutcome takeLines(List<List<String>> sheet) throws IOException {
        ImportOutcome outcome = files.readEntries(file(sheet), false, supervisor);
        assertThat(outcome.problems()).isEmpty();
        return outcome;
    }

    /** The head and the one line of the matter. */
    private List<List<String>> lines() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeEntries(out, Locale.SIMPLIFIED_CHINESE);
        List<List<String>> sheet = sheet(out.toByteArray());
        sheet.removeIf(cells -> cells != sheet.get(0) && !cells.get(0).equals(matter.code()));
        assertThat(sheet).hasSize(2);
        return sheet;
    }

    private static void set(List<List<String>> sheet, String column, String value) {
        sheet.get(1).set(sheet.get(0).indexOf(column), value);
    }

    private ImportOutcome take(List<List<String>> sheet) throws IOException {
        ImportOutcome outcome = files.readCategories(file(sheet), false, supervisor);
        assertThat(outcome.problems()).isEmpty();
        return outcome;
    }

    private static ByteArrayResource file(List<List<String>> sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.of("x.xlsx", out, "x")) {
            for (List<String> cells : sheet) {
                writer.row(new ArrayList<>(cells));
            }
        }
        return new ByteArrayResource(out.toByteArray());
    }

    private List<List<String>> export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeCategories(out, Locale.SIMPLIFIED_CHINESE);
        return sheet(out.toByteArray());
    }

    private static List<List<String>> sheet(byte[] file) throws IOException {
        List<List<String>> sheet = new ArrayList<>();
        try (Table table = Spreadsheets.open(new ByteArrayResource(file))) {
            int width = 0;
            while (table.hasNext()) {
                TableRow row = table.next();
                width = Math.max(width, row.cells().size());
                List<String> cells = new ArrayList<>(row.cells());
                while (cells.size() < width) {
                    cells.add("");
                }
                sheet.add(cells);
            }
        }
        return sheet;
    }

    private Answer trial(String address, Map<String, String> fields) {
        Answer begun = pages.post(supervisor, address, fields);
        assertThat(begun.status()).as(begun.page().text()).isEqualTo(302);
        await(supervisor, begun.location());
        Answer page = pages.get(supervisor, begun.location());
        return new Answer(page.status(), begun.location(), page.page());
    }

    private void await(Actor reader, String address) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!pages.get(reader, address).page().select("progress").isEmpty()) {
            assertThat(System.nanoTime()).as("a trial of few cases ends").isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private Map<String, String> agencyForm(CatalogueEntryId line) {
        Map<String, String> form = fields(pages.get(supervisor, "/catalogue/entries/" + line));
        form.put("leadKind", "BRANCH_AGENCY");
        form.put("leadSpeciality", "URBAN_MANAGEMENT");
        return form;
    }

    private static Map<String, String> fields(Answer page) {
        Map<String, String> fields = new LinkedHashMap<>();
        ((org.jsoup.nodes.FormElement) page.page().selectFirst("main form.card"))
                .formData()
                .forEach(field -> fields.put(field.key(), field.value()));
        fields.remove("_csrf");
        return fields;
    }

    private EntryRow planned(CatalogueEntryId line) {
        return tables.planned(line).orElseThrow();
    }

    private UnitId lead(CaseId id) {
        var lead = sheets.sheet(street, id).proposal().lead();
        return lead == null ? null : lead.id();
    }

    private String number(CaseId id) {
        return sheets.sheet(street, id).facts().number();
    }

    private static EntryDetails streetLeads() {
        return new EntryDetails(UnitKind.STREET_DESK, null, List.of(), null, null);
    }

    private static EntryDetails agency() {
        return new EntryDetails(UnitKind.BRANCH_AGENCY, Speciality.URBAN_MANAGEMENT, List.of(), null, null);
    }

    private CaseId accepted() {
        CaseId id = reported();
        desk.accept(street, id, sheets.sheet(street, id).facts().version(), matter.id(), false);
        return id;
    }

    private CaseId reported() {
        return reporting.report(
                street,
                new ReportCase(
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
                        null));
    }
}
