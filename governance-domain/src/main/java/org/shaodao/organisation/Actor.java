package org.shaodao.organisation;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who acts, with the posts valid at this moment. Built for every request; reading is the union of the posts, a verb is
 * done in the one post that grants it (rulings 2).
 */
public record Actor(AccountId account, String name, List<PostGrant> posts) implements Serializable {

    private static final UUID SYSTEM_ID = new UUID(0, 0);

    public Actor {
        posts = List.copyOf(posts);
    }

    /** The platform itself. */
    public static Actor system() {
        return new Actor(
                new AccountId(SYSTEM_ID), "system", List.of(new PostGrant(Role.SYSTEM, null, null, null, "system")));
    }

    public boolean isSystem() {
        return has(Role.SYSTEM);
    }

    public boolean has(Role... wanted) {
        Set<Role> any = Set.of(wanted);
        return posts.stream().anyMatch(post -> any.contains(post.role()));
    }

    public boolean isAdministrator() {
        return posts.stream().anyMatch(post -> post.role().isAdministrator());
    }

    /** The units this actor acts for. */
    public Set<UnitId> units() {
        return posts.stream()
                .flatMap(post -> post.unitId() == null
                        ? java.util.stream.Stream.empty()
                        : java.util.stream.Stream.of(post.unitId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public List<PostGrant> postsWith(Role... wanted) {
        Set<Role> any = Set.of(wanted);
        return posts.stream().filter(post -> any.contains(post.role())).toList();
    }
}
