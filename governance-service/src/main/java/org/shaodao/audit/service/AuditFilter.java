package org.shaodao.audit.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the audit administrator looks for; empty fields match everything. {@code subject} is an id or a case number. */
public record AuditFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String account,
        @Nullable String action,
        @Nullable String subject) {

    /** Names of the fields in use, for the record of the reading itself. */
    List<String> used() {
        List<String> names = new ArrayList<>();
        if (from != null) {
            names.add("from");
        }
        if (to != null) {
            names.add("to");
        }
        if (isSet(account)) {
            names.add("account");
        }
        if (isSet(action)) {
            names.add("action");
        }
        if (isSet(subject)) {
            names.add("subject");
        }
        return names;
    }

    static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
