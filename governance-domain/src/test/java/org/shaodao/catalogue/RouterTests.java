package org.shaodao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;

class RouterTests {

    private static final Circumstances AROUND =
            Circumstances.of(Instant.parse("2026-03-02T02:00:00Z"), "PATROL", "示例", false);

    private final AreaId district = AreaId.next();
    private final AreaId street = AreaId.next();
    private final AreaId community = AreaId.next();
    private final AreaId grid = AreaId.next();
    private final AreaId elsewhere = AreaId.next();

    private final CategoryId group = CategoryId.next();
    private final CategoryId leaf = CategoryId.next();

    private final List<RoutingLine> rules = new ArrayList<>();
    private final List<UnitCandidate> units = new ArrayList<>();

    @ParameterizedTest(name = "{0} at {1} -> {2}")
    @CsvSource({
        "GRID_TEAM, , GRID",
        "COMMUNITY_DESK, , COMMUNITY",
        "STREET_DESK, , STREET",
        "DISTRICT_DESK, , DISTRICT",
        "BRANCH_AGENCY, POLICE, STREET",
        "STREET_OFFICE, OFFICE, STREET",
        "DEPARTMENT, HOUSING, DISTRICT",
        "ENTERPRISE, POWER, DISTRICT",
        "PROPERTY_COMPANY, PROPERTY, COMMUNITY",
    })
    void findsTheUnitOfTheEntryWhereItServes(UnitKind kind, @Nullable String speciality, AreaLevel served) {
        rule(leaf, AreaLevel.STREET, kind, speciality);
        UnitId wanted = unit(kind, speciality, area(served));
        unit(kind, speciality, elsewhere);
        unit(kind, "OTHER", kind.isOnePerArea() ? elsewhere : area(served));

        assertThat(decide(category(false), AreaLevel.STREET))
                .isInstanceOfSatisfying(RoutingDecision.ToUnit.class, decision -> {
                    assertThat(decision.lead()).isEqualTo(wanted);
                    assertThat(decision.limitClass()).isEqualTo("GENERAL");
                    assertThat(decision.rule()).isEqualTo(rules.get(0).id() + "@3");
                    assertThat(decision.facts()).contains("category=0101", "entry=own", "served-area=" + served);
                });
    }

    @Test
    void prefersTheNearestUnit() {
        rule(leaf, AreaLevel.STREET, UnitKind.PROPERTY_COMPANY, "PROPERTY");
        unit(UnitKind.PROPERTY_COMPANY, "PROPERTY", district);
        UnitId near = unit(UnitKind.PROPERTY_COMPANY, "PROPERTY", grid);

        assertThat(lead(decide(category(false), AreaLevel.STREET))).isEqualTo(near);
    }

    @Test
    void aDepartmentInTheStreetGoesBeforeTheDistrictsOne() {
        rule(leaf, AreaLevel.DISTRICT, UnitKind.DEPARTMENT, "HOUSING");
        unit(UnitKind.DEPARTMENT, "HOUSING", district);
        UnitId near = unit(UnitKind.DEPARTMENT, "HOUSING", street);

        assertThat(lead(decide(category(false), AreaLevel.DISTRICT))).isEqualTo(near);
    }

    @Test
    void takesTheEntryOfTheCasesLevel() {
        rule(leaf, AreaLevel.GRID, UnitKind.GRID_TEAM, null);
        rule(leaf, AreaLevel.DISTRICT, UnitKind.DISTRICT_DESK, null);
        UnitId team = unit(UnitKind.GRID_TEAM, null, grid);
        UnitId desk = unit(UnitKind.DISTRICT_DESK, null, district);

        assertThat(lead(decide(category(false), AreaLevel.GRID))).isEqualTo(team);
        assertThat(lead(decide(category(false), AreaLevel.DISTRICT))).isEqualTo(desk);
        assertThat(reason(decide(category(false), AreaLevel.STREET))).isEqualTo("no-entry");
    }

    @Test
    void fallsBackToTheEntryOfTheParentCategory() {
        rule(group, AreaLevel.STREET, UnitKind.STREET_DESK, null);
        rule(group, AreaLevel.GRID, UnitKind.GRID_TEAM, null);
        rule(leaf, AreaLevel.GRID, UnitKind.STREET_DESK, null);
        UnitId desk = unit(UnitKind.STREET_DESK, null, street);
        unit(UnitKind.GRID_TEAM, null, grid);

        assertThat(lead(decide(category(false), AreaLevel.STREET))).isEqualTo(desk);
        assertThat(lead(decide(category(false), AreaLevel.GRID))).isEqualTo(desk);
        assertThat(decide(category(false), AreaLevel.STREET).facts()).contains("entry=parent");
    }

    @ParameterizedTest
    @EnumSource(names = {"GRID_TEAM", "COMMUNITY_DESK"})
    void aCommunityNeverLeadsMattersOfEnforcement(UnitKind kind) {
        rule(group, AreaLevel.STREET, kind, null);
        unit(UnitKind.GRID_TEAM, null, grid);
        unit(UnitKind.COMMUNITY_DESK, null, community);

        assertThat(reason(decide(category(true), AreaLevel.STREET))).isEqualTo("community-never-leads");
        assertThat(decide(category(false), AreaLevel.STREET)).isInstanceOf(RoutingDecision.ToUnit.class);
    }

    @Test
    void aCommunityMayAssistInMattersOfEnforcement() {
        rules.add(new RoutingLine(
                CatalogueEntryId.next(),
                1,
                leaf,
                AreaLevel.STREET,
                null,
                UnitKind.BRANCH_AGENCY,
                "URBAN_MANAGEMENT",
                List.of("COMMUNITY_DESK", "POLICE", "HOUSING"),
                "COMPLEX",
                MatterList.BASIC,
                Admission.STANDING,
                null));
        unit(UnitKind.BRANCH_AGENCY, "URBAN_MANAGEMENT", street);
        UnitId desk = unit(UnitKind.COMMUNITY_DESK, null, community);
        UnitId police = unit(UnitKind.BRANCH_AGENCY, "POLICE", street);
        unit(UnitKind.DEPARTMENT, "POLICE", district);

        assertThat(decide(category(true), AreaLevel.STREET))
                .isInstanceOfSatisfying(RoutingDecision.ToUnit.class, decision -> {
                    assertThat(decision.coUnits()).containsExactlyInAnyOrder(desk, police);
                    assertThat(decision.limitClass()).isEqualTo("COMPLEX");
                    assertThat(decision.facts()).contains("co-missing=HOUSING");
                });
    }

    @Test
    void asksAHumanWhereNothingOrNobodyFits() {
        assertThat(reason(decide(null, AreaLevel.STREET))).isEqualTo("no-category");
        assertThat(reason(decide(inactive(), AreaLevel.STREET))).isEqualTo("category-inactive");

        rule(leaf, AreaLevel.STREET, UnitKind.BRANCH_AGENCY, "POLICE");
        assertThat(reason(decide(category(false), AreaLevel.STREET))).isEqualTo("no-unit");

        units.add(new UnitCandidate(UnitId.next(), UnitKind.BRANCH_AGENCY, "POLICE", street, false));
        assertThat(reason(decide(category(false), AreaLevel.STREET))).isEqualTo("unit-ended");

        UnitId live = unit(UnitKind.BRANCH_AGENCY, "POLICE", street);
        assertThat(lead(decide(category(false), AreaLevel.STREET))).isEqualTo(live);

        unit(UnitKind.BRANCH_AGENCY, "POLICE", street);
        assertThat(reason(decide(category(false), AreaLevel.STREET))).isEqualTo("several-units");
    }

    @Test
    void asksAHumanWhereThePlaceIsNotKnownDeepEnough() {
        rule(leaf, AreaLevel.DISTRICT, UnitKind.GRID_TEAM, null);
        unit(UnitKind.GRID_TEAM, null, grid);

        RoutingDecision decision = Router.decide(
                category(false),
                rules,
                List.of(),
                units,
                new RoutingFacts(leaf, AreaLevel.DISTRICT, district, street, null, null, AROUND));

        assertThat(reason(decision)).isEqualTo("place-unknown");
    }

    private RoutingDecision decide(@Nullable CategoryRef category, AreaLevel level) {
        return Router.decide(
                category,
                rules,
                List.of(),
                units,
                new RoutingFacts(leaf, level, district, street, community, grid, AROUND));
    }

    private void rule(CategoryId category, AreaLevel level, UnitKind kind, @Nullable String speciality) {
        rules.add(new RoutingLine(
                CatalogueEntryId.next(),
                3,
                category,
                level,
                null,
                kind,
                speciality,
                List.of(),
                null,
                MatterList.BASIC,
                Admission.STANDING,
                null));
    }

    private UnitId unit(UnitKind kind, @Nullable String speciality, AreaId area) {
        UnitId id = UnitId.next();
        units.add(new UnitCandidate(id, kind, speciality, area, true));
        return id;
    }

    private AreaId area(AreaLevel level) {
        return switch (level) {
            case GRID -> grid;
            case COMMUNITY -> community;
            case STREET -> street;
            default -> district;
        };
    }

    private CategoryRef category(boolean communityNeverLeads) {
        return new CategoryRef(
                leaf, "0101", "占道经营", null, group, "市容环境", "GENERAL", false, false, 0, communityNeverLeads, true);
    }

    private CategoryRef inactive() {
        return new CategoryRef(leaf, "0101", "占道经营", null, group, "市容环境", "GENERAL", false, false, 0, false, false);
    }

    private static UnitId lead(RoutingDecision decision) {
        assertThat(decision).isInstanceOf(RoutingDecision.ToUnit.class);
        return ((RoutingDecision.ToUnit) decision).lead();
    }

    private static String reason(RoutingDecision decision) {
        assertThat(decision).isInstanceOf(RoutingDecision.AskHuman.class);
        return ((RoutingDecision.AskHuman) decision).reasonKey().replaceFirst("catalogue\\.(routing|refusal)\\.", "");
    }
}
