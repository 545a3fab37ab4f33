package org.shaodao.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells, before the session is looked at, whether a script asks on its own: addresses that end in {@code /changes}. */
class QuietRequests extends OncePerRequestFilter {

    private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

    static boolean isQuiet() {
        return QUIET.get();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        QUIET.set("GET".equals(request.getMethod()) && request.getRequestURI().endsWith("/changes"));
        try {
            chain.doFilter(request, response);
        } finally {
            QUIET.remove();
        }
    }
}
