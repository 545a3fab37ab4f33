package org.shaodao.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small city to try rules on. */
public final class OrganisationFixtures {

    public static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");

    public static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    public static final Actor SUPERVISOR = new Actor(
            AccountId.next(),
            "监管员",
            List.of(new PostGrant(Role.DISTRICT_SUPERVISOR, AreaId.next(), AreaLevel.DISTRICT, null, "示例区")));

    public static Change change() {
        return Change.today(SUPERVISOR, MONDAY);
    }

    public static Change on(LocalDate day, @Nullable String document) {
        return new Change(SUPERVISOR, MONDAY, day, document);
    }

    public static Area city() {
        return Area.create(null, AreaLevel.CITY, "990100000000", "示例市", null, change());
    }

    public static Area district() {
        return Area.create(city(), AreaLevel.DISTRICT, "990102000000", "示例区", AreaKind.URBAN_DISTRICT, change());
    }

    public static Area street() {
        return Area.create(district(), AreaLevel.STREET, "990102001000", "示例街道", AreaKind.STREET_OFFICE, change());
    }

    public static Area community() {
        return Area.create(street(), AreaLevel.COMMUNITY, "990102001001", "示例社区", AreaKind.URBAN, change());
    }

    public static Area grid() {
        return grid("001");
    }

    public static Area grid(String number) {
        return Area.create(
                community(), AreaLevel.GRID, "990102001001" + number, "示例" + number + "网格", AreaKind.BASIC, change());
    }

    private OrganisationFixtures() {}
}
