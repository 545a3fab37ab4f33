package org.shaodao.identity.service;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.Account;
import org.shaodao.identity.Accounts;
import org.shaodao.identity.Login;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.Person;
import org.shaodao.organisation.Persons;
import org.shaodao.organisation.Role;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first three accounts of a deployment. A token is made while there is no account; only its hash is stored, a new
 * start replaces it, and it is dead once the three administrators exist.
 */
@Service
@RequiredArgsConstructor
@Transactional
public class Bootstrap {

    /** Who gets the three offices, in the order of the form. */
    public static final List<Role> OFFICES =
            List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Persons persons;
    private final PasswordEncoder passwords;
    private final SecurityPolicy policy;
    private final PersonalDataVault vault;
    private final Clock clock;

    /** One of the three persons. */
    public record First(String name, String login, String password) {}

    /** A fresh token while there is no account at all; else nothing. */
    public Optional<String> token() {
        if (hasAccounts()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into bootstrap_token (only_row, token_hash, made_at) values (true, ?, ?)
                on conflict (only_row) do update set token_hash = excluded.token_hash, made_at = excluded.made_at, used_at = null
                """).params(hash(token), Timestamp.from(clock.instant())).update();
        return Optional.of(token);
    }

    /** Whether the page exists at present. */
    @Transactional(readOnly = true)
    public boolean isOpen() {
        return !hasAccounts()
                && jdbc.sql("select count(*) from bootstrap_token where used_at is null")
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    /** Makes the three accounts; throws a {@link RuleViolation} for a wrong token, equal people or weak passwords. */
    public void open(String token, Map<Role, First> people) {
        byte[] stored = jdbc.sql("select token_hash from bootstrap_token where used_at is null for update")
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new NotFound("bootstrap"));
        if (hasAccounts()) {
            throw new NotFound("bootstrap");
        }
        RuleViolation.require(MessageDigest.isEqual(stored, hash(token.strip())), "identity.token-wrong");
        RuleViolation.require(distinct(people, First::name) && distinct(people, First::login), "identity.three-people");
        RuleViolation.require(distinct(people, First::password), "identity.three-passwords");
        Instant now = clock.instant();
        Actor system = Actor.system();
        for (Role office : OFFICES) {
            First first = Objects.requireNonNull(people.get(office));
            Login login = new Login(first.login());
            policy.passwords().check(first.password(), login.value(), null);
            Person person =
                    persons.save(Person.create(first.name(), null, false, false, vault, Change.today(system, now)));
            Account account = accounts.save(Account.openWithOwnPassword(
                    person.getId(), login, Objects.requireNonNull(passwords.encode(first.password())), system, now));
            accounts.flush();
            jdbc.sql("insert into administrator (account_id, role, granted_at) values (?, ?, ?)")
                    .params(account.getId().value(), office.name(), Timestamp.from(now))
                    .update();
        }
        jdbc.sql("update bootstrap_token set used_at = ?")
                .param(Timestamp.from(now))
                .update();
    }

    private boolean hasAccounts() {
        return jdbc.sql("select exists (select 1 from account)")
                .query(Boolean.class)
                .single();
    }

    private static boolean distinct(Map<Role, First> people, java.util.function.Function<First, String> value) {
        return people.values().stream()
                        .map(value)
                        .map(text -> text.strip().toLowerCase(java.util.Locale.ROOT))
                        .distinct()
                        .count()
                == OFFICES.size();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
