package org.shaodao.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.identity.service.AccountState;
import org.shaodao.identity.service.AccountStates;
import org.shaodao.identity.service.SecurityProperties;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the account on every request of a signed-in person: a disabled account, a session begun before the account
 * was changed or one past its absolute age ends here; a password that must be changed leads to that page and no other.
 */
@RequiredArgsConstructor
class AccountFilter extends OncePerRequestFilter {

    /** Session attribute: when the person signed in, in milliseconds. */
    static final String SIGNED_IN_AT = "signedInAt";

    /** Request attribute: the {@link AccountState}. */
    static final String STATE = "org.shaodao.identity.web.state";

    static final String PASSWORD_PAGE = "/me/password";

    private final AccountStates states;
    private final SecurityProperties rules;
    private final AuthenticationEntryPoint entryPoint;
    private final Clock clock;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<AccountState> state = states.of(who.account());
        if (state.isEmpty() || isOver(state.get(), request.getSession(false))) {
            end(request);
            entryPoint.commence(request, response, new InsufficientAuthenticationException("session over"));
            return;
        }
        request.setAttribute(STATE, state.get());
        if (state.get().mustChange() && !isAllowedBeforeChange(request.getRequestURI())) {
            sendToPasswordPage(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return StaticPaths.matches(request.getRequestURI());
    }

    private boolean isOver(AccountState state, @Nullable HttpSession session) {
        if (state.disabled()) {
            return true;
        }
        if (session == null) {
            return false;
        }
        Object at = session.getAttribute(SIGNED_IN_AT);
        Instant signedIn = Instant.ofEpochMilli(at instanceof Long millis ? millis : session.getCreationTime());
        return signedIn.plus(rules.absolute()).isBefore(clock.instant())
                || (state.sessionsFrom() != null && signedIn.isBefore(state.sessionsFrom()));
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static boolean isAllowedBeforeChange(String path) {
        return path.equals(PASSWORD_PAGE) || path.equals("/sign-out") || path.equals("/error");
    }

    private static void sendToPasswordPage(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", PASSWORD_PAGE);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", PASSWORD_PAGE);
        }
    }
}
