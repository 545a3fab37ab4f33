package org.shaodao.organisation.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A context that holds something in areas and units and lets it follow when one area takes over from another. Everything
 * is changed through the journal, so that it can be undone; organisation knows none of its followers (rulings 3).
 */
public interface AreaFollower {

    /**
     * What would follow.
     *
     * @param key message key of the line, with the count as its argument
     * @param names the first few by name
     */
    record Following(String key, long count, List<String> names) {}

    /**
     * Something that may go to the new part of a split or stay.
     *
     * @param key message key of its group
     */
    record Choice(UUID id, String key, String name) {}

    /** What would follow, for the page that is shown before it is done. */
    List<Following> preview(Succession change);

    /** What may be chosen for the new part when this area is split. */
    default List<Choice> choices(Place from) {
        return List.of();
    }

    /** Lets it follow, in the transaction of the change. */
    void follow(Succession change, ChangeJournal journal);

    /**
     * What stays with the successor although the change is undone, because it went on with it.
     *
     * @return by table, a condition over its row {@code t} in SQL
     */
    default Map<String, String> kept() {
        return Map.of();
    }

    /**
     * Told after a change was undone, in that transaction: every row has what it had, but for what was changed since.
     *
     * @param journal what the change had touched
     * @param from name of the area that had given way, {@code to} of the one that had taken over
     */
    default void undone(ChangeJournal journal, String from, String to, Instant at) {
        // nothing to tell
    }
}
