package org.shaodao.catalogue.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files a person saves. */
final class Downloads {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    static ResponseEntity<byte[]> xlsx(String name, byte[] content) {
        return file(name, XLSX, content);
    }

    static ResponseEntity<byte[]> csv(String name, byte[] content) {
        return file(name, new MediaType("text", "csv", StandardCharsets.UTF_8), content);
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    private Downloads() {}
}
