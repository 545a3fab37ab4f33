package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;

/** Who keeps templates of joint matters, and who begins a whistle with one (decision 0211). */
class JointMatterRightsTests {

    @ParameterizedTest
    @EnumSource(Role.class)
    void aStreetKeepsItsOwnAndADistrictItsOwn(Role role) {
        for (AreaLevel level : AreaLevel.values()) {
            Actor actor = actor(post(role, AreaId.next(), level));
            boolean street = level == AreaLevel.STREET && (role == Role.STREET_DESK || role == Role.STREET_LEADER);
            boolean district = level == AreaLevel.DISTRICT && role == Role.DISTRICT_SUPERVISOR;
            assertThat(JointMatterRights.reads(actor)).as(level.name()).isEqualTo(street || district);
            assertThat(JointMatterRights.begins(actor)).as(level.name()).isEqualTo(street);
        }
    }

    @Test
    void everyPostKeepsTheTemplatesOfItsOwnArea() {
        PostGrant other = post(Role.RESPONDER, AreaId.next(), AreaLevel.DISTRICT);
        PostGrant street = post(Role.STREET_DESK, AreaId.next(), AreaLevel.STREET);
        PostGrant district = post(Role.DISTRICT_SUPERVISOR, AreaId.next(), AreaLevel.DISTRICT);
        Actor actor = actor(other, street, district);

        assertThat(JointMatterRights.keeping(actor)).containsExactly(street, district);
        assertThat(JointMatterRights.keeping(actor, district.areaId())).contains(district);
        assertThat(JointMatterRights.keeping(actor, other.areaId())).isEmpty();
        assertThat(JointMatterRights.reads(actor(post(Role.STREET_DESK, null, AreaLevel.STREET))))
                .isFalse();
    }

    private static Actor actor(PostGrant... posts) {
        return new Actor(AccountId.next(), "某人", List.of(posts));
    }

    private static PostGrant post(Role role, AreaId area, AreaLevel level) {
        return new PostGrant(role, area, level, null, role.name());
    }
}
