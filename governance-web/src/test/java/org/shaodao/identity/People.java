package org.shaodao.identity;

import java.util.UUID;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Accounts for tests, each with a login of its own. */
final class People {

    static final String PASSWORD = "Teapot-71-lantern";

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;

    People(JdbcClient jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    record Somebody(UUID person, AccountId account, String login) {

        Actor as(Role role) {
            return new Actor(account, login, java.util.List.of(new PostGrant(role, null, null, null, login)));
        }
    }

    Somebody somebody() {
        UUID person = Ids.next();
        UUID account = Ids.next();
        String login = "t" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into person (id, name, version) values (?, ?, 0)")
                .params(person, login)
                .update();
        jdbc.sql("""
                insert into account (id, person_id, login, password_hash, must_change, password_at, version)
                values (?, ?, ?, ?, false, now(), 0)
                """).params(account, person, login, passwords.encode(PASSWORD)).update();
        return new Somebody(person, new AccountId(account), login);
    }

    Somebody administrator(Role role) {
        Somebody one = somebody();
        jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, ?, now())")
                .params(one.account().value(), role.name())
                .update();
        return one;
    }
}
