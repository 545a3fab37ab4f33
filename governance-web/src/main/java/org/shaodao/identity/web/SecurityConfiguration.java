package org.shaodao.identity.web;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.shaodao.identity.service.AccountStates;
import org.shaodao.identity.service.SecurityProperties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets in: everybody to the sign-in page, the files and the health answer; only signed-in people to the rest. */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

    /** Notes that a session was seen; not again within a thirtieth of the idle time, so that most pages write nothing. */
    private static final String SEEN = """
            update spring_session s
               set session_id = v.session_id, last_access_time = v.seen, max_inactive_interval = v.idle,
                   expiry_time = v.expiry, principal_name = v.name
              from (values (cast(? as char(36)), cast(? as bigint), cast(? as int), cast(? as bigint),
                            cast(? as varchar), cast(? as char(36)))) v (session_id, seen, idle, expiry, name, id)
             where s.primary_id = v.id
               and (v.seen >= s.last_access_time + %d or v.session_id <> s.session_id
                    or v.idle <> s.max_inactive_interval or v.name is distinct from s.principal_name)
            """;

    @Bean
    SecurityFilterChain browser(
            HttpSecurity http,
            SignInProvider provider,
            SignInOutcome outcome,
            ExpiredPage expiredPage,
            AccountStates states,
            SecurityProperties rules,
            Clock clock) {
        SignInEntryPoint entryPoint = new SignInEntryPoint();
        // a manager of its own: with a parent behind it every wrong password would be counted twice
        return http.authenticationManager(new ProviderManager(provider))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(StaticPaths.patterns())
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.GET,
                                        "/sign-in",
                                        "/bootstrap",
                                        "/health",
                                        "/health/**",
                                        "/actuator/health/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.POST, "/bootstrap")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .successHandler(outcome)
                        .failureHandler(outcome))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(expiredPage))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(AbstractHttpConfigurer::disable)
                .addFilterBefore(new AccountFilter(states, rules, entryPoint, clock), AuthorizationFilter.class)
                .build();
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeaders() {
        FilterRegistrationBean<SecurityHeadersFilter> registration =
                new FilterRegistrationBean<>(new SecurityHeadersFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    /** Stands before the filter that opens and saves the session. */
    @Bean
    FilterRegistrationBean<RequestSession.Marking> requestSession() {
        FilterRegistrationBean<RequestSession.Marking> registration =
                new FilterRegistrationBean<>(new RequestSession.Marking());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    /** The session filter, and everybody else, gets the sessions as the request sees them. */
    @Bean
    static BeanPostProcessor requestSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof FindByIndexNameSessionRepository<?> sessions
                        ? RequestSessions.around(sessions)
                        : bean;
            }
        };
    }

    @Bean
    CookieSerializer sessionCookie() {
        return new SessionCookie();
    }

    /** Two answers of one session at the same time, as after a double tap, both keep what they set. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer simultaneousAnswers() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> idleTimeOut(SecurityProperties rules) {
        return sessions -> {
            sessions.setDefaultMaxInactiveInterval(rules.idle());
            sessions.setUpdateSessionQuery(
                    SEEN.formatted(rules.idle().dividedBy(30).toMillis()));
        };
    }

    /** Each statement on its own: a session is read and noted on every request, a row at a time. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    WebMvcConfigurer currentActorArguments(CurrentActorResolver resolver) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(resolver);
            }
        };
    }
}
