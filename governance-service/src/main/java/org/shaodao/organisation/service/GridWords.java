package org.shaodao.organisation.service;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words that stand for constants in workbooks: Chinese in what is written, Chinese, English or the name in what is read. */
@Component
@RequiredArgsConstructor
class GridWords {

    private final MessageSource messages;

    @Nullable
    String of(@Nullable Enum<?> constant) {
        return constant == null ? null : of(constant, Locale.SIMPLIFIED_CHINESE);
    }

    private String of(Enum<?> constant, Locale locale) {
        String key = constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        return Objects.requireNonNull(messages.getMessage(key, null, constant.name(), locale));
    }

    <E extends Enum<E>> Map<String, E> all(E[] constants) {
        Map<String, E> words = new HashMap<>();
        for (E constant : constants) {
            words.put(constant.name(), constant);
            words.put(of(constant, Locale.SIMPLIFIED_CHINESE), constant);
            words.put(of(constant, Locale.ENGLISH).toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }
}
