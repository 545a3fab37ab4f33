package org.shaodao.organisation.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaodao.shared.Ids;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

@FlowTests
@Transactional
class DemoPasswordsTests {

    @Autowired
    DemoPasswords demo;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    /** Another test may have loaded the demonstration into the same database. */
    @BeforeEach
    void aloneWithItsAccounts() {
        jdbc.sql("update account set login = login || '-aside' where login in (:logins)")
                .param("logins", DemoDistrict.LOGINS)
                .update();
    }

    @Test
    void whatIsPrintedOpensEveryAccountThatNobodyChanged() {
        String made = passwords.encode("first-start-1A");
        account("worker1", made);
        account("street1", made);
        account("leader1", passwords.encode("my-own-Secret-7"));

        demo.settle("second-start-2B");

        assertThat(passwords.matches("second-start-2B", hash("worker1"))).isTrue();
        assertThat(hash("street1")).isEqualTo(hash("worker1"));
        assertThat(passwords.matches("my-own-Secret-7", hash("leader1"))).isTrue();
        assertThat(demo.ownPasswords()).containsExactly("leader1");
    }

    @Test
    void theSamePasswordAgainChangesNothing() {
        String made = passwords.encode("first-start-1A");
        account("worker1", made);
        account("street1", made);

        demo.settle("first-start-1A");

        assertThat(hash("worker1")).isEqualTo(made);
    }

    private String hash(String login) {
        return jdbc.sql("select password_hash from account where login = ?")
                .param(login)
                .query(String.class)
                .single();
    }

    private void account(String login, String hash) {
        var person = Ids.next();
        jdbc.sql("insert into person (id, name, version) values (?, '示例', 0)")
                .param(person)
                .update();
        jdbc.sql("insert into account (id, person_id, login, password_hash, must_change, password_at, version)"
                        + " values (?, ?, ?, ?, false, timestamptz '2026-01-01 00:00Z', 0)")
                .params(Ids.next(), person, login, hash)
                .update();
    }
}
