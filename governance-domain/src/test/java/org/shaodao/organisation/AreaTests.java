package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaodao.organisation.OrganisationFixtures.TODAY;
import static org.shaodao.organisation.OrganisationFixtures.change;
import static org.shaodao.organisation.OrganisationFixtures.community;
import static org.shaodao.organisation.OrganisationFixtures.district;
import static org.shaodao.organisation.OrganisationFixtures.grid;
import static org.shaodao.organisation.OrganisationFixtures.on;
import static org.shaodao.organisation.OrganisationFixtures.street;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.RuleViolation;

class AreaTests {

    @Test
    void carriesItsAncestorsAndItself() {
        Area street = street();
        Area community = Area.create(street, AreaLevel.COMMUNITY, "990102001001", "示例社区", AreaKind.URBAN, change());

        assertThat(street.getStreetId()).isEqualTo(street.getId());
        assertThat(community.getStreetId()).isEqualTo(street.getId());
        assertThat(community.getDistrictId()).isEqualTo(street.getDistrictId());
        assertThat(community.ancestor(AreaLevel.COMMUNITY)).isEqualTo(community.getId());
        assertThat(community.ancestor(AreaLevel.GRID)).isNull();
    }

    @Test
    void hangsOnlyUnderTheLevelAbove() {
        refuses(
                "organisation.area-wrong-parent",
                () -> Area.create(district(), AreaLevel.COMMUNITY, "990102001001", "示例社区", null, change()));
        refuses(
                "organisation.area-needs-parent",
                () -> Area.create(null, AreaLevel.STREET, "990102001000", "示例街道", null, change()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99010200100", "9901020010010", "99010200100a", "９９０１０２００１００１"})
    void refusesACodeThatIsNotTwelveDigits(String code) {
        refuses(
                "organisation.code-invalid",
                () -> Area.create(street(), AreaLevel.COMMUNITY, code, "示例社区", null, change()));
    }

    @Test
    void keepsTheGridCodeBelowItsCommunity() {
        refuses(
                "organisation.code-not-below-parent",
                () -> Area.create(community(), AreaLevel.GRID, "990102001002001", "示例网格", null, change()));
        assertThat(grid().getKind()).isEqualTo(AreaKind.BASIC);
    }

    @Test
    void refusesAKindOfAnotherLevel() {
        refuses(
                "organisation.kind-of-other-level",
                () -> Area.create(street(), AreaLevel.COMMUNITY, "990102001001", "示例社区", AreaKind.TOWN, change()));
    }

    @Test
    void tellsARenameWithDayAndDocument() {
        Area grid = grid();

        OrganisationChange line = grid.rename("示例新名网格", on(TODAY, "示例办〔2026〕1号"));

        assertThat(line.change()).isEqualTo(ChangeKind.RENAMED);
        assertThat(line.oldName()).isEqualTo("示例001网格");
        assertThat(line.newName()).isEqualTo("示例新名网格");
        assertThat(line.documentNo()).isEqualTo("示例办〔2026〕1号");
        assertThat(line.effective()).isEqualTo(TODAY);
    }

    @Test
    void movesToAnotherCommunityAndTakesItsAncestors() {
        Area grid = grid();
        Area other = community();

        OrganisationChange line = grid.move(other, change());

        assertThat(grid.getParentId()).isEqualTo(other.getId());
        assertThat(grid.getStreetId()).isEqualTo(other.getStreetId());
        assertThat(line.newParent()).isEqualTo(other.getId().value());
        refuses("organisation.parent-unchanged", () -> grid.move(other, change()));
        refuses("organisation.area-wrong-parent", () -> grid.move(street(), change()));
    }

    @Test
    void endsOnlyWhenNothingLivesBelow() {
        Area community = community();

        refuses("organisation.area-has-children", () -> community.abolish(true, change()));

        community.abolish(false, change());
        assertThat(community.isLive()).isFalse();
        refuses("organisation.already-abolished", () -> community.rename("又一名", change()));
        refuses(
                "organisation.already-abolished",
                () -> Area.create(community, AreaLevel.GRID, "990102001001009", "示例网格", null, change()));
    }

    @Test
    void refusesADayInTheFutureAndOneBeforeTheBeginning() {
        refuses("organisation.effective-in-future", () -> on(TODAY.plusDays(1), null));
        Area grid = grid();
        refuses("organisation.ends-before-it-began", () -> grid.abolish(false, on(TODAY.minusDays(1), null)));
    }

    @Test
    void refusesFiguresThatCannotBe() {
        Area grid = grid();
        refuses(
                "organisation.figure-out-of-range",
                () -> grid.describe(AreaKind.BASIC, GridUnitType.COMPOUND, -1, 0, 0, null, change()));
        grid.describe(AreaKind.DEDICATED, GridUnitType.MARKET, 0, 900, 3, "东至示例路", change());
        assertThat(grid.getUnitType()).isEqualTo(GridUnitType.MARKET);
    }

    static void refuses(String key, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.key()).isEqualTo(key));
    }
}
