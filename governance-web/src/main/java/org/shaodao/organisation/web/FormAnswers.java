package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.shaodao.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;

/** What the forms of these pages have in common. */
final class FormAnswers {

    /** Runs the verb; a broken rule goes onto the form, and the answer is false. */
    static boolean done(BindingResult errors, HttpServletResponse response, Runnable verb) {
        if (!errors.hasErrors()) {
            try {
                verb.run();
                return true;
            } catch (RuleViolation broken) {
                errors.reject(broken.key(), broken.getArguments(), broken.key());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return false;
    }

    /** Options of a select. */
    static <T> Map<String, String> options(List<T> things, Function<T, Object> value, Function<T, String> text) {
        Map<String, String> options = new LinkedHashMap<>();
        things.forEach(thing -> options.put(String.valueOf(value.apply(thing)), text.apply(thing)));
        return options;
    }

    private FormAnswers() {}
}
