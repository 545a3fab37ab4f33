package org.shaodao.whistle;

import java.util.List;
import java.util.Optional;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;

/**
 * Who keeps templates of joint matters and who begins a whistle with one (feature A3.25, decision 0211): a street's desk
 * and leaders keep those of the street and use the district's too, a district's supervisor keeps the district's. Only who
 * keeps templates reads any.
 */
public final class JointMatterRights {

    /** The posts in which an actor keeps templates, each those of its own area. */
    public static List<PostGrant> keeping(Actor actor) {
        return actor.posts().stream().filter(JointMatterRights::keeps).toList();
    }

    /** The post in which an actor keeps the templates of this area; empty for one who does not. */
    public static Optional<PostGrant> keeping(Actor actor, AreaId area) {
        return keeping(actor).stream()
                .filter(post -> area.equals(post.areaId()))
                .findFirst();
    }

    /** Whether an actor may read templates. */
    public static boolean reads(Actor actor) {
        return !keeping(actor).isEmpty();
    }

    /** Whether an actor may begin a whistle with a template. */
    public static boolean begins(Actor actor) {
        return actor.posts().stream().anyMatch(JointMatterRights::ofStreet);
    }

    private static boolean keeps(PostGrant post) {
        return ofStreet(post)
                || post.areaId() != null
                        && post.level() == AreaLevel.DISTRICT
                        && post.role() == Role.DISTRICT_SUPERVISOR;
    }

    private static boolean ofStreet(PostGrant post) {
        return post.areaId() != null
                && post.level() == AreaLevel.STREET
                && (post.role() == Role.STREET_DESK || post.role() == Role.STREET_LEADER);
    }

    private JointMatterRights() {}
}
