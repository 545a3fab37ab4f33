package org.shaodao.identity.service;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads the state of an account, once per request, so that what an administrator does holds from the next request on. */
@Service
@RequiredArgsConstructor
public class AccountStates {

    private final JdbcClient jdbc;
    private final SecurityPolicy policy;
    private final Clock clock;

    /** The state now; empty for an account that is gone. */
    public Optional<AccountState> of(AccountId account) {
        return jdbc.sql(
                        "select login, disabled, must_change, language, sessions_from, password_at from account where id = ?")
                .param(account.value())
                .query((row, number) -> {
                    Timestamp from = row.getTimestamp("sessions_from");
                    return new AccountState(
                            row.getString("login"),
                            row.getBoolean("disabled"),
                            row.getBoolean("must_change")
                                    || policy.isWornOut(
                                            row.getTimestamp("password_at").toInstant(), clock.instant()),
                            row.getString("language"),
                            from == null ? null : from.toInstant());
                })
                .optional();
    }
}
