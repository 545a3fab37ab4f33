package org.shaodao.deliberation;

import java.time.Instant;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;

/** Who acts on a meeting, in which post, when. */
public record Convener(AccountId account, Role role, Instant at) {

    public static Convener of(AccountId account, PostGrant post, Instant at) {
        return new Convener(account, post.role(), at);
    }
}
