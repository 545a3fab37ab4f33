package org.shaodao.casework.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.casework.service.CaseRequestsReading;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.page.WorkCount;
import org.springframework.stereotype.Component;

/** Requests that wait for this person's decision: the count beside their list. */
@Component
@RequiredArgsConstructor
class DecisionCount implements WorkCount {

    /** Roles that decide anything. */
    static final Role[] DECIDERS = {
        Role.COMMUNITY_DESK, Role.STREET_DESK, Role.STREET_LEADER, Role.DISTRICT_DESK, Role.DISTRICT_SUPERVISOR
    };

    private final CaseRequestsReading requests;

    @Override
    public int newWork(Actor actor) {
        return requests.count(actor);
    }

    @Override
    public String href() {
        return "/cases/decisions";
    }
}
