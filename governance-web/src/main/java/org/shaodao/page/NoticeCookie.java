package org.shaodao.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import org.springframework.web.util.WebUtils;

/**
 * Carries the one word "done" to the next page in a cookie for that page. Kept in the session, as everything longer is,
 * each of them would cost two writes to the database, and one that nobody fetches would be read with every request.
 */
class NoticeCookie implements FlashMapManager {

    static final String NAME = "shaodao-notice";

    private static final String ATTRIBUTE = "notice";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,120}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._-]{0,400}");
    private static final Pattern VALUE = Pattern.compile("(" + KEY + "):(" + PATH + ")");
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final FlashMapManager session = new SessionFlashMapManager();

    @Override
    public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        Matcher value = VALUE.matcher(cookie == null ? "" : cookie.getValue());
        if (value.matches() && value.group(2).equals(request.getRequestURI())) {
            write(request, response, "", Duration.ZERO);
            FlashMap found = new FlashMap();
            found.put(ATTRIBUTE, value.group(1));
            return found;
        }
        return session.retrieveAndUpdate(request, response);
    }

    @Override
    public void saveOutputFlashMap(FlashMap flash, HttpServletRequest request, HttpServletResponse response) {
        String path = flash.getTargetRequestPath();
        if (flash.size() == 1
                && flash.get(ATTRIBUTE) instanceof String key
                && KEY.matcher(key).matches()
                && path != null
                && PATH.matcher(path).matches()) {
            write(request, response, key + ":" + path, KEPT);
        } else {
            session.saveOutputFlashMap(flash, request, response);
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, String value, Duration kept) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path("/")
                        .maxAge(kept)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
