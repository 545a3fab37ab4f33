package org.shaodao.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The two languages of the pages: what was chosen (a cookie), else what the browser asks for, else Chinese. */
public final class Languages implements LocaleResolver {

    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private static final String NAME = "lang";
    private static final String CHOSEN = Languages.class.getName() + ".chosen";

    /** The language named by a tag such as {@code en} or {@code zh-CN}; null when it is neither. */
    static @Nullable Locale named(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        String language = Locale.forLanguageTag(tag).getLanguage();
        return switch (language) {
            case "zh" -> CHINESE;
            case "en" -> Locale.ENGLISH;
            default -> null;
        };
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Locale chosen) {
            return chosen;
        }
        Cookie cookie = WebUtils.getCookie(request, NAME);
        Locale kept = cookie == null ? null : named(cookie.getValue());
        if (kept != null) {
            return kept;
        }
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return CHINESE;
        }
        Locale asked = named(request.getLocale().toLanguageTag());
        return asked == null ? CHINESE : asked;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        Locale language = locale == null ? CHINESE : locale;
        request.setAttribute(CHOSEN, language);
        if (response != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(NAME, language.toLanguageTag())
                            .path(request.getContextPath() + "/")
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .maxAge(Duration.ofDays(365))
                            .build()
                            .toString());
        }
    }
}
