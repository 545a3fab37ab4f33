package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.organisation.AreaTests.refuses;
import static org.shaodao.organisation.OrganisationFixtures.change;
import static org.shaodao.organisation.OrganisationFixtures.community;
import static org.shaodao.organisation.OrganisationFixtures.grid;
import static org.shaodao.organisation.OrganisationFixtures.street;
import static org.shaodao.organisation.PartyOrganisationLevel.BUILDING_GROUP;
import static org.shaodao.organisation.PartyOrganisationLevel.COMMUNITY_COMMITTEE;
import static org.shaodao.organisation.PartyOrganisationLevel.GRID_BRANCH;
import static org.shaodao.organisation.PartyOrganisationLevel.MEMBER_HOUSEHOLD;
import static org.shaodao.organisation.PartyOrganisationLevel.STREET_WORKING_COMMITTEE;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartyOrganisationTests {

    /** The whole table of which level may hang under which; everything else is refused. */
    private static final Set<String> ALLOWED = Set.of(
            "STREET_WORKING_COMMITTEE<-none",
            "COMMUNITY_COMMITTEE<-none",
            "COMMUNITY_COMMITTEE<-STREET_WORKING_COMMITTEE",
            "GRID_BRANCH<-COMMUNITY_COMMITTEE",
            "BUILDING_GROUP<-GRID_BRANCH",
            "MEMBER_HOUSEHOLD<-BUILDING_GROUP",
            "MEMBER_HOUSEHOLD<-GRID_BRANCH");

    static Stream<Arguments> everyPair() {
        return Stream.of(PartyOrganisationLevel.values())
                .flatMap(level -> Stream.concat(
                                Stream.of((PartyOrganisationLevel) null), Stream.of(PartyOrganisationLevel.values()))
                        .map(parent -> Arguments.of(level, parent)));
    }

    @ParameterizedTest(name = "{0} under {1}")
    @MethodSource("everyPair")
    void keepsTheParentRules(PartyOrganisationLevel level, @Nullable PartyOrganisationLevel parent) {
        String pair = level + "<-" + (parent == null ? "none" : parent);
        PartyOrganisation above = parent == null ? null : any(parent);

        if (ALLOWED.contains(pair)) {
            assertThat(under(above, level).getLevel()).isEqualTo(level);
        } else {
            refuses(
                    parent == null ? "organisation.party-needs-parent" : "organisation.party-wrong-parent",
                    () -> under(above, level));
        }
    }

    @Test
    void letsAChainOfThreeLevelsBeginAtTheCommunity() {
        PartyOrganisation generalBranch = PartyOrganisation.create(
                null, COMMUNITY_COMMITTEE, PartyForm.GENERAL_BRANCH, "示例社区党总支", community(), null, change());
        PartyOrganisation branch = PartyOrganisation.create(
                generalBranch, GRID_BRANCH, PartyForm.BRANCH, "示例小区居民区党支部", grid(), null, change());
        PartyOrganisation group =
                PartyOrganisation.create(branch, BUILDING_GROUP, PartyForm.GROUP, "示例院落党小组", grid(), null, change());

        assertThat(group.getParentId()).isEqualTo(branch.getId());
        assertThat(branch.getName()).doesNotContain("网格");
    }

    @Test
    void refusesAFormTheLevelDoesNotHave() {
        refuses(
                "organisation.party-wrong-form",
                () -> PartyOrganisation.create(
                        null, STREET_WORKING_COMMITTEE, PartyForm.GROUP, "示例", street(), null, change()));
    }

    @Test
    void bindsEachLevelToItsAreaLevel() {
        refuses(
                "organisation.party-wrong-area",
                () -> PartyOrganisation.create(
                        any(COMMUNITY_COMMITTEE), GRID_BRANCH, PartyForm.BRANCH, "示例党支部", community(), null, change()));
    }

    @Test
    void servesSeveralGridsAsAJointBranch() {
        PartyOrganisation branch = any(GRID_BRANCH);
        Area second = grid("002");

        branch.serve(Set.of(branch.getAreaId(), second.getId()), change());

        assertThat(branch.getGrids()).hasSize(2);
        refuses("organisation.branch-needs-grid", () -> branch.serve(Set.of(), change()));
        refuses(
                "organisation.only-branches-serve-grids",
                () -> any(BUILDING_GROUP).serve(Set.of(second.getId()), change()));
    }

    @Test
    void countsHouseholdsOnlyOnMemberHouseholds() {
        PartyOrganisation household = any(MEMBER_HOUSEHOLD);
        PartyOrganisation group = any(BUILDING_GROUP);

        household.cover(45, change());
        group.cover(45, change());

        assertThat(household.getHouseholdsCovered()).isEqualTo(45);
        assertThat(group.getHouseholdsCovered()).isNull();
        refuses("organisation.figure-out-of-range", () -> household.cover(-1, change()));
    }

    @Test
    void endsFromTheBottomUp() {
        PartyOrganisation branch = any(GRID_BRANCH);

        refuses("organisation.party-has-children", () -> branch.abolish(true, change()));

        branch.abolish(false, change());
        assertThat(branch.getGrids()).isEmpty();
        refuses("organisation.already-abolished", () -> under(branch, BUILDING_GROUP));
    }

    private static PartyOrganisation under(@Nullable PartyOrganisation parent, PartyOrganisationLevel level) {
        Area area = switch (level.areaLevel()) {
            case STREET -> street();
            case COMMUNITY -> community();
            default -> grid();
        };
        return PartyOrganisation.create(parent, level, level.usualForm(), "示例组织", area, null, change());
    }

    private static PartyOrganisation any(PartyOrganisationLevel level) {
        return under(
                switch (level) {
                    case STREET_WORKING_COMMITTEE, COMMUNITY_COMMITTEE -> null;
                    case GRID_BRANCH -> any(COMMUNITY_COMMITTEE);
                    case BUILDING_GROUP -> any(GRID_BRANCH);
                    case MEMBER_HOUSEHOLD -> any(BUILDING_GROUP);
                },
                level);
    }
}
