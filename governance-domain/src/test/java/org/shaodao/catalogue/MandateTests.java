package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaKind;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitKind;

/** What may not be accepted or led, by whoever it is proposed (features A8.1, A8.3, A8.9, A8.10). */
class MandateTests {

    private static final CategoryId GROUP = CategoryId.next();
    private static final CategoryId LEAF = CategoryId.next();

    private final List<RoutingLine> lines = new ArrayList<>();

    @ParameterizedTest(name = "never-leads={0} {1} -> {2}")
    @CsvSource({
        "true,  GRID_TEAM,      community-never-leads",
        "true,  COMMUNITY_DESK, community-never-leads",
        "true,  STREET_DESK,    -",
        "true,  BRANCH_AGENCY,  -",
        "true,  DEPARTMENT,     -",
        "false, GRID_TEAM,      -",
        "false, COMMUNITY_DESK, -",
    })
    void aCommunityNeverLeadsTheFiveClasses(boolean never, UnitKind lead, String refusal) {
        assertThat(leading(lead, category(never, true), AreaLevel.STREET)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @EnumSource(UnitKind.class)
    void whatWasWithdrawnUpwardNeverGoesToTheStreetOrBelow(UnitKind lead) {
        line(GROUP, AreaLevel.STREET, null, MatterList.WITHDRAWN, Admission.STANDING, null);

        boolean street = Set.of(
                        UnitKind.GRID_TEAM, UnitKind.COMMUNITY_DESK, UnitKind.STREET_DESK, UnitKind.STREET_OFFICE)
                .contains(lead);
        assertThat(leading(lead, category(false, true), AreaLevel.DISTRICT))
                .isEqualTo(street ? "withdrawn-upward" : "-");
    }

    @ParameterizedTest(name = "{0} at {1}, lead {2} -> {3}")
    @CsvSource({
        "ASSISTING, STREET,    GRID_TEAM,      assisting-only",
        "ASSISTING, STREET,    COMMUNITY_DESK, assisting-only",
        "ASSISTING, STREET,    STREET_DESK,    -",
        "ASSISTING, STREET,    BRANCH_AGENCY,  -",
        "ASSISTING, DISTRICT,  COMMUNITY_DESK, assisting-only",
        "ASSISTING, DISTRICT,  DEPARTMENT,     -",
        "ASSISTING, COMMUNITY, COMMUNITY_DESK, assisting-only",
        "ASSISTING, COMMUNITY, GRID_TEAM,      -",
        "ASSISTING, GRID,      GRID_TEAM,      assisting-only",
        "WITHDRAWN, COMMUNITY, COMMUNITY_DESK, withdrawn-upward",
        "WITHDRAWN, COMMUNITY, STREET_DESK,    -",
        "WITHDRAWN, GRID,      GRID_TEAM,      withdrawn-upward",
        "BASIC,     STREET,    GRID_TEAM,      -",
    })
    void theListOfTheStreetOfTheDispatchingLevelAndOfTheUnitsOwnLevelCounts(
            MatterList list, AreaLevel at, UnitKind lead, String refusal) {
        line(LEAF, at, null, list, Admission.STANDING, null);

        assertThat(leading(lead, category(false, true), AreaLevel.DISTRICT)).isEqualTo(refusal);
    }

    @ParameterizedTest(name = "{0} until {1} -> {2}")
    @CsvSource({
        "STANDING,     ,           -",
        "TEMPORARY,    2026-03-02, -",
        "TEMPORARY,    2026-03-03, -",
        "TEMPORARY,    2026-03-01, admission-expired",
        "NOT_ADMITTED, ,           not-admitted",
    })
    void anAdmissionRunsOutByItselfAfterItsLastDay(Admission admission, @Nullable LocalDate until, String refusal) {
        line(LEAF, AreaLevel.STREET, null, MatterList.BASIC, admission, until);

        assertThat(accepting(category(false, true), AreaLevel.STREET)).isEqualTo(refusal);
        assertThat(leading(UnitKind.STREET_DESK, category(false, true), AreaLevel.STREET))
                .isEqualTo(refusal);
        assertThat(accepting(category(false, true), AreaLevel.DISTRICT)).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GRID,      GRID_TEAM,      not-admitted",
        "GRID,      COMMUNITY_DESK, -",
        "COMMUNITY, COMMUNITY_DESK, not-admitted",
        "COMMUNITY, GRID_TEAM,      -",
        "COMMUNITY, BRANCH_AGENCY,  -",
    })
    void theStreetCannotPushDownWhatIsNotAdmittedThere(AreaLevel level, UnitKind lead, String refusal) {
        line(LEAF, level, null, MatterList.BASIC, Admission.NOT_ADMITTED, null);

        assertThat(leading(lead, category(false, true), AreaLevel.STREET)).isEqualTo(refusal);
    }

    @Test
    void aCategoryOutOfUseIsNotAdmitted() {
        assertThat(accepting(category(false, false), AreaLevel.STREET)).isEqualTo("category-ended");
    }

    @Test
    void theLineForTheKindOfAreaGoesFirstAndTheCategorysOwnBeforeItsGroups() {
        line(GROUP, AreaLevel.STREET, AreaKind.CONVERTED, MatterList.BASIC, Admission.NOT_ADMITTED, null);
        assertThat(accepting(category(false, true), AreaLevel.STREET)).isEqualTo("not-admitted");

        line(LEAF, AreaLevel.STREET, null, MatterList.BASIC, Admission.STANDING, null);
        assertThat(accepting(category(false, true), AreaLevel.STREET)).isEqualTo("-");

        line(LEAF, AreaLevel.STREET, AreaKind.VILLAGE, MatterList.BASIC, Admission.NOT_ADMITTED, null);
        assertThat(accepting(category(false, true), AreaLevel.STREET)).isEqualTo("-");

        line(LEAF, AreaLevel.STREET, AreaKind.CONVERTED, MatterList.BASIC, Admission.NOT_ADMITTED, null);
        assertThat(accepting(category(false, true), AreaLevel.STREET)).isEqualTo("not-admitted");
    }

    private String leading(UnitKind lead, CategoryRef category, AreaLevel level) {
        return word(Mandate.againstLeading(lead, category, lines, facts(level)));
    }

    private String accepting(CategoryRef category, AreaLevel level) {
        return word(Mandate.againstAccepting(category, lines, facts(level)));
    }

    private static String word(java.util.Optional<Mandate.Refusal> refusal) {
        return refusal.map(why -> why.key().replace("catalogue.refusal.", "")).orElse("-");
    }

    private void line(
            CategoryId category,
            AreaLevel level,
            @Nullable AreaKind kind,
            MatterList list,
            Admission admission,
            @Nullable LocalDate until) {
        lines.add(new RoutingLine(
                CatalogueEntryId.next(),
                1,
                category,
                level,
                kind,
                UnitKind.DISTRICT_DESK,
                null,
                List.of(),
                null,
                list,
                admission,
                until));
    }

    private static RoutingFacts facts(AreaLevel level) {
        Circumstances around = Circumstances.of(Instant.parse("2026-03-02T02:00:00Z"), null, "", false)
                .in(true, Set.of(AreaKind.CONVERTED, AreaKind.TOWN));
        return new RoutingFacts(LEAF, level, AreaId.next(), AreaId.next(), AreaId.next(), AreaId.next(), around);
    }

    private static CategoryRef category(boolean never, boolean active) {
        return new CategoryRef(LEAF, "0101", "占道经营", null, GROUP, "市容环境", "GENERAL", false, false, 0, never, active);
    }
}
