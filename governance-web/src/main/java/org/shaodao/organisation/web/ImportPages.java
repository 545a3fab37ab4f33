package org.shaodao.organisation.web;

import org.shaodao.shared.PlainText;
import org.springframework.web.multipart.MultipartFile;

/** What the import pages have in common. */
final class ImportPages {

    /** The name of an uploaded file without folders and control characters. */
    static String nameOf(MultipartFile file) {
        String raw = file.getOriginalFilename();
        String name = PlainText.clean(raw == null ? "" : raw.replaceAll(".*[/\\\\]", ""));
        return name.isEmpty() ? "-" : name.length() > 120 ? name.substring(name.length() - 120) : name;
    }

    private ImportPages() {}
}
