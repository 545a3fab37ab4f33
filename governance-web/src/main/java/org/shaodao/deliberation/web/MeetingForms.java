package org.shaodao.deliberation.web;

import org.shaodao.shared.RuleViolation;
import org.springframework.validation.BindingResult;

/** Puts a rule on the form: at the field whose text it is about, else at the top. */
final class MeetingForms {

    static void reject(BindingResult errors, RuleViolation violation) {
        Object[] arguments = violation.getArguments();
        if (violation.key().startsWith("shared.text-") && arguments.length > 0) {
            String name = String.valueOf(arguments[0]);
            String field = name.substring(name.lastIndexOf('.') + 1).replace("resolution-text", "text");
            if (errors.getFieldType(field) != null) {
                errors.rejectValue(field, violation.key(), arguments, violation.key());
                return;
            }
        }
        errors.reject(violation.key(), arguments, violation.key());
    }

    private MeetingForms() {}
}
