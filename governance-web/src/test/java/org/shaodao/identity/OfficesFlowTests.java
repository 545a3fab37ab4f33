package org.shaodao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.identity.People.Somebody;
import org.shaodao.identity.service.AccountAdministration;
import org.shaodao.identity.service.AdministratorOffices;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.Actors;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.RuleViolation;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The three offices keep apart: who proposes does not approve, nobody grants to himself, nobody holds two. */
@FlowTests
class OfficesFlowTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private AdministratorOffices offices;

    @Autowired
    private AccountAdministration accounts;

    @Autowired
    private Actors actors;

    private People people;
    private Actor system;
    private Actor security;

    @BeforeEach
    void setUp() {
        people = new People(jdbc, passwords);
        system = people.administrator(Role.SYSTEM_ADMINISTRATOR).as(Role.SYSTEM_ADMINISTRATOR);
        security = people.administrator(Role.SECURITY_ADMINISTRATOR).as(Role.SECURITY_ADMINISTRATOR);
    }

    @Test
    void anOfficeTakesOneToProposeAndAnotherToApprove() {
        Somebody one = people.somebody();
        offices.propose(one.account(), Role.AUDIT_ADMINISTRATOR, system);
        assertThat(role(one)).isEmpty();

        offices.decide(proposalFor(one), true, security);

        assertThat(role(one)).containsExactly(Role.AUDIT_ADMINISTRATOR);
        assertThat(jdbc.sql("select action from audit_entry where subject_id = ? order by id")
                        .param(one.account().value())
                        .query(String.class)
                        .list())
                .containsExactly("identity.event.office-proposed", "identity.event.office-granted");
    }

    @Test
    void aRefusedProposalGivesNothing() {
        Somebody one = people.somebody();
        offices.propose(one.account(), Role.AUDIT_ADMINISTRATOR, system);

        offices.decide(proposalFor(one), false, security);

        assertThat(role(one)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM_ADMINISTRATOR", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyTheSystemAdministratorKeepsAccounts(Role other) {
        Actor by = people.somebody().as(other);
        Somebody one = people.somebody();

        assertThatThrownBy(() -> accounts.disable(one.account(), by)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> accounts.resetPassword(one.account(), by)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> accounts.openForNewPerson("x", new Login("abc"), by))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> accounts.openMany(List.of(one.person()), by)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> offices.propose(one.account(), Role.AUDIT_ADMINISTRATOR, by))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SECURITY_ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void onlyTheSecurityAdministratorDecides(Role other) {
        Somebody one = people.somebody();
        offices.propose(one.account(), Role.AUDIT_ADMINISTRATOR, system);
        UUID proposal = proposalFor(one);
        Actor by = people.somebody().as(other);

        assertThatThrownBy(() -> offices.decide(proposal, true, by)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> offices.dismiss(security.account(), by)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> offices.waiting(by)).isInstanceOf(Forbidden.class);
    }

    @Test
    void nobodyActsOnHimself() {
        assertThatThrownBy(() -> offices.propose(system.account(), Role.SECURITY_ADMINISTRATOR, system))
                .hasMessage("identity.self-grant");
        assertThatThrownBy(() -> offices.dismiss(security.account(), security)).hasMessage("identity.self-dismissal");
        assertThatThrownBy(() -> accounts.disable(system.account(), system)).hasMessage("identity.own-account");
        assertThatThrownBy(() -> accounts.resetPassword(system.account(), system))
                .hasMessage("identity.own-account");
    }

    @Test
    void nobodyHoldsTwoOfficesNotEvenInTheDatabase() {
        assertThatThrownBy(() -> offices.propose(security.account(), Role.SYSTEM_ADMINISTRATOR, system))
                .hasMessage("identity.holds-office");
        assertThatThrownBy(
                        () -> jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, ?, now())")
                                .params(security.account().value(), "AUDIT_ADMINISTRATOR")
                                .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void oneWhoHoldsAPostHoldsNoOfficeAndAnOfficeOutweighsAPostGivenLater() {
        Somebody one = people.somebody();
        post(one);
        assertThatThrownBy(() -> offices.propose(one.account(), Role.AUDIT_ADMINISTRATOR, system))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("identity.holds-post");

        Somebody auditor = people.administrator(Role.AUDIT_ADMINISTRATOR);
        post(auditor);
        assertThat(role(auditor)).containsExactly(Role.AUDIT_ADMINISTRATOR);
    }

    @Test
    void anAccountOpenedTwiceOrUnderATakenLoginIsRefused() {
        Somebody one = people.somebody();

        assertThatThrownBy(() -> accounts.open(one.person(), new Login("another-1"), system))
                .hasMessage("identity.has-account");
        assertThatThrownBy(() -> accounts.openForNewPerson("x", new Login(one.login()), system))
                .hasMessage("identity.login-taken");
    }

    @Test
    void manyAccountsGetLoginsAndPasswordsOfTheirOwn() {
        List<UUID> persons = List.of(person(), person(), person());

        var made = accounts.openMany(persons, system);

        assertThat(made).hasSize(3);
        assertThat(made.stream().map(AccountAdministration.Handover::login).distinct())
                .hasSize(3)
                .allMatch(login -> login.matches("u[0-9]{6}"));
        assertThat(made.stream().map(AccountAdministration.Handover::password).distinct())
                .hasSize(3);
        assertThat(jdbc.sql("select count(*) from account where person_id in (:ids) and must_change")
                        .param("ids", persons)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private UUID person() {
        UUID id = org.shaodao.shared.Ids.next();
        jdbc.sql("insert into person (id, name, version) values (?, 'x', 0)")
                .param(id)
                .update();
        return id;
    }

    private void post(Somebody one) {
        UUID area = org.shaodao.shared.Ids.next();
        UUID post = org.shaodao.shared.Ids.next();
        jdbc.sql("""
                insert into area (id, level, code, name, valid_from, version)
                values (?, 'GRID', ?, 'x', date '2020-01-01', 0)
                """).params(area, area.toString()).update();
        jdbc.sql("insert into post (id, type, area_id, version) values (?, 'WORKER', ?, 0)")
                .params(post, area)
                .update();
        jdbc.sql(
                        "insert into post_holding (id, post_id, person_id, held_from, version) values (?, ?, ?, date '2020-01-01', 0)")
                .params(org.shaodao.shared.Ids.next(), post, one.person())
                .update();
    }

    private UUID proposalFor(Somebody one) {
        return offices.waiting(security).stream()
                .filter(proposal -> proposal.account().equals(one.account()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<Role> role(Somebody one) {
        return actors.actorOf(one.account()).orElseThrow().posts().stream()
                .map(post -> post.role())
                .toList();
    }
}
