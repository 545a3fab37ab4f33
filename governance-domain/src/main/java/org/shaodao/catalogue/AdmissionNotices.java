package org.shaodao.catalogue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Notice;

/**
 * Who hears of an admission request (feature A8.1): who gives an opinion and who decides when one arrives, the asking unit
 * when it is answered.
 *
 * @param matter name of the category
 * @param unit name of the asking unit
 * @param desk desk of the district, for whose people it waits; null = there is none
 */
public record AdmissionNotices(
        String matter, String unit, @Nullable UnitId desk) {

    Notice[] of(AdmissionAction action, AdmissionState before, UnitId asking) {
        return switch (action) {
            case ASK -> district("catalogue.notice.admission-asked", Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR);
            case REVIEW -> district("catalogue.notice.admission-reviewed", Role.DISTRICT_SUPERVISOR);
            case APPROVE -> answered("catalogue.notice.admission-approved", asking);
            case REFUSE -> answered("catalogue.notice.admission-refused", asking);
            case WITHDRAW ->
                before == AdmissionState.LISTED
                        ? answered("catalogue.notice.admission-taken-out", asking)
                        : district(
                                "catalogue.notice.admission-withdrawn", Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR);
        };
    }

    private Notice[] answered(String key, UnitId asking) {
        return told(key, asking, Role.RESPONDER);
    }

    private Notice[] district(String key, Role... roles) {
        return desk == null ? new Notice[0] : told(key, desk, roles);
    }

    private Notice[] told(String key, UnitId to, Role... roles) {
        Set<String> names = Arrays.stream(roles).map(Role::name).collect(Collectors.toSet());
        return new Notice[] {
            Notice.toUnits(key, Set.of(to.value())).forRoles(names).with(matter, unit)
        };
    }
}
