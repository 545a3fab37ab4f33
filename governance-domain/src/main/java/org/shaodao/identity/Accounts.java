package org.shaodao.identity;

import java.util.Optional;
import org.shaodao.organisation.AccountId;
import org.springframework.data.repository.Repository;

/** Stored accounts. */
public interface Accounts extends Repository<Account, AccountId> {

    Account save(Account account);

    /** Writes what is saved so far, so that plain SQL sees it. */
    void flush();

    Optional<Account> findById(AccountId id);
}
