package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaodao.organisation.AreaScope.Everything;
import org.shaodao.organisation.AreaScope.FiguresOnly;
import org.shaodao.organisation.AreaScope.InAreas;
import org.shaodao.organisation.AreaScope.Nothing;
import org.shaodao.organisation.AreaScope.OfUnits;
import org.shaodao.organisation.AreaScope.Own;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.organisation.service.DemoDistrict;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTests
class ActorsTests {

    @Autowired
    Actors actors;

    @Autowired
    AreaScopes scopes;

    @Autowired
    DemoDistrict demo;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void load() {
        demo.load("only-for-tests-1");
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                Arguments.of(
                        "worker1",
                        Role.GRID_WORKER,
                        AreaLevel.GRID,
                        UnitKind.GRID_TEAM,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of(
                        "head1",
                        Role.GRID_HEAD,
                        AreaLevel.GRID,
                        UnitKind.GRID_TEAM,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of("building1", Role.BUILDING_HEAD, AreaLevel.GRID, null, List.of(Own.class)),
                Arguments.of("rider1", Role.MOBILE_WORKER, AreaLevel.GRID, null, List.of(Own.class)),
                Arguments.of(
                        "community1",
                        Role.COMMUNITY_DESK,
                        AreaLevel.COMMUNITY,
                        UnitKind.COMMUNITY_DESK,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of(
                        "street1",
                        Role.STREET_DESK,
                        AreaLevel.STREET,
                        UnitKind.STREET_DESK,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of(
                        "leader1",
                        Role.STREET_LEADER,
                        AreaLevel.STREET,
                        UnitKind.STREET_DESK,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of(
                        "urban1",
                        Role.RESPONDER,
                        AreaLevel.STREET,
                        UnitKind.BRANCH_AGENCY,
                        List.of(OfUnits.class, Own.class)),
                Arguments.of(
                        "power1",
                        Role.RESPONDER,
                        AreaLevel.DISTRICT,
                        UnitKind.ENTERPRISE,
                        List.of(OfUnits.class, Own.class)),
                Arguments.of(
                        "district1",
                        Role.DISTRICT_DESK,
                        AreaLevel.DISTRICT,
                        UnitKind.DISTRICT_DESK,
                        List.of(InAreas.class, OfUnits.class, Own.class)),
                Arguments.of(
                        "supervisor1",
                        Role.DISTRICT_SUPERVISOR,
                        AreaLevel.DISTRICT,
                        null,
                        List.of(InAreas.class, Own.class)),
                Arguments.of("reviewer1", Role.DISTRICT_REVIEWER, AreaLevel.DISTRICT, null, List.of(FiguresOnly.class)),
                Arguments.of("city1", Role.CITY_VIEWER, AreaLevel.CITY, null, List.of(FiguresOnly.class)),
                Arguments.of("sysadmin", Role.SYSTEM_ADMINISTRATOR, null, null, List.of(Nothing.class)),
                Arguments.of("secadmin", Role.SECURITY_ADMINISTRATOR, null, null, List.of(Nothing.class)),
                Arguments.of("auditadmin", Role.AUDIT_ADMINISTRATOR, null, null, List.of(Nothing.class)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("accounts")
    void buildsEachDemoAccountFromItsPosts(
            String login, Role role, AreaLevel level, UnitKind unit, List<Class<?>> kinds) {
        Actor actor = actor(login);

        assertThat(actor.posts()).hasSize(1);
        PostGrant post = actor.posts().get(0);
        assertThat(post.role()).isEqualTo(role);
        assertThat(post.level()).isEqualTo(level);
        assertThat(unitKind(post.unitId())).isEqualTo(unit);
        assertThat(scopes.of(actor))
                .extracting(scope -> (Class) scope.getClass())
                .containsExactlyElementsOf(kinds);
    }

    @Test
    void putsTheFirstWorkerIntoTheFirstGridOfTheFirstCommunityOfTheFirstStreet() {
        assertThat(actor("worker1").posts().get(0).areaId()).isEqualTo(grid("620302001001001"));
        assertThat(actor("worker2").posts().get(0).areaId()).isEqualTo(grid("620302001001002"));
        assertThat(actor("community2").posts().get(0).areaId()).isEqualTo(grid("620302001002"));
        assertThat(actor("street2").posts().get(0).areaId()).isEqualTo(grid("620302002000"));
    }

    @Test
    void forgetsPostsThatEndedYesterdayAndDisabledAccounts() {
        AccountId account = account("street2");
        jdbc.sql(
                        "update post_holding set held_to = current_date - 2 where person_id = (select person_id from account where id = ?)")
                .param(account.value())
                .update();
        try {
            Actor actor = actors.actorOf(account).orElseThrow();
            assertThat(actor.posts()).isEmpty();
            assertThat(scopes.of(actor)).containsExactly(new Nothing());
            jdbc.sql("update account set disabled = true where id = ?")
                    .param(account.value())
                    .update();
            assertThat(actors.actorOf(account)).isEmpty();
        } finally {
            jdbc.sql("update account set disabled = false where id = ?")
                    .param(account.value())
                    .update();
            jdbc.sql(
                            "update post_holding set held_to = null where person_id = (select person_id from account where id = ?)")
                    .param(account.value())
                    .update();
        }
        assertThat(actors.actorOf(AccountId.next())).isEmpty();
    }

    @Test
    void unitesPostsBroadestFirstWithoutDoubles() {
        AreaId street = AreaId.next();
        AreaId community = AreaId.next();
        UnitId unit = UnitId.next();
        AccountId account = AccountId.next();
        Actor actor = new Actor(
                account,
                "x",
                List.of(
                        new PostGrant(Role.COMMUNITY_DESK, community, AreaLevel.COMMUNITY, null, "c"),
                        new PostGrant(Role.RESPONDER, street, AreaLevel.STREET, unit, "u"),
                        new PostGrant(Role.STREET_LEADER, street, AreaLevel.STREET, null, "s"),
                        new PostGrant(Role.STREET_DESK, street, AreaLevel.STREET, null, "s")));

        assertThat(scopes.of(actor))
                .containsExactly(
                        new InAreas(AreaLevel.STREET, Set.of(street)),
                        new InAreas(AreaLevel.COMMUNITY, Set.of(community)),
                        new OfUnits(Set.of(unit)),
                        new Own(account));
        assertThat(scopes.of(Actor.system())).containsExactly(new Everything());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void givesEveryRoleAScope(Role role) {
        Actor actor = new Actor(
                AccountId.next(), "x", List.of(new PostGrant(role, AreaId.next(), AreaLevel.GRID, UnitId.next(), "x")));

        assertThat(scopes.of(actor)).isNotEmpty();
    }

    private Actor actor(String login) {
        return actors.actorOf(account(login)).orElseThrow();
    }

    private AccountId account(String login) {
        return jdbc.sql("select id from account where login = ?")
                .param(login)
                .query((row, n) -> AccountId.of(row.getString(1)))
                .single();
    }

    private AreaId grid(String code) {
        return jdbc.sql("select id from area where code = ? and valid_to is null")
                .param(code)
                .query((row, n) -> AreaId.of(row.getString(1)))
                .single();
    }

    private UnitKind unitKind(UnitId unit) {
        return unit == null
                ? null
                : jdbc.sql("select kind from unit where id = ?")
                        .param(unit.value())
                        .query((row, n) -> UnitKind.valueOf(row.getString(1)))
                        .single();
    }
}
