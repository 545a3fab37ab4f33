package org.shaodao.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Hands over files that people brought. Nothing in one may run, load or reach anything, its type is not guessed, and no
 * copy is kept on the way.
 */
public final class HandedFiles {

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    /** To be saved under this name; {@code type} is its media type. */
    public static void save(HttpServletResponse to, String name, String type, byte[] content) throws IOException {
        ContentDisposition how = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        send(to, how, type, content);
    }

    /** To be shown in the browser: only what we made ourselves. A name is for saving it from there; null = none. */
    public static void show(HttpServletResponse to, @Nullable String name, String type, byte[] content)
            throws IOException {
        ContentDisposition.Builder how = ContentDisposition.inline();
        if (name != null) {
            how.filename(name, StandardCharsets.UTF_8);
        }
        send(to, how.build(), type, content);
    }

    private static void send(HttpServletResponse to, ContentDisposition how, String type, byte[] content)
            throws IOException {
        to.setHeader("Content-Security-Policy", POLICY);
        to.setHeader("X-Content-Type-Options", "nosniff");
        to.setHeader("Cache-Control", "private, no-store");
        to.setHeader("Content-Disposition", how.toString());
        to.setContentType(type);
        to.setContentLength(content.length);
        to.getOutputStream().write(content);
    }

    private HandedFiles() {}
}
