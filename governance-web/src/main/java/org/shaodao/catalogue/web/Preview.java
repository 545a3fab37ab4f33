package org.shaodao.catalogue.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.service.ChangeEffects;
import org.shaodao.catalogue.service.ChangeEffects.Effect;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.catalogue.service.ImportOutcome;
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

    /** Tries a change over the last cases and leads to the page that tells what came of it; throws what the change throws. */
    String overLatest(Callable<?> change, @Nullable LocalDate day, Wish wish, Actor actor) {
        Rehearsal.Outcome<?> outcome = rehearsal.of(change, day);
        return "redirect:" + effects.getObject().overLatestCases(outcome.before(), outcome.after(), wish, actor);
    }

    /**
     * Tries a file over the last cases, as of the latest day it names. What is wrong with it is told, and the page of the
     * trial otherwise; throws what reading the file throws.
     */
    ImportPage.Result file(Callable<ImportOutcome> file, Wish wish, Actor actor) {
        Rehearsal.Outcome<ImportOutcome> now = rehearsal.of(file);
        ImportOutcome outcome = Objects.requireNonNull(now.result());
        if (outcome.isRefused()) {
            return ImportPage.Result.of(outcome);
        }
        Rehearsal.Outcome<?> then = outcome.lastDay() == null ? now : rehearsal.of(file, outcome.lastDay());
        String page = effects.getObject().overLatestCases(then.before(), then.after(), wish, actor);
        return new ImportPage.Result(false, "catalogue.import.would", new Object[0], List.of(), page);
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
