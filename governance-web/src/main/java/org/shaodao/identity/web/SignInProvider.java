package org.shaodao.identity.web;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.shaodao.identity.service.SignIn;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Hands the form's login and password to {@link SignIn}. Authorities stay empty: rights come from posts. */
@Component
@RequiredArgsConstructor
class SignInProvider implements AuthenticationProvider {

    private final SignIn signIn;

    @Override
    public Authentication authenticate(Authentication tried) {
        String address =
                tried.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        String password =
                tried.getCredentials() == null ? "" : tried.getCredentials().toString();
        SignIn.Result result = signIn.attempt(tried.getName(), password, address);
        if (result instanceof SignIn.Result.Granted granted) {
            return UsernamePasswordAuthenticationToken.authenticated(
                    new SignedIn(granted.account(), granted.login()), null, List.of());
        }
        SignIn.Reason reason = ((SignIn.Result.Refused) result).reason();
        throw switch (reason) {
            case WRONG -> new BadCredentialsException("wrong");
            case LOCKED, THROTTLED -> new LockedException("later");
        };
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
