package org.shaodao.identity.service;

import java.time.Clock;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.Account;
import org.shaodao.identity.Accounts;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody does with the own account: choose a password and a language. */
@Service
@RequiredArgsConstructor
@Transactional
public class OwnAccount {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final SecurityPolicy policy;
    private final Clock clock;

    /** Takes the new password if the old one is right and the rules hold. */
    public void changePassword(Actor owner, String old, String wanted) {
        Account account = own(owner);
        RuleViolation.require(passwords.matches(old, account.passwordHash()), "identity.password-wrong");
        policy.passwords().check(wanted, account.getLogin(), old);
        account.changePassword(Objects.requireNonNull(passwords.encode(wanted)), owner, clock.instant());
        accounts.save(account);
    }

    public void chooseLanguage(Actor owner, String tag) {
        Account account = own(owner);
        account.chooseLanguage(tag, owner, clock.instant());
        accounts.save(account);
    }

    private Account own(Actor owner) {
        return accounts.findById(owner.account()).orElseThrow(() -> new NotFound("account"));
    }
}
