package org.shaodao.routing.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.catalogue.service.RuleBook;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.Place;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Choices of the rule form, value to word, in the reader's language. */
@Component
@RequiredArgsConstructor
class RuleChoices {

    private final RuleBook book;
    private final Categories categories;
    private final MessageSource messages;

    /** Groups and, indented, their leaves. */
    Map<String, String> categories() {
        boolean english = "en".equals(LocaleContextHolder.getLocale().getLanguage());
        Map<String, String> options = new LinkedHashMap<>();
        for (CategoryRef category : categories.all()) {
            if (category.active()) {
                String nameEn = category.nameEn();
                String name = english && nameEn != null ? nameEn : category.name();
                options.put(
                        category.id().toString(),
                        (category.parentId() == null ? "" : "\u3000") + category.code() + " " + name);
            }
        }
        return options;
    }

    /** The district and everything below, indented, in code order. */
    Map<String, String> areas(Actor actor) {
        Map<String, String> options = new LinkedHashMap<>();
        book.areas(actor).stream()
                .sorted(Comparator.comparing(Place::code))
                .forEach(place -> options.put(
                        place.id().toString(),
                        "\u3000".repeat(place.level().ordinal() - AreaLevel.DISTRICT.ordinal()) + place.name()));
        return options;
    }

    Map<String, String> targets(Actor actor) {
        Map<String, String> options = new LinkedHashMap<>();
        book.targets(actor).forEach(unit -> options.put(unit.id().toString(), unit.name()));
        return options;
    }

    Map<String, String> limitClasses() {
        Map<String, String> options = new LinkedHashMap<>();
        book.limitClasses().forEach(code -> options.put(code, text("deadline.limit-class." + code)));
        return options;
    }

    /** These values with the words under the prefix. */
    Map<String, String> options(String prefix, String... values) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String value : values) {
            options.put(value, text(prefix + value));
        }
        return options;
    }

    private String text(String key) {
        String text = messages.getMessage(key, null, key, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }
}
