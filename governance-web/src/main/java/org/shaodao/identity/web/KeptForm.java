package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was typed into a form whose page had expired: where it goes and its fields. Files cannot be kept.
 *
 * @param action path the form was sent to
 * @param fields names and values in the order of the form
 */
record KeptForm(String action, List<Field> fields) {

    static final String ACTION = "kept-action";
    static final String PREFIX = "kept-field-";

    /** One value; long ones are shown in a text area. */
    record Field(String name, String value) {
        public boolean isLong() {
            return value.length() > 60 || value.indexOf('\n') >= 0;
        }

        /** Ids, versions and the like mean nothing to a reader. */
        public boolean isText() {
            return !value.isBlank() && !value.matches("[0-9a-fA-F-]{36}|[0-9]{1,4}|true|false|on|[A-Z_]{3,}");
        }
    }

    static boolean isIn(HttpServletRequest request) {
        return request.getParameter(ACTION) != null;
    }

    /** The fields of the very request that was refused. */
    static KeptForm of(HttpServletRequest request) {
        List<Field> fields = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")
                    && !name.toLowerCase(java.util.Locale.ROOT).contains("password")) {
                for (String value : values) {
                    fields.add(new Field(name, value));
                }
            }
        });
        return new KeptForm(request.getRequestURI(), fields);
    }

    /** The fields carried through the sign-in form. */
    static KeptForm carriedBy(HttpServletRequest request) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
            if (entry.getKey().startsWith(PREFIX)) {
                for (String value : entry.getValue()) {
                    fields.add(new Field(entry.getKey().substring(PREFIX.length()), value));
                }
            }
        }
        return new KeptForm(LocalPath.orHome(request.getParameter(ACTION)), fields);
    }
}
