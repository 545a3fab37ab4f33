package org.shaodao.identity.service;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.Account;
import org.shaodao.identity.Accounts;
import org.shaodao.identity.Login;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Change;
import org.shaodao.organisation.Person;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.Persons;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the system administrator does with accounts: open, disable, enable, give a new password. Never a right. */
@Service
@RequiredArgsConstructor
@Transactional
public class AccountAdministration {

    private final Accounts accounts;
    private final Persons persons;
    private final PasswordEncoder passwords;
    private final SecurityPolicy policy;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** An account and the password its owner has to change at the first sign-in; shown once, stored nowhere. */
    public record Handover(AccountId account, String login, String name, String password) {}

    /** Opens an account for somebody the organisation already knows. */
    public Handover open(UUID person, Login login, Actor by) {
        requireSystemAdministrator(by);
        Person owner = persons.findById(new PersonId(person)).orElseThrow(() -> new NotFound("person"));
        return open(owner, login, by);
    }

    /** Opens an account for somebody without a post, such as an administrator to be. */
    public Handover openForNewPerson(String name, Login login, Actor by) {
        requireSystemAdministrator(by);
        Person owner = persons.save(Person.create(name, null, false, false, vault, Change.today(by, clock.instant())));
        return open(owner, login, by);
    }

    /** Opens accounts with made-up logins for many people at once. */
    public List<Handover> openMany(Collection<UUID> people, Actor by) {
        requireSystemAdministrator(by);
        RuleViolation.require(!people.isEmpty(), "identity.nobody-chosen");
        List<Handover> made = new ArrayList<>();
        for (UUID person : people) {
            Long number = jdbc.sql("select nextval('account_login_seq')")
                    .query(Long.class)
                    .single();
            made.add(open(person, new Login("u" + number), by));
        }
        return made;
    }

    /** A new password for somebody else, to be changed at the next sign-in. */
    public Handover resetPassword(AccountId id, Actor by) {
        requireSystemAdministrator(by);
        Account account = account(id);
        String password = policy.oneTimePassword();
        Instant now = clock.instant();
        account.resetPassword(hash(password), now.plus(policy.properties().temporaryFor()), by, now);
        accounts.save(account);
        return new Handover(id, account.getLogin(), nameOf(account.getPersonId()), password);
    }

    public void disable(AccountId id, Actor by) {
        requireSystemAdministrator(by);
        Account account = account(id);
        account.disable(by, clock.instant());
        accounts.save(account);
    }

    public void enable(AccountId id, Actor by) {
        requireSystemAdministrator(by);
        Account account = account(id);
        account.enable(by, clock.instant());
        accounts.save(account);
    }

    private Handover open(Person owner, Login login, Actor by) {
        RuleViolation.require(count("account where person_id = ?", owner.getId().value()) == 0, "identity.has-account");
        RuleViolation.require(count("account where lower(login) = ?", login.value()) == 0, "identity.login-taken");
        String password = policy.oneTimePassword();
        Instant now = clock.instant();
        Account account = accounts.save(Account.open(
                owner.getId(),
                login,
                hash(password),
                now.plus(policy.properties().temporaryFor()),
                by,
                now));
        return new Handover(account.getId(), account.getLogin(), owner.getName(), password);
    }

    private int count(String fromWhere, Object value) {
        return jdbc.sql("select count(*) from " + fromWhere)
                .param(value)
                .query(Integer.class)
                .single();
    }

    private Account account(AccountId id) {
        return accounts.findById(id).orElseThrow(() -> new NotFound("account"));
    }

    private String nameOf(PersonId id) {
        return persons.findById(id).map(Person::getName).orElse("");
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    static void requireSystemAdministrator(Actor by) {
        if (!by.has(Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM)) {
            throw new Forbidden("identity.function.accounts");
        }
    }
}
