package org.shaodao.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What went wrong, told to a person: the status picks the sentences, the reference finds the log line.
 *
 * @param status HTTP status of the answer
 * @param reference what to name when calling for help
 * @param detail the sentence of the rule that was broken; null when the status says it all
 * @param who who was faster
 * @param what what they did, as a word
 * @param when when they did it
 * @param typed what was written into the refused form, to be copied
 * @param back where the form came from
 */
public record Problem(
        int status,
        String reference,
        @Nullable String detail,
        @Nullable String who,
        @Nullable String what,
        @Nullable Instant when,
        List<Typed> typed,
        String back) {

    /** One text of a refused form. */
    public record Typed(String name, String value, int rows) {}

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final Set<Integer> TOLD = Set.of(400, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 503);

    static Problem of(int status, HttpServletRequest request) {
        return new Problem(status, newReference(), null, null, null, null, typed(request), back(request));
    }

    Problem withDetail(@Nullable String text) {
        return new Problem(status, reference, text, who, what, when, typed, back);
    }

    Problem withRival(@Nullable String rival, @Nullable String did, @Nullable Instant at) {
        return new Problem(status, reference, detail, rival, did, at, typed, back);
    }

    /** The status whose sentences are used. */
    public int told() {
        return TOLD.contains(status) ? status : status >= 500 ? 500 : 400;
    }

    /** Whether the platform and not the request is at fault. */
    public boolean ours() {
        return status >= 500;
    }

    private static String newReference() {
        StringBuilder text = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static List<Typed> typed(HttpServletRequest request) {
        List<Typed> texts = new ArrayList<>();
        if (!"POST".equals(request.getMethod())) {
            return texts;
        }
        request.getParameterMap().forEach((name, values) -> {
            if (isSecretOrTechnical(name)) {
                return;
            }
            for (String value : values) {
                if (isText(value)) {
                    texts.add(new Typed(name, value, Math.min(12, 2 + value.length() / 40)));
                }
            }
        });
        return texts;
    }

    private static boolean isSecretOrTechnical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("_")
                || lower.contains("password")
                || lower.contains("token")
                || lower.contains("secret")
                || lower.endsWith("id")
                || lower.equals("version")
                || lower.equals("from")
                || lower.equals("cursor");
    }

    /** A sentence somebody wrote, not a choice or a number. */
    private static boolean isText(String value) {
        return value.strip().length() > 9 && value.codePoints().anyMatch(c -> c > 0x2e80 || Character.isWhitespace(c));
    }

    private static String back(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return "/";
        }
        try {
            URI uri = new URI(referer);
            boolean own = request.getServerName().equals(uri.getHost());
            String path = uri.getRawPath();
            if (!own || path == null || !path.startsWith("/") || path.startsWith("//")) {
                return "/";
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (URISyntaxException unreadable) {
            return "/";
        }
    }
}
