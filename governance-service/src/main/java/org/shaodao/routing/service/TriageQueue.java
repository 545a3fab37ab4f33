package org.shaodao.routing.service;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.RoutedCases;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.RoutingDecision;
import org.shaodao.catalogue.service.Rehearsal;
import org.shaodao.catalogue.service.RoutingSet;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Forbidden;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What nothing decides: accepted cases for which neither rule nor catalogue names a unit. They stay with the desk that
 * accepted them and stand here until a person dispatches them, so that none is lost.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class TriageQueue {

    /** The most cases looked at, the oldest first. */
    public static final int MOST = 2_000;

    private static final Role[] DESKS = {
        Role.COMMUNITY_DESK, Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR
    };

    private final RoutedCases cases;
    private final Rehearsal rehearsal;
    private final AreaScopes scopes;
    private final Clock clock;

    /** One case that waits for a person, with why. */
    public record Row(
            CaseId id,
            String number,
            @Nullable String category,
            @Nullable String place,
            String holder,
            Instant reportedAt,
            String reasonKey,
            List<String> arguments) {}

    /** Whether the actor has this page at all; throws {@link Forbidden} otherwise. */
    public static void requireDesk(Actor actor) {
        if (!actor.has(DESKS)) {
            throw new Forbidden("nav.triage");
        }
    }

    /** The queue of the actor's own area, the oldest first. Throws as {@link #requireDesk}. */
    public List<Row> list(Actor actor) {
        requireDesk(actor);
        AreaScope scope = scopes.of(actor).stream()
                .filter(AreaScope.InAreas.class::isInstance)
                .findFirst()
                .orElse(new AreaScope.Nothing());
        List<RoutedCases.Row> waiting = cases.accepted(scope, MOST);
        if (waiting.isEmpty()) {
            return List.of();
        }
        RoutingSet present = rehearsal.present();
        Instant now = clock.instant();
        List<Row> queue = new ArrayList<>();
        for (RoutedCases.Row kase : waiting) {
            CategoryId category = kase.categoryId();
            RoutingDecision decision = category == null
                    ? new RoutingDecision.AskHuman("catalogue.routing.no-category", "")
                    : present.decide(kase.facts(category, now));
            if (decision instanceof RoutingDecision.AskHuman ask) {
                queue.add(new Row(
                        kase.id(),
                        kase.number(),
                        kase.category(),
                        kase.place(),
                        kase.holder(),
                        kase.reportedAt(),
                        ask.reasonKey(),
                        ask.arguments()));
            }
        }
        return queue;
    }
}
