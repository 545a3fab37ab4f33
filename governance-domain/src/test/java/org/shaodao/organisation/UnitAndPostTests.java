package org.shaodao.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.organisation.AreaTests.refuses;
import static org.shaodao.organisation.OrganisationFixtures.TODAY;
import static org.shaodao.organisation.OrganisationFixtures.change;
import static org.shaodao.organisation.OrganisationFixtures.community;
import static org.shaodao.organisation.OrganisationFixtures.district;
import static org.shaodao.organisation.OrganisationFixtures.grid;
import static org.shaodao.organisation.OrganisationFixtures.street;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;

class UnitAndPostTests {

    @Test
    void letsABranchAgencyBelongToItsBureauOnly() {
        Unit bureau = unit(null, UnitKind.DEPARTMENT, district());
        Unit enterprise = unit(null, UnitKind.ENTERPRISE, district());

        assertThat(unit(bureau, UnitKind.BRANCH_AGENCY, street()).getParentId()).isEqualTo(bureau.getId());
        refuses("organisation.unit-wrong-parent", () -> unit(enterprise, UnitKind.BRANCH_AGENCY, street()));
        refuses("organisation.unit-wrong-area", () -> unit(bureau, UnitKind.BRANCH_AGENCY, community()));
    }

    @Test
    void keepsTheDeskOfALivingArea() {
        Unit desk = unit(null, UnitKind.STREET_DESK, street());

        refuses("organisation.unit-desk-needed", () -> desk.abolish(false, false, change()));

        desk.abolish(false, true, change());
        assertThat(desk.isLive()).isFalse();
    }

    @Test
    void readsTheDutyPhoneInAnyUsualWriting() {
        Unit unit = Unit.create(
                null, UnitKind.ENTERPRISE, Speciality.POWER, "POWER-1", "示例供电所", district(), "0935-１２３ 4567", change());

        assertThat(unit.getDutyPhone()).isEqualTo("09351234567");
        refuses("shared.phone-invalid", () -> unit.describe(null, "找老王", change()));
    }

    @ParameterizedTest
    @EnumSource(PostType.class)
    void seatsEveryPostSomewhere(PostType type) {
        boolean area = java.util.Arrays.stream(AreaLevel.values())
                .anyMatch(level -> type.seat().fits(level));
        boolean unit = java.util.Arrays.stream(UnitKind.values())
                .anyMatch(kind -> type.seat().fits(kind));
        boolean party = type.seat() == PostType.Seat.PARTY_ORGANISATION;

        assertThat(java.util.stream.Stream.of(area, unit, party).filter(yes -> yes))
                .hasSize(1);
    }

    @Test
    void refusesAPostInTheWrongPlace() {
        refuses("organisation.post-wrong-place", () -> Post.inArea(PostType.WORKER, community(), 1, change()));
        refuses(
                "organisation.post-wrong-place",
                () -> Post.inUnit(
                        PostType.STREET_CLERK, unit(null, UnitKind.COMMUNITY_DESK, community()), 1, change()));
    }

    @Test
    void appointsAndEndsWithTheLastDayCounted() {
        Post post = Post.inArea(PostType.WORKER, grid(), 1, change());
        PostHolding holding = post.appoint(person(), Employment.FULL_TIME, false, TODAY.minusDays(10), change());

        holding.end(TODAY, change());

        assertThat(holding.isValidOn(TODAY)).isTrue();
        assertThat(holding.isValidOn(TODAY.plusDays(1))).isFalse();
        assertThat(holding.isValidOn(TODAY.minusDays(11))).isFalse();
        refuses("organisation.holding-ended", () -> holding.end(TODAY, change()));
    }

    @Test
    void keepsAHeldPost() {
        Post post = Post.inArea(PostType.HEAD, grid(), 1, change());

        refuses("organisation.post-held", () -> post.end(true, change()));

        post.end(false, change());
        refuses("organisation.post-ended", () -> post.appoint(person(), Employment.PART_TIME, false, TODAY, change()));
    }

    @Test
    void managesOnlyMembersAsManagedHere() {
        Person person = Person.create("示例甲", new PhoneNumber("13800000000"), false, true, VAULT, change());

        assertThat(person.isManagedHere()).isFalse();
    }

    private static Unit unit(@Nullable Unit parent, UnitKind kind, Area area) {
        return Unit.create(parent, kind, null, "U-1", "示例单位", area, null, change());
    }

    private static Person person() {
        return Person.create("示例甲", null, true, true, VAULT, change());
    }

    private static final PersonalDataVault VAULT = new PersonalDataVault() {
        @Override
        public byte @Nullable [] seal(@Nullable String value) {
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public @Nullable String open(byte @Nullable [] sealed) {
            return sealed == null ? null : new String(sealed, StandardCharsets.UTF_8);
        }

        @Override
        public byte @Nullable [] index(@Nullable String value) {
            return seal(value);
        }
    };
}
