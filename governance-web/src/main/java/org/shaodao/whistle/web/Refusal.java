package org.shaodao.whistle.web;

import java.util.Set;
import org.shaodao.shared.RuleViolation;
import org.springframework.validation.BindingResult;

/** A broken rule on a form: at the field whose text or number it is about, otherwise above the form. */
final class Refusal {

    /** Shows the rule; {@code fields}: the fields of the form that can carry one. */
    static void show(RuleViolation rule, Set<String> fields, BindingResult errors) {
        Object[] arguments = rule.getArguments();
        String field = field(rule.key(), arguments);
        if (fields.contains(field)) {
            errors.rejectValue(field, rule.key(), arguments, rule.key());
        } else {
            errors.reject(rule.key(), arguments, rule.key());
        }
    }

    private static String field(String key, Object[] arguments) {
        if (key.equals("shared.phone-invalid")) {
            return "phone";
        }
        return key.startsWith("shared.text") && arguments.length > 0 ? String.valueOf(arguments[0]) : "";
    }

    private Refusal() {}
}
