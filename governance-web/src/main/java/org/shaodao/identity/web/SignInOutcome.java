package org.shaodao.identity.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.SecurityProperties;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * After a try to sign in: on to the page once asked for, or back to the form with one text for all wrong tries. Text
 * kept from an expired page is shown again, ready to be sent.
 */
@Component
@RequiredArgsConstructor
class SignInOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SecurityProperties rules;
    private final Clock clock;

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        var session = request.getSession();
        session.setAttribute(AccountFilter.SIGNED_IN_AT, clock.millis());
        session.setAttribute(SessionList.DEVICE, Device.of(request.getHeader("User-Agent")));
        endOldest(authentication.getName());
        if (KeptForm.isIn(request)) {
            request.getRequestDispatcher("/sign-in/kept").forward(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", LocalPath.orHome(request.getParameter("next")));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        request.setAttribute(
                "failure", why instanceof LockedException ? "identity.sign-in.later" : "identity.sign-in.wrong");
        request.getRequestDispatcher("/sign-in/failed").forward(request, response);
    }

    /** The session of this very request is stored only when the answer ends, hence one less. */
    private void endOldest(String account) {
        Map<String, ? extends Session> open = sessions.findByPrincipalName(account);
        List<? extends Session> oldestFirst = open.values().stream()
                .sorted(Comparator.comparing(Session::getLastAccessedTime))
                .toList();
        int surplus = oldestFirst.size() - (rules.maxSessions() - 1);
        for (int i = 0; i < surplus; i++) {
            sessions.deleteById(oldestFirst.get(i).getId());
        }
    }
}
