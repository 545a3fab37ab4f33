package org.shaodao.page;

import org.shaodao.organisation.Actor;

/** Counts what waits for somebody; asked once for every page, so it must be one cheap statement. */
public interface WorkCount {

    /** How many things wait for this actor and were not taken up by anybody yet. */
    int newWork(Actor actor);

    /** Address of the menu entry the count stands beside. */
    default String href() {
        return "/cases";
    }
}
