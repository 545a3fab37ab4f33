package org.shaodao.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts the {@link Ui} of a request where every template finds it, error pages included, and takes a change of language. */
class UiFilter extends OncePerRequestFilter {

    private final Languages languages;
    private final Function<HttpServletRequest, Ui> uis;

    UiFilter(Languages languages, Function<HttpServletRequest, Ui> uis) {
        this.languages = languages;
        this.uis = uis;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Locale chosen = chosen(request);
        if (chosen != null) {
            languages.setLocale(request, response, chosen);
            response.sendRedirect(withoutLanguage(request));
            return;
        }
        request.setAttribute("ui", uis.apply(request));
        chain.doFilter(request, response);
    }

    private static @org.jspecify.annotations.Nullable Locale chosen(HttpServletRequest request) {
        String query = request.getQueryString();
        return "GET".equals(request.getMethod()) && query != null && query.contains("lang=")
                ? Languages.named(request.getParameter("lang"))
                : null;
    }

    private static String withoutLanguage(HttpServletRequest request) {
        String path = "/" + request.getRequestURI().replaceFirst("^[/\\\\]+", "");
        return UriComponentsBuilder.fromUriString(path)
                .query(request.getQueryString())
                .replaceQueryParam("lang")
                .build()
                .toUriString();
    }
}
