package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends an unknown visitor to the sign-in page and remembers the page asked for; htmx gets a header instead of a page. */
class SignInEntryPoint implements AuthenticationEntryPoint {

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException why)
            throws IOException {
        boolean htmx = request.getHeader("HX-Request") != null;
        String target = signInPage(htmx ? pageOf(request.getHeader("HX-Current-URL")) : pageOf(request), request);
        if (htmx) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", target);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", target);
        }
    }

    private static String signInPage(@Nullable String page, HttpServletRequest request) {
        boolean ended = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        String next = LocalPath.orHome(page);
        String query = next.equals("/") ? "" : "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        String why = ended ? (query.isEmpty() ? "ended" : "&ended") : "";
        return "/sign-in" + (query.isEmpty() && why.isEmpty() ? "" : "?" + query + why);
    }

    private static @Nullable String pageOf(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return null;
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static @Nullable String pageOf(@Nullable String url) {
        try {
            URI uri = url == null ? null : URI.create(url);
            return uri == null || uri.getRawPath() == null
                    ? null
                    : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
