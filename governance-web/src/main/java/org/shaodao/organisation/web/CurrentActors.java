package org.shaodao.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.shaodao.organisation.Actor;

/** Answers who acts in a request; the signed-in context implements it, and everything that draws a page asks it. */
public interface CurrentActors {

    /** The actor of this request with the posts valid now; empty while nobody is signed in. */
    Optional<Actor> of(HttpServletRequest request);
}
