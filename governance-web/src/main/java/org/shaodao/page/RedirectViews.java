package org.shaodao.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.context.support.WebApplicationObjectSupport;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

/** The views named {@code redirect:/…}, made anew for each answer: most addresses name one case and are met once. */
class RedirectViews extends WebApplicationObjectSupport implements ViewResolver, Ordered {

    private static final String PREFIX = "redirect:";

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        if (!name.startsWith(PREFIX)) {
            return null;
        }
        RedirectView view = new RedirectView(name.substring(PREFIX.length()), true, true);
        view.setApplicationContext(obtainApplicationContext());
        return view;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
