package org.shaodao.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.service.Actors;
import org.shaodao.organisation.web.CurrentActor;
import org.shaodao.organisation.web.CurrentActors;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills {@link CurrentActor} arguments; the actor is built once per request, from the posts valid now. */
@Component
@RequiredArgsConstructor
class CurrentActorResolver implements HandlerMethodArgumentResolver, CurrentActors {

    private static final String ACTOR = CurrentActorResolver.class.getName() + ".actor";

    private final Actors actors;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CurrentActor.class) && parameter.getParameterType() == Actor.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        Optional<Actor> actor = servlet == null ? Optional.empty() : of(servlet);
        if (actor.isEmpty() && !parameter.isOptional()) {
            throw new AccessDeniedException("not signed in");
        }
        return actor.orElse(null);
    }

    @Override
    public Optional<Actor> of(HttpServletRequest request) {
        if (request.getAttribute(ACTOR) instanceof Actor known) {
            return Optional.of(known);
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            return Optional.empty();
        }
        Optional<Actor> actor = actors.actorOf(who.account());
        actor.ifPresent(built -> request.setAttribute(ACTOR, built));
        return actor;
    }
}
