package org.shaodao.notification.service;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the things that notices tell of are to be seen. */
final class SubjectPages {

    private static final Map<String, String> PAGES = Map.of(
            "case", "/cases/",
            "whistle", "/whistles/",
            "meeting", "/meetings/",
            "import", "/imports/",
            "admission-request", "/admissions/");

    /** The path of the page, or null where a kind of thing has none. */
    static @Nullable String path(String type, UUID id) {
        String page = PAGES.get(type);
        return page == null ? null : page + id;
    }

    private SubjectPages() {}
}
