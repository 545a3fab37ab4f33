package org.shaodao.catalogue;

import java.time.LocalDate;
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
 * @param coUnits specialities, or kinds of desks and teams, see {@link RoutingLine}
 * @param limitClass null = the category's
 * @param filingCondition when a matter is taken up; null = as the category says
 * @param closingCondition when it counts as done; null = as the category says
 * @param admittedUntil last day of a temporary admission, required there and nowhere else
 */
public record EntryDetails(
        UnitKind leadKind,
        @Nullable Speciality leadSpeciality,
        List<String> coUnits,
        @Nullable String limitClass,
        @Nullable String legalBasis,
        MatterList listType,
        @Nullable String filingCondition,
        @Nullable String closingCondition,
        Admission admission,
        @Nullable LocalDate admittedUntil) {

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
        legalBasis = optional(legalBasis, 300, "catalogue.entry.legal-basis");
        filingCondition = optional(filingCondition, 500, "catalogue.entry.filing-condition");
        closingCondition = optional(closingCondition, 500, "catalogue.entry.closing-condition");
        boolean temporary = admission == Admission.TEMPORARY;
        RuleViolation.require(!temporary || admittedUntil != null, "catalogue.entry.admission-end-missing");
        RuleViolation.require(temporary || admittedUntil == null, "catalogue.entry.admission-end-needless");
    }

    /** A line of the street's own duties, admitted for good, with the category's conditions. */
    public EntryDetails(
            UnitKind leadKind,
            @Nullable Speciality leadSpeciality,
            List<String> coUnits,
            @Nullable String limitClass,
            @Nullable String legalBasis) {
        this(
                leadKind,
                leadSpeciality,
                coUnits,
                limitClass,
                legalBasis,
                MatterList.BASIC,
                null,
                null,
                Admission.STANDING,
                null);
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
        add(changed, "listType", listType, other.listType);
        add(changed, "filingCondition", filingCondition, other.filingCondition);
        add(changed, "closingCondition", closingCondition, other.closingCondition);
        add(changed, "admission", admission, other.admission);
        add(changed, "admittedUntil", admittedUntil, other.admittedUntil);
        return changed;
    }

    private static void add(List<String> changed, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            changed.add(field);
        }
    }

    private static @Nullable String optional(@Nullable String raw, int max, String field) {
        String text = PlainText.checked(raw, 0, max, field);
        return text.isEmpty() ? null : text;
    }
}
