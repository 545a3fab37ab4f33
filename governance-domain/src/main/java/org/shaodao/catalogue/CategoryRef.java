package org.shaodao.catalogue;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A category as other contexts need it.
 *
 * @param hazardLevel 0 none, 1 slight, 2 serious, 3 danger to life; from 2 on nothing is closed on the spot
 * @param communityNeverLeads a community or grid team may assist but never lead (feature A8.9)
 */
public record CategoryRef(
        CategoryId id,
        String code,
        String name,
        @Nullable String nameEn,
        @Nullable CategoryId parentId,
        @Nullable String parentName,
        String limitClass,
        boolean onTheSpot,
        boolean dispute,
        int hazardLevel,
        boolean communityNeverLeads,
        boolean active)
        implements Serializable {

    /** Name with the group it stands in, for lists without a tree. */
    public String fullName() {
        return parentName == null ? name : parentName + " / " + name;
    }
}
