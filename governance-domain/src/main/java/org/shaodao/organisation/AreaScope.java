package org.shaodao.organisation;

import java.util.Set;

/**
 * Which rows a reader may see; a required parameter of every find and list (rulings 2). A list asks with one kind per
 * query, never with an OR; outside the scope is "not found".
 */
public sealed interface AreaScope {

    /** Rows whose area of this level is one of these: filtered by the denormalised ancestor column. */
    record InAreas(AreaLevel level, Set<AreaId> ids) implements AreaScope {
        public InAreas {
            ids = Set.copyOf(ids);
        }
    }

    /** Cases in which one of these units takes or took part. */
    record OfUnits(Set<UnitId> ids) implements AreaScope {
        public OfUnits {
            ids = Set.copyOf(ids);
        }
    }

    /** Cases one of these units holds at this moment: the to-do list of a desk or team. */
    record HeldBy(Set<UnitId> ids) implements AreaScope {
        public HeldBy {
            ids = Set.copyOf(ids);
        }
    }

    /** Only what this account reported itself. */
    record Own(AccountId account) implements AreaScope {}

    /** Figures of these areas without the texts and people behind them. */
    record FiguresOnly(AreaLevel level, Set<AreaId> ids) implements AreaScope {
        public FiguresOnly {
            ids = Set.copyOf(ids);
        }
    }

    record Nothing() implements AreaScope {}

    /** Only for the system: timers, commands, rebuilds. */
    record Everything() implements AreaScope {}
}
