package org.shaodao.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * What a department asks to bring into the list, checked: matter, legal basis, period, and what it gives for it (feature
 * A8.1).
 *
 * @param level COMMUNITY or GRID
 * @param leads whether community or grid is to lead; else it assists the asking unit
 * @param from first day
 * @param until last day
 * @param money what is paid, in words
 * @param people who is sent, in words
 * @param training who is trained and how, in words
 */
public record AdmissionWish(
        CategoryId category,
        AreaLevel level,
        boolean leads,
        String matter,
        String legalBasis,
        LocalDate from,
        LocalDate until,
        String money,
        String people,
        String training) {

    private static final int LONGEST_YEARS = 3;

    public AdmissionWish {
        RuleViolation.require(
                level == AreaLevel.COMMUNITY || level == AreaLevel.GRID, "catalogue.admission.level-invalid");
        matter = text(matter, 5, 500, "matter");
        legalBasis = text(legalBasis, 2, 300, "legal-basis");
        money = text(money, 2, 300, "money");
        people = text(people, 2, 300, "people");
        training = text(training, 2, 300, "training");
        RuleViolation.require(!until.isBefore(from), "catalogue.admission.period-reversed");
        RuleViolation.require(
                !until.isAfter(from.plusYears(LONGEST_YEARS)), "catalogue.admission.period-too-long", LONGEST_YEARS);
    }

    private static String text(@Nullable String raw, int min, int max, String field) {
        return PlainText.checked(raw, min, max, "catalogue.admission." + field);
    }
}
