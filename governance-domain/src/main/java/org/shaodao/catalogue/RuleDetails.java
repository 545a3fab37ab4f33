package org.shaodao.catalogue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/**
 * Everything a person may say about a routing rule, checked. A condition left out (null or empty) is no condition.
 *
 * @param category a leaf, or a group that stands for all its leaves
 * @param area the matter lies in it
 * @param from first minute of the day it counts; after {@code to} = over midnight
 * @param to the minute it no longer counts
 * @param workingDay true = working days only, false = other days only
 * @param source name of the source of the case
 * @param words one of them must stand in the text
 * @param urgent true = urgent matters only, false = others only
 * @param limitClass null = the catalogue's
 * @param until last day it counts; null = open
 */
public record RuleDetails(
        String name,
        @Nullable CategoryId category,
        @Nullable AreaId area,
        @Nullable LocalTime from,
        @Nullable LocalTime to,
        @Nullable Boolean workingDay,
        @Nullable String source,
        List<String> words,
        @Nullable Boolean urgent,
        UnitId target,
        @Nullable String limitClass,
        @Nullable LocalDate until) {

    private static final int MOST_WORDS = 30;

    public RuleDetails {
        name = PlainText.checked(name, 2, 60, "catalogue.rule.name");
        source = blankToNull(source);
        limitClass = blankToNull(limitClass);
        words = words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        RuleViolation.require(words.size() <= MOST_WORDS, "catalogue.rule.too-many-words", MOST_WORDS);
        for (String word : words) {
            RuleViolation.require(word.length() <= 20, "catalogue.rule.word-too-long", word);
        }
        RuleViolation.require((from == null) == (to == null), "catalogue.rule.time-half");
        RuleViolation.require(from == null || !from.equals(to), "catalogue.rule.time-empty");
        RuleViolation.require(
                category != null
                        || area != null
                        || from != null
                        || workingDay != null
                        || source != null
                        || urgent != null
                        || !words.isEmpty(),
                "catalogue.rule.no-condition");
    }

    /** Splits what a person typed: spaces, commas of both widths, enumeration commas, semicolons. */
    public static List<String> words(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split("[\\s,，、;；]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** Names of the fields in which the two differ. */
    public List<String> differences(RuleDetails other) {
        List<String> changed = new ArrayList<>();
        add(changed, "name", name, other.name);
        add(changed, "category", category, other.category);
        add(changed, "area", area, other.area);
        add(changed, "from", from, other.from);
        add(changed, "to", to, other.to);
        add(changed, "workingDay", workingDay, other.workingDay);
        add(changed, "source", source, other.source);
        add(changed, "words", words, other.words);
        add(changed, "urgent", urgent, other.urgent);
        add(changed, "target", target, other.target);
        add(changed, "limitClass", limitClass, other.limitClass);
        add(changed, "until", until, other.until);
        return changed;
    }

    private static void add(List<String> changed, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            changed.add(field);
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
