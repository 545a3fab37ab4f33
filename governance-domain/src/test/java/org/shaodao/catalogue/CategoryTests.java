package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;

class CategoryTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final AccountId actor = AccountId.next();
    private final Category group = Category.add(CategoryId.next(), "01", null, details("市容环境", true), actor, NOW);

    @ParameterizedTest
    @ValueSource(strings = {"0201", "010", "01", "01010", "01a1", ""})
    void aLeafCarriesItsGroupsCode(String code) {
        assertThatThrownBy(() -> Category.add(CategoryId.next(), code, group, details("占道", false), actor, NOW))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("catalogue.category.leaf-code");
    }

    @Test
    void hasTwoLevels() {
        Category leaf = Category.add(CategoryId.next(), "0101", group, details("占道", false), actor, NOW);

        assertThat(leaf.isLeaf()).isTrue();
        assertThatThrownBy(() -> Category.add(CategoryId.next(), "010101", leaf, details("夜市", false), actor, NOW))
                .hasMessage("catalogue.category.too-deep");
    }

    @Test
    void disputesAndHazardsAreNeverClosedOnTheSpot() {
        assertThatThrownBy(() -> details(true, true, 0)).hasMessage("catalogue.category.never-on-the-spot");
        assertThatThrownBy(() -> details(true, false, 2)).hasMessage("catalogue.category.never-on-the-spot");
        assertThatCode(() -> details(true, false, 1)).doesNotThrowAnyException();
    }

    @Test
    void tellsWhatChanged() {
        assertThat(group.edit(details("市容环境", true), actor, NOW)).isFalse();
        assertThat(group.details().differences(details("市容", false))).containsExactly("name", "communityNeverLeads");
        assertThat(group.edit(details("市容", false), actor, NOW)).isTrue();
        assertThat(group.getName()).isEqualTo("市容");
    }

    @Test
    void isTakenOutOfUseOnce() {
        group.deactivate(actor, NOW);

        assertThatThrownBy(() -> group.deactivate(actor, NOW)).hasMessage("catalogue.category.already-inactive");
        group.reactivate(actor, NOW);
        assertThat(group.isActive()).isTrue();
    }

    @Test
    void anEntryNeverLetsACommunityLeadSuchMatters() {
        assertThatThrownBy(() -> entry(UnitKind.GRID_TEAM, null)).hasMessage("catalogue.entry.community-never-leads");
        assertThatThrownBy(() -> entry(UnitKind.COMMUNITY_DESK, null))
                .hasMessage("catalogue.entry.community-never-leads");
        assertThat(entry(UnitKind.BRANCH_AGENCY, Speciality.URBAN_MANAGEMENT).isActive())
                .isTrue();
    }

    @Test
    void anEntryNamesASpecialityWhereItTakesOne() {
        assertThatThrownBy(() -> entry(UnitKind.DEPARTMENT, null)).hasMessage("catalogue.entry.speciality-missing");
        assertThatThrownBy(() -> entry(UnitKind.STREET_DESK, Speciality.POLICE))
                .hasMessage("catalogue.entry.speciality-needless");
        assertThatThrownBy(() -> new EntryDetails(UnitKind.STREET_DESK, null, List.of("BRANCH_AGENCY"), null, null))
                .hasMessage("catalogue.entry.co-unit-invalid");
    }

    @Test
    void aChangeMakesANewEditionAndEndsTheOld() {
        CatalogueEntry first = entry(UnitKind.BRANCH_AGENCY, Speciality.URBAN_MANAGEMENT);
        Instant later = NOW.plusSeconds(60);

        CatalogueEntry second = first.edit(CatalogueEntryId.next(), group, temporary(TODAY), actor, later)
                .orElseThrow();

        assertThat(second.getEdition()).isEqualTo(2);
        assertThat(second.getLineId()).isEqualTo(first.getLineId());
        assertThat(second.getValidFrom()).isEqualTo(later);
        assertThat(first.getValidTo()).isEqualTo(later);
        assertThat(first.isActive()).isFalse();
        assertThat(first.details().admission()).isEqualTo(Admission.STANDING);
        assertThat(second.edit(CatalogueEntryId.next(), group, temporary(TODAY), actor, later))
                .isEmpty();
        assertThatThrownBy(() -> first.edit(CatalogueEntryId.next(), group, temporary(TODAY), actor, later))
                .hasMessage("catalogue.entry.already-inactive");
    }

    @Test
    void aTemporaryAdmissionNeedsAnEndThatIsNotOver() {
        assertThatThrownBy(() -> temporary(null)).hasMessage("catalogue.entry.admission-end-missing");
        assertThatThrownBy(() -> details(UnitKind.DISTRICT_DESK, MatterList.BASIC, Admission.STANDING, TODAY))
                .hasMessage("catalogue.entry.admission-end-needless");
        assertThatThrownBy(() -> add(temporary(TODAY.minusDays(1)))).hasMessage("catalogue.entry.admission-past");
        assertThat(add(temporary(TODAY)).getAdmittedUntil()).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @EnumSource(names = {"GRID_TEAM", "COMMUNITY_DESK", "STREET_DESK", "STREET_OFFICE"})
    void theStreetNeverLeadsWhatWasWithdrawnOrWhatItOnlyAssists(UnitKind kind) {
        Category plain = Category.add(CategoryId.next(), "Z8", null, details("普通大类", false), actor, NOW);

        assertThatThrownBy(() -> add(plain, details(kind, MatterList.WITHDRAWN, Admission.STANDING, null)))
                .hasMessage("catalogue.entry.withdrawn-upward");
        assertThatThrownBy(() -> add(plain, details(kind, MatterList.ASSISTING, Admission.STANDING, null)))
                .hasMessage("catalogue.entry.assisting-only");
        assertThat(add(plain, details(kind, MatterList.BASIC, Admission.STANDING, null))
                        .isActive())
                .isTrue();
    }

    private static EntryDetails temporary(LocalDate until) {
        return details(UnitKind.DISTRICT_DESK, MatterList.BASIC, Admission.TEMPORARY, until);
    }

    private static EntryDetails details(UnitKind kind, MatterList list, Admission admission, LocalDate until) {
        return new EntryDetails(kind, null, List.of(), null, null, list, null, null, admission, until);
    }

    private CatalogueEntry add(EntryDetails details) {
        return add(group, details);
    }

    private CatalogueEntry add(Category category, EntryDetails details) {
        return CatalogueEntry.add(CatalogueEntryId.next(), category, AreaLevel.STREET, null, details, actor, NOW);
    }

    @Test
    void keepsKeywordsTidy() {
        CategoryDetails details = new CategoryDetails(
                CategoryRoot.EVENT,
                "占道经营",
                " ",
                "GENERAL",
                false,
                false,
                0,
                false,
                "摊贩，占道、摊贩\n ～ ~夜市 甲+乙",
                null,
                "",
                0);

        assertThat(details.keywords()).isEqualTo("摊贩 占道 ~夜市 甲+乙");
        assertThat(details.nameEn()).isNull();
    }

    private CatalogueEntry entry(UnitKind kind, Speciality speciality) {
        return CatalogueEntry.add(
                CatalogueEntryId.next(),
                group,
                AreaLevel.STREET,
                null,
                new EntryDetails(kind, speciality, List.of(), null, null),
                actor,
                NOW);
    }

    private static CategoryDetails details(String name, boolean communityNeverLeads) {
        return new CategoryDetails(
                CategoryRoot.EVENT, name, null, "GENERAL", false, false, 0, communityNeverLeads, null, null, null, 0);
    }

    private static CategoryDetails details(boolean onTheSpot, boolean dispute, int hazard) {
        return new CategoryDetails(
                CategoryRoot.EVENT, "名称", null, "GENERAL", onTheSpot, dispute, hazard, false, null, null, null, 0);
    }
}
