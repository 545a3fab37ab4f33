package org.shaodao.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * Everything a person may say about a category, checked.
 *
 * @param hazardLevel 0 none to 3 danger to life; from 2 on nothing is closed on the spot
 * @param keywords words by which a text is recognised, see {@link KeywordIndex}
 */
public record CategoryDetails(
        CategoryRoot root,
        String name,
        @Nullable String nameEn,
        String limitClass,
        boolean onTheSpot,
        boolean dispute,
        int hazardLevel,
        boolean communityNeverLeads,
        @Nullable String keywords,
        @Nullable String filingCondition,
        @Nullable String closingCondition,
        int position) {

    public CategoryDetails {
        name = PlainText.checked(name, 2, 40, "catalogue.category.name");
        nameEn = optional(nameEn, 80, "catalogue.category.name-en");
        String words = String.join(" ", KeywordIndex.words(keywords));
        keywords = optional(words, 2000, "catalogue.category.keywords");
        filingCondition = optional(filingCondition, 500, "catalogue.category.filing-condition");
        closingCondition = optional(closingCondition, 500, "catalogue.category.closing-condition");
        RuleViolation.require(hazardLevel >= 0 && hazardLevel <= 3, "catalogue.category.hazard-range");
        RuleViolation.require(position >= 0 && position <= 9999, "catalogue.category.position-range");
        RuleViolation.require(!onTheSpot || hazardLevel < 2 && !dispute, "catalogue.category.never-on-the-spot");
    }

    /** Names of the fields in which the two differ. */
    public List<String> differences(CategoryDetails other) {
        List<String> changed = new ArrayList<>();
        add(changed, "root", root, other.root);
        add(changed, "name", name, other.name);
        add(changed, "nameEn", nameEn, other.nameEn);
        add(changed, "limitClass", limitClass, other.limitClass);
        add(changed, "onTheSpot", onTheSpot, other.onTheSpot);
        add(changed, "dispute", dispute, other.dispute);
        add(changed, "hazardLevel", hazardLevel, other.hazardLevel);
        add(changed, "communityNeverLeads", communityNeverLeads, other.communityNeverLeads);
        add(changed, "keywords", keywords, other.keywords);
        add(changed, "filingCondition", filingCondition, other.filingCondition);
        add(changed, "closingCondition", closingCondition, other.closingCondition);
        add(changed, "position", position, other.position);
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
