package org.shaodao.catalogue.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.Router;
import org.shaodao.catalogue.RoutingRuleId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * "Why here?": turns a stored decision, its rule and its facts, into sentences a clerk reads. Facts are the codes of
 * {@link Router}; an unknown one is left out rather than shown raw.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class Explanations {

    private static final String WHY = "catalogue.why.";

    private final RoutingTables tables;
    private final Categories categories;
    private final MessageSource messages;

    /**
     * The sentences of one decision in this language, the deciding one first.
     *
     * @param routedBy the rule of the decision, or who decided instead: {@code manual}, {@code self}, {@code escalation}
     * @param facts as stored with the decision; null = none
     */
    public List<String> sentences(String routedBy, @Nullable String facts, Locale locale) {
        List<String> sentences = new ArrayList<>();
        if (isPerson(routedBy)) {
            sentences.add(text(WHY + routedBy, locale));
        }
        Map<String, List<String>> known = parse(facts);
        ended(known, locale, sentences);
        if (known.containsKey("rule")) {
            byRule(routedBy, known, locale, sentences);
        } else if (known.containsKey("lead")) {
            byCatalogue(routedBy, known, locale, sentences);
        }
        for (String missing : known.getOrDefault("co-missing", List.of())) {
            sentences.add(text(WHY + "co-missing", locale, unit(missing, locale)));
        }
        if (sentences.isEmpty()) {
            sentences.add(text(WHY + "unknown", locale));
        }
        return sentences;
    }

    private void ended(Map<String, List<String>> known, Locale locale, List<String> sentences) {
        for (String rule : known.getOrDefault("rule-ended", List.of())) {
            sentences.add(text(WHY + "rule-ended", locale, ruleName(rule)));
        }
    }

    private void byRule(String routedBy, Map<String, List<String>> known, Locale locale, List<String> sentences) {
        String edition = routedBy.startsWith(Router.RULE) ? routedBy.substring(routedBy.indexOf('@') + 1) : "";
        String conditions = known.getOrDefault("because", List.of()).stream()
                .flatMap(held -> Arrays.stream(held.split(",")))
                .map(held -> condition(held, locale))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(text(WHY + "and", locale)));
        String name = ruleName(first(known, "rule"));
        sentences.add(
                edition.isEmpty()
                        ? text(WHY + "rule-said", locale, name, conditions)
                        : text(WHY + "rule", locale, name, edition, conditions));
    }

    private void byCatalogue(String routedBy, Map<String, List<String>> known, Locale locale, List<String> sentences) {
        String key = isPerson(routedBy) ? "catalogue-said" : "catalogue";
        sentences.add(text(
                WHY + key,
                locale,
                category(first(known, "category"), locale),
                constant("AreaLevel", first(known, "level"), locale),
                unit(first(known, "lead"), locale)));
        if ("parent".equals(first(known, "entry"))) {
            sentences.add(text(WHY + "parent", locale));
        }
        if (known.containsKey("area-kind")) {
            sentences.add(text(WHY + "area-kind", locale, constant("AreaKind", first(known, "area-kind"), locale)));
        }
        if (known.containsKey("served-area")) {
            sentences.add(
                    text(WHY + "served-area", locale, constant("AreaLevel", first(known, "served-area"), locale)));
        }
    }

    private String condition(String held, Locale locale) {
        int colon = held.indexOf(':');
        String name = colon < 0 ? held : held.substring(0, colon);
        String value = colon < 0 ? "" : held.substring(colon + 1);
        return switch (name) {
            case "category", "area", "working-day", "day-off", "urgent", "not-urgent" ->
                text(WHY + "held." + name, locale);
            case "time", "words" -> text(WHY + "held." + name, locale, value);
            case "source" -> text(WHY + "held.source", locale, constant("CaseSource", value, locale));
            default -> "";
        };
    }

    /** {@code BRANCH_AGENCY/POLICE}, a kind alone, or a speciality alone. */
    private String unit(String code, Locale locale) {
        String[] parts = code.split("/", 2);
        String kind = messages.getMessage("UnitKind." + parts[0], null, "", locale);
        if (kind == null || kind.isEmpty()) {
            return constant("Speciality", parts[0], locale);
        }
        return parts.length == 1 ? kind : kind + " · " + constant("Speciality", parts[1], locale);
    }

    private String category(String code, Locale locale) {
        CategoryRef category = categories.byCode(code).orElse(null);
        if (category == null) {
            return code;
        }
        String english = category.nameEn();
        return english != null && "en".equals(locale.getLanguage()) ? english : category.name();
    }

    private String ruleName(String id) {
        return tables.ruleName(new RoutingRuleId(UUID.fromString(id))).orElse("—");
    }

    private String constant(String type, String name, Locale locale) {
        return text(type + "." + name, locale);
    }

    private static boolean isPerson(String routedBy) {
        return switch (routedBy) {
            case "manual", "self", "escalation" -> true;
            default -> false;
        };
    }

    private static String first(Map<String, List<String>> known, String name) {
        List<String> values = known.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static Map<String, List<String>> parse(@Nullable String facts) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        if (facts != null) {
            for (String part : facts.split("; ")) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    known.computeIfAbsent(part.substring(0, equals), name -> new ArrayList<>())
                            .add(part.substring(equals + 1));
                }
            }
        }
        return known;
    }

    private String text(String key, Locale locale, Object... arguments) {
        String text = messages.getMessage(key, arguments, key, locale);
        return text == null ? key : text;
    }
}
