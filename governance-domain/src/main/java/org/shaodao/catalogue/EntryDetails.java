package org.shaodao.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * Who leads, who assists, how long it may take and on what ground, checked.
 *
 * @param coUnits specialities, or kinds of desks and teams, see {@link RoutingRule}
 * @param limitClass null = the category's
 */
public record EntryDetails(
        UnitKind leadKind,
        @Nullable Speciality leadSpeciality,
        List<String> coUnits,
        @Nullable String limitClass,
        @Nullable String legalBasis) {

    /** The levels that dispatch. */
    public static final List<AreaLevel> LEVELS =
            List.of(AreaLevel.GRID, AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT);

    private static final Set<UnitKind> NEED_SPECIALITY =
            Set.of(UnitKind.BRANCH_AGENCY, UnitKind.DEPARTMENT, UnitKind.ENTERPRISE);

    public EntryDetails {
        limitClass = limitClass == null || limitClass.isBlank() ? null : limitClass.strip();
        RuleViolation.require(
                leadSpeciality != null || !NEED_SPECIALITY.contains(leadKind), "catalogue.entry.speciality-missing");
        RuleViolation.require(
                leadSpeciality == null || !leadKind.isOnePerArea(), "catalogue.entry.speciality-needless");
        coUnits = coUnits.stream()
                .map(String::strip)
                .filter(unit -> !unit.isEmpty())
                .distinct()
                .toList();
        for (String unit : coUnits) {
            RuleViolation.require(isCoUnit(unit), "catalogue.entry.co-unit-invalid", unit);
        }
        RuleViolation.require(coUnits.size() <= 10, "catalogue.entry.too-many-co-units");
        String basis = PlainText.checked(legalBasis, 0, 300, "catalogue.entry.legal-basis");
        legalBasis = basis.isEmpty() ? null : basis;
    }

    /** Splits what a person typed: commas of both widths, enumeration commas, semicolons; a name may hold spaces. */
    public static List<String> coUnits(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split("[,，、;；\n]+"))
                        .map(String::strip)
                        .filter(unit -> !unit.isEmpty())
                        .toList();
    }

    /** Whether this names a speciality or a kind of desk or team. */
    public static boolean isCoUnit(String name) {
        return Arrays.stream(Speciality.values())
                        .anyMatch(speciality -> speciality.name().equals(name))
                || Arrays.stream(UnitKind.values())
                        .anyMatch(kind -> kind.isOnePerArea() && kind.name().equals(name));
    }

    /** Names of the fields in which the two differ. */
    public List<String> differences(EntryDetails other) {
        List<String> changed = new ArrayList<>();
        add(changed, "leadKind", leadKind, other.leadKind);
        add(changed, "leadSpeciality", leadSpeciality, other.leadSpeciality);
        add(changed, "coUnits", coUnits, other.coUnits);
        add(changed, "limitClass", limitClass, other.limitClass);
        add(changed, "legalBasis", legalBasis, other.legalBasis);
        return changed;
    }

    private static void add(List<String> changed, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            changed.add(field);
        }
    }
}
