package org.shaodao.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What the sessions need to know of the request they are asked by: whether it is quiet, because a script asks on its own
 * (addresses that end in {@code /changes}), the session that was read for it already, and whether they could not be read
 * or written: then the page that says so is drawn without asking them again.
 */
class RequestSession {

    private static final String ATTRIBUTE = RequestSession.class.getName();
    private static final ThreadLocal<@Nullable RequestSession> CURRENT = new ThreadLocal<>();

    private final boolean quiet;
    private boolean lost;
    private @Nullable String id;
    private @Nullable Session session;

    private RequestSession(boolean quiet) {
        this.quiet = quiet;
    }

    /** The one of this thread's request; null outside requests. */
    static @Nullable RequestSession current() {
        return CURRENT.get();
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    @Nullable
    Session find(String wanted) {
        return wanted.equals(id) ? session : null;
    }

    void keep(String read, @Nullable Session found) {
        id = read;
        session = found;
    }

    void forget() {
        keep("", null);
    }

    private static RequestSession of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestSession known) {
            return known;
        }
        RequestSession made = new RequestSession(
                "GET".equals(request.getMethod()) && request.getRequestURI().endsWith("/changes"));
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** Stands before the filter that opens and saves the session, also when an error page is drawn. */
    static class Marking extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            RequestSession outer = CURRENT.get();
            CURRENT.set(of(request));
            try {
                chain.doFilter(request, response);
            } finally {
                CURRENT.set(outer);
                if (outer == null) {
                    CURRENT.remove();
                }
            }
        }
    }
}
