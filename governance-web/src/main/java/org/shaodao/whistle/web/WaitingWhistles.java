package org.shaodao.whistle.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.Actor;
import org.shaodao.page.WorkCount;
import org.shaodao.whistle.service.WhistleQueue;
import org.springframework.stereotype.Component;

/** Whistles that wait for this person: the count beside the hub on every page. */
@Component
@RequiredArgsConstructor
class WaitingWhistles implements WorkCount {

    private final WhistleQueue queue;

    @Override
    public int newWork(Actor actor) {
        return queue.waiting(actor);
    }

    @Override
    public String href() {
        return "/whistles";
    }
}
