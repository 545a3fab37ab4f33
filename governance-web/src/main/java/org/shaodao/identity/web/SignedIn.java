package org.shaodao.identity.web;

import java.io.Serializable;
import org.shaodao.organisation.AccountId;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Who is signed in: small on purpose, for it is stored with the session. Its name is the account's id. */
public record SignedIn(AccountId account, String login) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return account.toString();
    }
}
