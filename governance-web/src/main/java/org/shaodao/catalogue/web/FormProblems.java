package org.shaodao.catalogue.web;

import org.shaodao.shared.RuleViolation;
import org.springframework.validation.BindingResult;

/** Puts a rule the user ran into on the form: at its field where the rule names one, else at the top. */
final class FormProblems {

    static void reject(BindingResult errors, RuleViolation violation) {
        Object[] arguments = violation.getArguments();
        if (violation.key().startsWith("shared.text-") && arguments.length > 0 && arguments[0] instanceof String key) {
            String field = field(key);
            if (errors.getFieldType(field) != null) {
                errors.rejectValue(field, violation.key(), arguments, violation.key());
                return;
            }
        }
        errors.reject(violation.key(), arguments, violation.key());
    }

    /** {@code catalogue.category.name-en} stands for the field {@code nameEn}. */
    private static String field(String key) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : key.substring(key.lastIndexOf('.') + 1).toCharArray()) {
            if (c == '-') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    private FormProblems() {}
}
