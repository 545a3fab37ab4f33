package org.shaodao.organisation.service;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place where a page of a list ended, as one word for the address. An unreadable one begins at the first page. */
final class Cursor {

    private static final String BETWEEN = "\u001f";

    static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }

    static String[] read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty() || cursor.length() > 1000) {
            return new String[0];
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.indexOf('\0') >= 0 ? new String[0] : text.split(BETWEEN, -1);
        } catch (IllegalArgumentException unreadable) {
            return new String[0];
        }
    }

    private Cursor() {}
}
