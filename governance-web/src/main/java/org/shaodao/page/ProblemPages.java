package org.shaodao.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws a {@link Problem}: a whole page, or for a part of a page a header and one sentence. */
@Slf4j
@Component
@RequiredArgsConstructor
class ProblemPages {

    private final Languages languages;
    private final MessageSource messages;

    ModelAndView show(
            Problem problem, @Nullable Throwable cause, HttpServletRequest request, HttpServletResponse response) {
        note(problem, cause, request);
        if (problem.ours() && request.getAttribute("ui") instanceof Ui ui) {
            ui.becomeQuiet();
        }
        if (problem.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean part = request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null;
        if (part) {
            response.setHeader("HX-Reswap", "none");
            response.setHeader("X-Problem", encoded(sentence(problem, request)));
        }
        ModelAndView page =
                new ModelAndView(part ? "page/problem :: part" : "page/problem", Map.of("problem", problem));
        page.setStatus(HttpStatusCode.valueOf(problem.status()));
        return page;
    }

    String text(HttpServletRequest request, String key, @Nullable Object... arguments) {
        String text = messages.getMessage(key, arguments, key, languages.resolveLocale(request));
        return text == null ? key : text;
    }

    /** Whether a broken connection to the database lies below this, however deep. */
    static boolean isDatabaseGone(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            boolean lostWhileEnding = at instanceof TransactionException && at.getCause() instanceof SQLException;
            if (lostWhileEnding || (at instanceof SQLException sql && isConnectionState(sql))) {
                return true;
            }
            if (at.getCause() == at) {
                return false;
            }
        }
        return false;
    }

    private static boolean isConnectionState(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof java.sql.SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }

    private String sentence(Problem problem, HttpServletRequest request) {
        String detail = problem.detail();
        return detail != null ? detail : text(request, "error." + problem.told() + ".title");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void note(Problem problem, @Nullable Throwable cause, HttpServletRequest request) {
        if (problem.status() == 503) {
            log.warn("{} {} {}: {}", problem.reference(), request.getMethod(), path(request), String.valueOf(cause));
        } else if (problem.ours()) {
            log.error("{} {} {}", problem.reference(), request.getMethod(), path(request), cause);
        } else {
            log.debug("{} {} {} {}", problem.reference(), problem.status(), request.getMethod(), path(request), cause);
        }
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.replaceAll("[\\p{Cntrl}]", "?");
    }
}
