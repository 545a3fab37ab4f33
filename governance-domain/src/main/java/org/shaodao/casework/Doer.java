package org.shaodao.casework;

import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;

/** The person doing a verb, in the one post that granted it (rulings 2). */
public record Doer(AccountId account, Role role, @Nullable UnitId unit) {

    public static Doer of(Actor actor, PostGrant post) {
        return new Doer(actor.account(), post.role(), post.unitId());
    }
}
