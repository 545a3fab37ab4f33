package org.shaodao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseDesk;
import org.shaodao.casework.service.CaseReporting;
import org.shaodao.casework.service.CaseSheet;
import org.shaodao.casework.service.CaseSheets;
import org.shaodao.casework.service.DispatchCase;
import org.shaodao.casework.service.ReportCase;
import org.shaodao.catalogue.Admission;
import org.shaodao.catalogue.CatalogueEntryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.EntryDetails;
import org.shaodao.catalogue.MatterList;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.Explanations;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.shaodao.support.TestClock;
import org.shaodao.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is not admitted, no longer admitted, or taken back by the departments goes nowhere it may not (features A8). */
@FlowTests
class AdmissionTests {

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
    Explanations explanations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    World world;
    Actor supervisor;
    Actor street;
    Actor community;
    CategoryRef matter;
    UUID before;

    @BeforeEach
    void start() {
        clock.set("2026-03-02T10:00");
        world = new World(jdbc);
        supervisor = world.actor(Role.DISTRICT_SUPERVISOR, "district", null);
        street = world.actor(Role.STREET_DESK, "street1", "desk:street1");
        community = world.actor(Role.COMMUNITY_DESK, "community1.1", "desk:community1.1");
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
    }

    @Test
    void anUnadmittedMatterIsNeitherAcceptedNorDispatchedAndCanBeEscalated() {
        CaseId id = reported(community);
        line(AreaLevel.COMMUNITY, Admission.NOT_ADMITTED, null, MatterList.BASIC);

        assertThatThrownBy(() -> desk.accept(community, id, version(community, id), matter.id(), false))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("catalogue.refusal.not-admitted");
        assertThat(sheet(community, id).facts().status()).isEqualTo(CaseStatus.REPORTED);

        desk.escalate(community, id, version(community, id), "社区没有准入这一事项,请街道处理");
        desk.dispatch(street, new DispatchCase(id, version(street, id), world.unit("urban1"), Set.of(), null, null));
        assertThat(sheet(street, id).facts().status()).isEqualTo(CaseStatus.DISPATCHED);
    }

    @Test
    void theStreetCannotDispatchToACommunityWhatIsNotAdmittedThere() {
        CaseId id = reported(street);
        line(AreaLevel.COMMUNITY, Admission.NOT_ADMITTED, null, MatterList.BASIC);
        desk.accept(street, id, version(street, id), matter.id(), false);

        assertThatThrownBy(() -> desk.dispatch(street, to(id, "desk:community1.1")))
                .hasMessage("catalogue.refusal.not-admitted");
        desk.dispatch(street, to(id, "urban1"));
    }

    @Test
    void aTemporaryAdmissionRunsOutByItself() {
        CaseId inTime = reported(street);
        CaseId late = reported(street);
        line(AreaLevel.STREET, Admission.TEMPORARY, LocalDate.of(2026, 3, 2), MatterList.BASIC);

        desk.accept(street, inTime, version(street, inTime), matter.id(), false);
        clock.set("2026-03-03T00:00");

        assertThatThrownBy(() -> desk.accept(street, late, version(street, late), matter.id(), false))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refusal -> assertThat(refusal.getArguments()).containsExactly(matter.name(), "2026-03-02"))
                .hasMessage("catalogue.refusal.admission-expired");
        assertThatThrownBy(() -> desk.dispatch(street, to(inTime, "urban1")))
                .hasMessage("catalogue.refusal.admission-expired");
        assertThat(sheet(street, inTime).proposal().reasonKey()).isEqualTo("catalogue.refusal.admission-expired");
    }

    @ParameterizedTest
    @CsvSource({"desk:community1.1", "team1.1.1"})
    void whatWasWithdrawnUpwardIsNotDispatchedToTheStreetOrBelow(String unit) {
        CaseId id = reported(street);
        line(AreaLevel.STREET, Admission.STANDING, null, MatterList.WITHDRAWN);
        desk.accept(street, id, version(street, id), matter.id(), false);

        assertThatThrownBy(() -> desk.dispatch(street, to(id, unit))).hasMessage("catalogue.refusal.withdrawn-upward");
        assertThatThrownBy(() -> desk.handleSelf(street, id, version(street, id), null, null))
                .hasMessage("catalogue.refusal.withdrawn-upward");
        desk.dispatch(street, to(id, "urban1"));
    }

    @ParameterizedTest
    @CsvSource({"STREET, desk:community1.1", "STREET, team1.1.1", "COMMUNITY, desk:community1.1", "GRID, team1.1.1"})
    void anAssistingMatterIsNotLedByCommunityOrGridInDispatchOrForward(AreaLevel level, String unit) {
        CaseId id = reported(street);
        line(level, Admission.STANDING, null, MatterList.ASSISTING);
        desk.accept(street, id, version(street, id), matter.id(), false);

        assertThatThrownBy(() -> desk.dispatch(street, to(id, unit)))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refusal -> assertThat(refusal.getArguments()).containsExactly(matter.name()))
                .hasMessage("catalogue.refusal.assisting-only");
        desk.handleSelf(street, id, version(street, id), null, null);
        assertThatThrownBy(() -> desk.forward(street, to(id, unit))).hasMessage("catalogue.refusal.assisting-only");
    }

    @Test
    void aCommunityDeskMayNotKeepAnAssistingMatterAndMayAssistInIt() {
        CaseId id = reported(community);
        CaseId other = reported(street);
        line(AreaLevel.STREET, Admission.STANDING, null, MatterList.ASSISTING);
        desk.accept(community, id, version(community, id), matter.id(), false);
        desk.accept(street, other, version(street, other), matter.id(), false);

        assertThatThrownBy(() -> desk.handleSelf(community, id, version(community, id), null, null))
                .hasMessage("catalogue.refusal.assisting-only");
        desk.dispatch(
                street,
                new DispatchCase(
                        other,
                        version(street, other),
                        world.unit("urban1"),
                        Set.of(world.unit("desk:community1.1")),
                        null,
                        null));
        assertThat(sheet(street, other).facts().status()).isEqualTo(CaseStatus.DISPATCHED);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMUNITY, NOT_ADMITTED, desk:community1.1, catalogue.refusal.not-admitted",
        "GRID,      NOT_ADMITTED, team1.1.1,         catalogue.refusal.not-admitted",
        "COMMUNITY, TEMPORARY,    desk:community1.1, catalogue.refusal.admission-expired",
        "GRID,      TEMPORARY,    team1.1.1,         catalogue.refusal.admission-expired",
    })
    void whatIsNotAdmittedOrNoLongerIsNotForwardedToTheLevelBelow(
            AreaLevel level, Admission admission, String unit, String reason) {
        CaseId id = reported(street);
        line(level, admission, admission == Admission.TEMPORARY ? LocalDate.of(2026, 3, 2) : null, MatterList.BASIC);
        desk.accept(street, id, version(street, id), matter.id(), false);
        desk.handleSelf(street, id, version(street, id), null, null);
        clock.set("2026-03-03T09:00");

        assertThatThrownBy(() -> desk.forward(street, to(id, unit))).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"desk:community1.1, 0101", "team1.1.1, 0101", "team1.1.1, 0601", "desk:community1.1, 0502"})
    void theFiveClassesAreNeverLedByACommunityInDispatchOrForward(String unit, String code) {
        CategoryRef enforcement = categories.byCode(code).orElseThrow();
        Actor district = world.actor(Role.DISTRICT_DESK, "district", "desk:district");
        CaseId id = reported(street);
        desk.accept(street, id, version(street, id), enforcement.id(), false);
        boolean never = enforcement.communityNeverLeads();

        if (never) {
            assertThatThrownBy(() -> desk.dispatch(street, to(id, unit)))
                    .hasMessage("catalogue.refusal.community-never-leads");
            desk.handleSelf(street, id, version(street, id), null, null);
            assertThatThrownBy(() -> desk.forward(street, to(id, unit)))
                    .hasMessage("catalogue.refusal.community-never-leads");
        } else {
            desk.dispatch(street, to(id, unit));
        }
        assertThat(sheets.sheet(district, id).facts().category()).isEqualTo(enforcement.name());
    }

    @Test
    void anOldDecisionKeepsPointingAtTheEditionItFollowed() {
        CaseId id = reported(street);
        CatalogueEntryId first = editing.addEntry(matter.id(), AreaLevel.STREET, null, agency("《示例条例》第三条"), supervisor);
        desk.accept(street, id, version(street, id), matter.id(), false);
        desk.dispatch(street, new DispatchCase(id, version(street, id), null, Set.of(), null, null));

        editing.editEntry(first, 0, new EntryDetails(UnitKind.STREET_DESK, null, List.of(), null, null), supervisor);

        CaseSheet.Order order = sheet(street, id).orders().get(0);
        assertThat(order.routedBy()).isEqualTo(first + "@1");
        assertThat(tables.entry(first).orElseThrow().legalBasis()).isEqualTo("《示例条例》第三条");
        assertThat(tables.editions(first))
                .extracting(CatalogueTables.EntryRow::edition)
                .containsExactly(2, 1);
        assertThat(explanations.sentences(order.routedBy(), order.routingFacts(), Locale.SIMPLIFIED_CHINESE))
                .containsExactly("派单目录规定：“" + matter.name() + "”由街道级派单时，派驻街道机构 · 城市管理主办。", "按离案发地最近的找，在街道一级找到。");
        assertThat(explanations.sentences(order.routedBy(), order.routingFacts(), Locale.ENGLISH))
                .allSatisfy(sentence -> assertThat(sentence).doesNotContain("BRANCH_AGENCY", "STREET", "@"));
    }

    private static EntryDetails agency(String basis) {
        return new EntryDetails(UnitKind.BRANCH_AGENCY, Speciality.URBAN_MANAGEMENT, List.of(), null, basis);
    }

    private void line(AreaLevel level, Admission admission, @Nullable LocalDate until, MatterList list) {
        editing.addEntry(
                matter.id(),
                level,
                null,
                new EntryDetails(
                        UnitKind.BRANCH_AGENCY,
                        Speciality.URBAN_MANAGEMENT,
                        List.of(),
                        null,
                        null,
                        list,
                        null,
                        null,
                        admission,
                        until),
                supervisor);
    }

    private DispatchCase to(CaseId id, String unit) {
        return new DispatchCase(id, version(street, id), world.unit(unit), Set.of(), null, null);
    }

    private CaseId reported(Actor by) {
        return reporting.report(
                by,
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

    private long version(Actor actor, CaseId id) {
        return sheet(actor, id).facts().version();
    }

    private CaseSheet sheet(Actor actor, CaseId id) {
        return sheets.sheet(actor, id);
    }
}
