package org.shaodao.page;

import org.shaodao.organisation.Actor;

/** Counts the unread notices of somebody; asked once for every page, so it must be one cheap statement. */
public interface NoticeCount {

    /** How many notices this actor has not read, counted up to 100. */
    int unread(Actor actor);
}
