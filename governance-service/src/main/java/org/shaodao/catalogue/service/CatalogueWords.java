package org.shaodao.catalogue.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.service.Calendars;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words of constants for the files of the catalogue, and constants for words: both languages and the plain names. */
@Component
@RequiredArgsConstructor
class CatalogueWords {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final MessageSource messages;
    private final Calendars calendars;

    String text(String key, Locale locale) {
        String text = messages.getMessage(key, null, key, locale);
        return text == null ? key : text;
    }

    String word(Enum<?> constant, Locale locale) {
        return text(key(constant), locale);
    }

    <E extends Enum<E>> Optional<E> constant(Class<E> type, String typed) {
        for (E constant : type.getEnumConstants()) {
            if (means(typed, constant.name(), key(constant))) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    String limitClass(String code, Locale locale) {
        return text("deadline.limit-class." + code, locale);
    }

    Optional<String> limitClass(String typed) {
        return calendars.limitClasses().stream()
                .map(LimitClass::code)
                .filter(code -> means(typed, code, "deadline.limit-class." + code))
                .findFirst();
    }

    String yesNo(boolean value, Locale locale) {
        return text(value ? "catalogue.yes" : "catalogue.no", locale);
    }

    /** Empty is no. */
    Optional<Boolean> yesNo(String typed) {
        if (typed.isEmpty() || means(typed, "false", "catalogue.no") || "0".equals(typed) || "×".equals(typed)) {
            return Optional.of(false);
        }
        return means(typed, "true", "catalogue.yes") || "1".equals(typed) || "√".equals(typed)
                ? Optional.of(true)
                : Optional.empty();
    }

    private boolean means(String typed, String name, String key) {
        return typed.equalsIgnoreCase(name)
                || LANGUAGES.stream().anyMatch(language -> typed.equalsIgnoreCase(text(key, language)));
    }

    private static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
}
