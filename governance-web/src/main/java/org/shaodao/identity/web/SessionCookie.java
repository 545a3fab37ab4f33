package org.shaodao.identity.web;

import java.util.List;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Names the session cookie {@code __Host-shaodao} where the connection is secure, {@code shaodao} elsewhere. */
class SessionCookie implements CookieSerializer {

    private final DefaultCookieSerializer secure = serializer("__Host-shaodao", true);
    private final DefaultCookieSerializer plain = serializer("shaodao", false);

    @Override
    public void writeCookieValue(CookieValue value) {
        (value.getRequest().isSecure() ? secure : plain).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(jakarta.servlet.http.HttpServletRequest request) {
        return (request.isSecure() ? secure : plain).readCookieValues(request);
    }

    private static DefaultCookieSerializer serializer(String name, boolean secure) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        serializer.setCookiePath("/");
        serializer.setUseHttpOnlyCookie(true);
        serializer.setUseSecureCookie(secure);
        serializer.setSameSite("Lax");
        return serializer;
    }
}
