package org.shaodao.casework.web;

import java.util.EnumSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.CaseQueue;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaScope;
import org.shaodao.page.WorkCount;
import org.springframework.stereotype.Component;

/** Cases that lie with one of my units and nobody there has taken up yet: the count on every page. */
@Component
@RequiredArgsConstructor
class WaitingCases implements WorkCount {

    private static final Set<CaseStatus> UNTOUCHED = EnumSet.of(
            CaseStatus.REPORTED,
            CaseStatus.ACCEPTED,
            CaseStatus.DISPATCHED,
            CaseStatus.RETURN_PENDING,
            CaseStatus.RESOLVED,
            CaseStatus.FOLLOW_UP);

    private final CaseQueue queue;

    @Override
    public int newWork(Actor actor) {
        if (actor.units().isEmpty()) {
            return 0;
        }
        CaseFilter untouched =
                new CaseFilter(true, UNTOUCHED, null, null, null, null, null, null, null, null, null, null, null);
        return Math.toIntExact(queue.count(new AreaScope.HeldBy(actor.units()), untouched));
    }
}
