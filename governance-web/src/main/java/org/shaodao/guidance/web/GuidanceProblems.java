package org.shaodao.guidance.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;
import org.springframework.validation.BindingResult;

/** Puts a rule the person ran into at its field; what belongs to none stands above. */
final class GuidanceProblems {

    private static final Map<String, String> FIELDS = Map.of(
            "guidance.duty.none",
            "duties",
            "guidance.duty.too-many",
            "duties",
            "guidance.duty.too-long",
            "duties",
            "guidance.policy.number-taken",
            "number");

    static void reject(BindingResult errors, RuleViolation rule) {
        String field = field(errors, rule);
        if (field == null) {
            errors.reject(rule.key(), rule.getArguments(), rule.key());
        } else {
            errors.rejectValue(field, rule.key(), rule.getArguments(), rule.key());
        }
    }

    /** A problem of a text names what it is about: {@code guidance.number} is the number of a document in either form. */
    private static @Nullable String field(BindingResult errors, RuleViolation rule) {
        Object[] arguments = rule.getArguments();
        if (!rule.key().startsWith("shared.text-") || arguments.length == 0) {
            return FIELDS.get(rule.key());
        }
        String name = String.valueOf(arguments[0]);
        String field = name.substring(name.lastIndexOf('.') + 1);
        if (errors.getFieldType(field) != null) {
            return field;
        }
        return field.equals("number") && errors.getFieldType("documentNumber") != null ? "documentNumber" : null;
    }

    private GuidanceProblems() {}
}
