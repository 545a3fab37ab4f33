package org.shaodao.page;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.shaodao.organisation.web.CurrentActors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Languages, words and the frame object of all pages. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /** All files of {@code messages/}: one per context, its Chinese base file and an English one beside it. */
    @Bean
    static ReloadableResourceBundleMessageSource messageSource() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        String[] names = Arrays.stream(files)
                .map(Resource::getFilename)
                .filter(Objects::nonNull)
                .filter(name -> !name.endsWith("_en.properties"))
                .map(name -> "classpath:messages/" + name.substring(0, name.length() - ".properties".length()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        // keeps the files of a language together as one; asking them in turn costs a page a good part of its time
        ReloadableResourceBundleMessageSource messages = new ReloadableResourceBundleMessageSource();
        messages.setBasenames(names);
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    static WebMvcConfigurer typedIds() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(new IdConverter());
            }
        };
    }

    /**
     * Answers that send the browser on, without asking every kind of view for each new address; taking this name, it
     * also leaves out the choice of a view by content type, for there is one type.
     */
    @Bean
    static ViewResolver viewResolver() {
        return new RedirectViews();
    }

    @Bean
    static FlashMapManager flashMapManager() {
        return new NoticeCookie();
    }

    @Bean
    static Languages localeResolver() {
        return new Languages();
    }

    /** Before the security chain, so that its refusals are drawn with the frame as well. */
    @Bean
    static FilterRegistrationBean<UiFilter> uiFilter(
            Languages localeResolver,
            MessageSource messageSource,
            ObjectProvider<CurrentActors> actors,
            ObjectProvider<WorkCount> counts,
            ObjectProvider<NoticeCount> notices,
            ObjectProvider<Clock> clocks) {
        UiFilter filter = new UiFilter(
                localeResolver,
                request -> new Ui(
                        request,
                        localeResolver::resolveLocale,
                        asking -> Optional.ofNullable(actors.getIfAvailable()).flatMap(all -> all.of(asking)),
                        (actor, href) -> counts.stream()
                                .filter(count -> count.href().equals(href))
                                .mapToInt(count -> count.newWork(actor))
                                .sum(),
                        actor -> notices.stream()
                                .mapToInt(count -> count.unread(actor))
                                .sum(),
                        messageSource,
                        clocks.getObject()));
        FilterRegistrationBean<UiFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-110);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    /** After the frame object, so that its refusals are drawn with it; before the security chain asks for a field. */
    @Bean
    static FilterRegistrationBean<MultipartGuard> multipartGuard() {
        FilterRegistrationBean<MultipartGuard> registration = new FilterRegistrationBean<>(new MultipartGuard());
        registration.setOrder(-105);
        return registration;
    }
}
