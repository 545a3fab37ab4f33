package org.shaodao.identity.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Answers a write without a valid token. A form of our own that lay open too long gets its text back; a form from
 * elsewhere gets nothing to press.
 */
@Component
class ExpiredPage implements AccessDeniedHandler {

    static final String FORM = "keptForm";

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (!(why instanceof CsrfException)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        boolean own = isSameOrigin(request);
        String path = request.getRequestURI();
        if (own && (path.equals("/sign-in") || path.equals("/sign-out"))) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", path.equals("/sign-in") ? "/sign-in?ended" : "/");
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        if (own) {
            request.setAttribute(FORM, KeptForm.of(request));
        }
        request.getRequestDispatcher("/sign-in/expired").forward(request, response);
    }

    /** Browsers say where a form comes from; one that says nothing is not trusted. */
    private static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals("null") && hostOf(origin).equals(request.getHeader("Host"));
    }

    private static String hostOf(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
