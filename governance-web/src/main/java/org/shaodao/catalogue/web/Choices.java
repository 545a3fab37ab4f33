package org.shaodao.catalogue.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.catalogue.service.CatalogueTables;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitKind;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Choices of the catalogue's forms, value to word, in the reader's language. */
@Component
@RequiredArgsConstructor
class Choices {

    private final MessageSource messages;
    private final Calendars calendars;
    private final CatalogueTables tables;

    Map<String, String> limitClasses(Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        calendars.limitClasses().forEach(limit -> options.put(limit.code(), limitClass(limit.code(), locale)));
        return options;
    }

    String limitClass(String code, Locale locale) {
        return text("deadline.limit-class." + code, locale);
    }

    Map<String, String> hazards(Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int level = 0; level <= 3; level++) {
            options.put(Integer.toString(level), text("catalogue.hazard." + level, locale));
        }
        return options;
    }

    Map<String, String> groups() {
        Map<String, String> options = new LinkedHashMap<>();
        tables.categories().stream()
                .filter(row -> row.parentId() == null && row.active())
                .forEach(row -> options.put(row.id().toString(), row.code() + " " + row.name()));
        return options;
    }

    /** Desks, teams and specialities that may assist. */
    Map<String, String> coUnits(Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        for (UnitKind kind : UnitKind.values()) {
            if (kind.isOnePerArea()) {
                options.put(kind.name(), text("UnitKind." + kind.name(), locale));
            }
        }
        for (Speciality speciality : Speciality.values()) {
            options.put(speciality.name(), text("Speciality." + speciality.name(), locale));
        }
        return options;
    }

    String text(String key, Locale locale) {
        String text = messages.getMessage(key, null, key, locale);
        return text == null ? key : text;
    }
}
