package org.shaodao.catalogue.web;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.shaodao.catalogue.service.ChangeEffects;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.catalogue.service.Rehearsal;
import org.shaodao.organisation.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a change of the catalogue would alter, found by doing it for show. */
@Component
@RequiredArgsConstructor
class Preview {

    private final Rehearsal rehearsal;
    private final ObjectProvider<ChangeEffects> effects;

    /** What the change answered, and what it would alter. */
    record Tried<R>(R result, Effect effect) {}

    /** Throws what the change throws. */
    Effect effect(Callable<?> change, Actor actor) {
        return tried(change, actor).effect();
    }

    <R> Tried<R> tried(Callable<R> change, Actor actor) {
        Rehearsal.Outcome<R> outcome = rehearsal.of(change);
        ChangeEffects known = effects.getIfAvailable();
        return new Tried<>(
                Objects.requireNonNull(outcome.result()),
                known == null
                        ? new Effect(0, 0, List.of())
                        : known.onWaitingCases(outcome.before(), outcome.after(), actor));
    }
}
