package org.shaodao.identity.service;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.identity.Login;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks a login and a password. The try is counted before the password is looked at; an unknown login takes the same
 * way, the same time and gets the same answer as a known one.
 */
@Service
public class SignIn {

    private static final int LONGEST_PASSWORD = 256;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final Duration SIEGE_WINDOW = Duration.ofMinutes(15);
    private static final int SIEGE = 20;

    /** How a try ended. */
    public sealed interface Result {

        record Granted(AccountId account, String login) implements Result {}

        record Refused(Reason reason) implements Result {}
    }

    /** Why a try was refused; none of them tells whether the account exists. */
    public enum Reason {
        WRONG,
        LOCKED,
        THROTTLED
    }

    private record Known(AccountId id, String login, String hash, boolean usable) {}

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final PersonalDataVault vault;
    private final SecurityProperties rules;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String decoy;

    SignIn(
            JdbcClient jdbc,
            PasswordEncoder passwords,
            PersonalDataVault vault,
            SecurityProperties rules,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.vault = vault;
        this.rules = rules;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.decoy = String.valueOf(passwords.encode(UUID.randomUUID().toString()));
    }

    /** One try from {@code address}. */
    public Result attempt(String typedLogin, String password, String address) {
        Instant now = clock.instant();
        String login = Login.fold(typedLogin);
        byte[] hash = hashOf(login);
        String source = SourceBlock.of(address);
        Optional<Reason> barred = transactions.execute(status -> Optional.ofNullable(reserve(hash, source, now)));
        if (barred != null && barred.isPresent()) {
            return new Result.Refused(barred.get());
        }
        Optional<Known> known = find(login, now);
        boolean right = password.length() <= LONGEST_PASSWORD
                && passwords.matches(password, known.map(Known::hash).orElse(decoy));
        if (right && known.isPresent() && known.get().usable()) {
            Known account = known.get();
            transactions.executeWithoutResult(status -> succeed(account, password, hash, source, now));
            return new Result.Granted(account.id(), account.login());
        }
        transactions.executeWithoutResult(status -> fail(known.orElse(null), hash, source, now));
        return new Result.Refused(Reason.WRONG);
    }

    private @Nullable Reason reserve(byte[] login, String source, Instant now) {
        if (count(
                        "select count(*) from sign_in_attempt where source = ? and at > ? and not succeeded",
                        source,
                        now.minus(Duration.ofMinutes(1)))
                >= rules.failuresPerMinute()) {
            return Reason.THROTTLED;
        }
        if (besieged(login, source, now)) {
            return Reason.LOCKED;
        }
        List<Integer> counted = jdbc.sql("""
                insert into sign_in_guard as g (login_hash, source, failures, last_at, locked_until)
                values (:login, :source, 1, :now, null)
                on conflict (login_hash, source) do update
                   set failures = case when g.locked_until is not null or g.last_at < :stale then 1 else g.failures + 1 end,
                       last_at = :now,
                       locked_until = case when g.locked_until is null and g.last_at >= :stale and g.failures + 1 >= :limit
                                           then cast(:until as timestamptz) end
                 where g.locked_until is null or g.locked_until <= :now
                returning failures
                """)
                .param("login", login)
                .param("source", source)
                .param("now", at(now))
                .param("stale", at(now.minus(rules.lockFor())))
                .param("until", at(now.plus(rules.lockFor())))
                .param("limit", rules.lockAfter())
                .query(Integer.class)
                .list();
        return counted.isEmpty() ? Reason.LOCKED : null;
    }

    /** Many sources guess at one account: only source blocks that signed in lately still get through. */
    private boolean besieged(byte[] login, String source, Instant now) {
        return count(
                                "select count(*) from sign_in_attempt where login_hash = ? and at > ? and not succeeded",
                                login,
                                now.minus(SIEGE_WINDOW))
                        >= SIEGE
                && count(
                                "select count(*) from sign_in_attempt where login_hash = ? and at > ? and succeeded and source = ?",
                                login,
                                now.minus(KNOWN_FOR),
                                source)
                        == 0;
    }

    private Optional<Known> find(String login, Instant now) {
        return jdbc.sql("""
                select id, login, password_hash as hash,
                       not disabled and (temporary_until is null or temporary_until > ?) as usable
                  from account
                 where lower(login) = ?
                """)
                .params(at(now), login)
                .query((row, number) -> new Known(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("login"),
                        row.getString("hash"),
                        row.getBoolean("usable")))
                .optional();
    }

    private void succeed(Known account, String password, byte[] hash, String source, Instant now) {
        jdbc.sql("delete from sign_in_guard where login_hash = ? and source = ?")
                .params(hash, source)
                .update();
        note(hash, source, now, true);
        jdbc.sql("update account set last_sign_in_at = ? where id = ?")
                .params(at(now), account.id().value())
                .update();
        if (passwords.upgradeEncoding(account.hash())) {
            jdbc.sql("update account set password_hash = ? where id = ? and password_hash = ?")
                    .params(passwords.encode(password), account.id().value(), account.hash())
                    .update();
        }
        publish(account.id(), account.id(), now, "identity.event.signed-in");
    }

    private void fail(@Nullable Known account, byte[] hash, String source, Instant now) {
        note(hash, source, now, false);
        if (account != null) {
            publish(account.id(), null, now, "identity.event.sign-in-failed");
        }
    }

    private void note(byte[] hash, String source, Instant now, boolean succeeded) {
        jdbc.sql("insert into sign_in_attempt (login_hash, source, at, succeeded) values (?, ?, ?, ?)")
                .params(hash, source, at(now), succeeded)
                .update();
    }

    private void publish(AccountId subject, @Nullable AccountId actor, Instant now, String key) {
        events.publishEvent(new Recorded(
                "account",
                subject.value(),
                actor == null ? null : actor.value(),
                null,
                null,
                now,
                key,
                List.of(),
                null));
    }

    private int count(String sql, Object... parameters) {
        Object[] bound = parameters.clone();
        for (int i = 0; i < bound.length; i++) {
            if (bound[i] instanceof Instant instant) {
                bound[i] = at(instant);
            }
        }
        return jdbc.sql(sql).params(bound).query(Integer.class).single();
    }

    private byte[] hashOf(String login) {
        byte[] hash = vault.index("login:" + login);
        return hash == null ? login.getBytes(StandardCharsets.UTF_8) : hash;
    }

    private static java.sql.Timestamp at(Instant instant) {
        return java.sql.Timestamp.from(instant);
    }
}
