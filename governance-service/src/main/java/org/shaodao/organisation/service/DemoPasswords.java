package org.shaodao.organisation.service;

import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the password that is printed at the start and the one that opens the demonstration accounts the same, also
 * after another one was chosen or a backup was restored. Whoever chose an own password keeps it.
 */
@Component
@RequiredArgsConstructor
class DemoPasswords {

    /** Accounts that nobody changed still share the hash they were made with; the salt keeps all others apart. */
    private static final String SHARED = """
            select password_hash from account where login in (:logins)
             group by password_hash having count(*) > 1
            """;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;

    /** Gives the demonstration accounts that were never changed this password; those that have it already keep it. */
    @Transactional
    void settle(String password) {
        List<String> old = jdbc.sql(SHARED).param("logins", DemoDistrict.LOGINS).query(String.class).stream()
                .filter(hash -> !passwords.matches(password, hash))
                .toList();
        if (!old.isEmpty()) {
            jdbc.sql("update account set password_hash = :new where login in (:logins) and password_hash in (:old)")
                    .param("new", passwords.encode(password))
                    .param("logins", DemoDistrict.LOGINS)
                    .param("old", old)
                    .update();
        }
    }

    /** Logins of the demonstration that have a password of their own. */
    @Transactional(readOnly = true)
    Set<String> ownPasswords() {
        return Set.copyOf(
                jdbc.sql("select login from account where login in (:logins) and password_hash not in (" + SHARED + ")")
                        .param("logins", DemoDistrict.LOGINS)
                        .query(String.class)
                        .list());
    }
}
