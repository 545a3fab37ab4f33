package org.shaodao.casework;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;

/** Where a case lies, with its ancestors denormalised so that hot lists never walk a tree (rulings 2). */
@Embeddable
public record Placement(
        @Embedded @AttributeOverride(name = "value", column = @Column(name = "district_id"))
        AreaId districtId,

        @Embedded @AttributeOverride(name = "value", column = @Column(name = "street_id")) @Nullable
        AreaId streetId,

        @Embedded @AttributeOverride(name = "value", column = @Column(name = "community_id")) @Nullable
        AreaId communityId,

        @Embedded @AttributeOverride(name = "value", column = @Column(name = "grid_id")) @Nullable
        AreaId gridId) {

    /** The area of one level this case lies in, or null where it is not known. */
    public @Nullable AreaId at(AreaLevel level) {
        return switch (level) {
            case DISTRICT -> districtId;
            case STREET -> streetId;
            case COMMUNITY -> communityId;
            case GRID -> gridId;
            case PROVINCE, CITY, MICRO_GRID -> null;
        };
    }

    /** Whether one of these areas of {@code level} contains this place. */
    public boolean isIn(AreaLevel level, Set<AreaId> ids) {
        AreaId id = at(level);
        return id != null && ids.contains(id);
    }

    /** The narrowest level that is known: where the case enters. */
    public AreaLevel narrowest() {
        if (gridId != null) {
            return AreaLevel.GRID;
        }
        if (communityId != null) {
            return AreaLevel.COMMUNITY;
        }
        return streetId != null ? AreaLevel.STREET : AreaLevel.DISTRICT;
    }
}
