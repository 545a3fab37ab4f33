package org.shaodao.casework;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Notice;

/** Who hears when a clock rings or somebody chases a case: the unit that holds it, or the post that must decide. */
public final class ClockNotices {

    private static final String KEY = "casework.notice.";

    /** The unit that holds the case is reminded. */
    public static List<Notice> reminded(ReminderKind kind, UnitId holder, boolean urgent) {
        return to(holder, "remind-" + kind.name().toLowerCase(Locale.ROOT), urgent, Set.of());
    }

    /** The unit that let the due time pass is under supervision of this level. */
    public static List<Notice> supervised(SupervisionLevel level, UnitId holder, boolean urgent) {
        return to(holder, "supervised-" + level.name().toLowerCase(Locale.ROOT), urgent, Set.of());
    }

    /**
     * A proposal waits for whoever decides on this level.
     *
     * @param desk the desk of the street (level 2) or of the district (level 3), null where there is none
     */
    public static List<Notice> proposed(SupervisionLevel level, @Nullable UnitId desk, boolean knownStreet) {
        Role role = level == SupervisionLevel.L2 && knownStreet ? Role.STREET_LEADER : Role.DISTRICT_SUPERVISOR;
        String key = "proposed-" + level.name().toLowerCase(Locale.ROOT);
        return desk == null ? List.of() : to(desk, key, false, Set.of(role.name()));
    }

    private static List<Notice> to(UnitId unit, String key, boolean urgent, Set<String> roles) {
        return List.of(
                Notice.toUnits(KEY + key, Set.of(unit.value())).forRoles(roles).urgently(urgent));
    }

    private ClockNotices() {}
}
