package org.shaodao.notification.web;

import lombok.RequiredArgsConstructor;
import org.shaodao.notification.service.Inbox;
import org.shaodao.organisation.Actor;
import org.shaodao.page.NoticeCount;
import org.springframework.stereotype.Component;

/** The number at the bell. */
@Component
@RequiredArgsConstructor
class UnreadNotices implements NoticeCount {

    private final Inbox inbox;

    @Override
    public int unread(Actor actor) {
        return inbox.unread(actor.account());
    }
}
