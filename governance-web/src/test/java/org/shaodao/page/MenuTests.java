package org.shaodao.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;

class MenuTests {

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "SYSTEM")
    void everybodyStartsOnAPageOfTheOwnMenu(Role role) {
        Actor actor = actor(role);

        assertThat(Menu.of(actor, "/").stream().map(MenuItem::href)).contains(Menu.homeOf(actor));
    }

    @ParameterizedTest
    @CsvSource({
        "GRID_WORKER, /phone",
        "BUILDING_HEAD, /phone",
        "COMMUNITY_DESK, /cases",
        "RESPONDER, /cases",
        "DISTRICT_REVIEWER, /overview",
        "SYSTEM_ADMINISTRATOR, /accounts",
        "AUDIT_ADMINISTRATOR, /audit"
    })
    void workBeginsWhereTheRoleNeedsIt(Role role, String home) {
        assertThat(Menu.homeOf(actor(role))).isEqualTo(home);
    }

    @Test
    void aDeskThatAlsoWorksInAGridStartsAtTheDesk() {
        assertThat(Menu.homeOf(actor(Role.GRID_WORKER, Role.COMMUNITY_DESK))).isEqualTo("/cases");
    }

    @ParameterizedTest
    @CsvSource({
        "/cases, nav.cases",
        "/cases/1, nav.cases",
        "/cases/new, nav.case-new",
        "/casesx, ''",
        "/posts/7, nav.areas",
        "/catalogue/entries, nav.catalogue",
        "/help, ''"
    })
    void onePlaceAtMostIsTheCurrentOne(String path, String key) {
        List<String> current = Menu.of(actor(Role.STREET_DESK), path).stream()
                .filter(MenuItem::current)
                .map(MenuItem::key)
                .toList();

        assertThat(current).isEqualTo(key.isEmpty() ? List.of() : List.of(key));
    }

    @Test
    void aLongMenuKeepsWhatIsSeldomNeededBehindOneWord() {
        List<MenuItem> supervisor = Menu.of(actor(Role.DISTRICT_SUPERVISOR), "/calendar");

        assertThat(supervisor.stream().filter(item -> !item.folded())).hasSizeLessThanOrEqualTo(12);
        assertThat(supervisor.stream().filter(MenuItem::folded).map(MenuItem::href))
                .contains("/calendar", "/policies")
                .doesNotContain("/cases", "/admissions");
        assertThat(supervisor.stream().filter(MenuItem::counted)).noneMatch(MenuItem::folded);
        assertThat(Menu.of(actor(Role.CITY_VIEWER), "/")).noneMatch(MenuItem::folded);
    }

    @Test
    void somebodyWithoutAPostHasNoMenuAndStartsAtTheHelp() {
        assertThat(Menu.of(actor(), "/")).isEmpty();
        assertThat(Menu.homeOf(actor())).isEqualTo("/help");
    }

    private static Actor actor(Role... roles) {
        return new Actor(
                AccountId.next(),
                "somebody",
                Arrays.stream(roles)
                        .map(role -> new PostGrant(role, null, null, null, role.name()))
                        .toList());
    }
}
