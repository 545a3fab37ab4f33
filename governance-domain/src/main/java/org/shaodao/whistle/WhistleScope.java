package org.shaodao.whistle;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.shaodao.organisation.UnitKind;

/** Who is called (whistle lifecycle 7.1); follows from the kinds of the units. */
public enum WhistleScope {
    DEPARTMENTS,
    BRANCH_AGENCIES,
    ENTERPRISES,
    OTHER;

    /** The scope of a call to units of these kinds; several sorts together are {@link #OTHER}. */
    public static WhistleScope of(Collection<UnitKind> kinds) {
        Set<WhistleScope> found = kinds.stream().map(WhistleScope::of).collect(Collectors.toSet());
        return found.size() == 1 ? found.iterator().next() : OTHER;
    }

    private static WhistleScope of(UnitKind kind) {
        return switch (kind) {
            case DEPARTMENT -> DEPARTMENTS;
            case BRANCH_AGENCY -> BRANCH_AGENCIES;
            case ENTERPRISE, PROPERTY_COMPANY -> ENTERPRISES;
            default -> OTHER;
        };
    }
}
