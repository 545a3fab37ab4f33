package org.shaodao.casework.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.ChangeJournal;
import org.shaodao.organisation.service.ChangeJournal.Column;
import org.shaodao.organisation.service.Place;
import org.shaodao.organisation.service.Places;
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the work beside cases follow when an area ends in favour of another one: buildings, assistance asked for and not
 * done, samples not yet looked at. In a split the buildings and requests chosen for the new grid, or the requests of the
 * grids chosen for the new community. Visits stay where they were made, and in a split samples beside their closed cases.
 */
@Component
@RequiredArgsConstructor
class FieldworkFollows implements AreaFollower {

    private static final String ASKED = "t.state in ('REQUESTED', 'APPROVED', 'ACCEPTED')";

    private static final String SAMPLED = "t.desk_unit_id = :fromDesk and t.checked_at is null";

    private static final String BUILT = "t.grid_id = :from and t.ended_at is null";

    private final JdbcClient jdbc;
    private final Places places;

    @Override
    public List<Following> preview(Succession change) {
        String here = "t." + column(change) + " = :from";
        return List.of(
                line(
                        "casework.following.buildings",
                        change,
                        "select t.name from building t where " + BUILT
                                + (change.merge() ? "" : " and t.id in (:chosen)")),
                line(
                        "casework.following.assistance",
                        change,
                        "select t.purpose from assistance_request t where " + ASKED + " and "
                                + (change.merge()
                                        ? "(" + here + " or :fromDesk in (t.desk_unit_id, t.from_unit_id))"
                                        : here + " and " + chosen(change))),
                line(
                        change.merge() ? "casework.following.samples" : "casework.following.samples-stay",
                        change,
                        "select c.number || ' ' || c.title from case_sample t join governance_case c on c.id = t.case_id where "
                                + SAMPLED));
    }

    private Following line(String key, Succession change, String sql) {
        List<String> names = jdbc.sql(sql + " order by 1")
                .params(params(change))
                .query(String.class)
                .list();
        return new Following(key, names.size(), names.stream().limit(8).toList());
    }

    @Override
    public List<Choice> choices(Place from) {
        if (from.level() != AreaLevel.GRID) {
            return List.of();
        }
        return jdbc.sql("""
                        (select t.id, 'casework.following.buildings' as key, t.name from building t
                          where t.grid_id = :from and t.ended_at is null order by t.name limit 500)
                        union all
                        (select t.id, 'casework.following.assistance', t.purpose from assistance_request t
                          where t.grid_id = :from and t.state in ('REQUESTED', 'APPROVED', 'ACCEPTED')
                          order by t.requested_at, t.id limit 500)
                        """)
                .param("from", from.id().value())
                .query(Choice.class)
                .list();
    }

    @Override
    public void follow(Succession change, ChangeJournal journal) {
        Map<String, Object> params = params(change);
        Place to = Objects.requireNonNull(change.to());
        UUID from = change.fromDesk().value();
        UUID desk = Objects.requireNonNull(change.toDesk()).value();
        params.put("to", to.id().value());
        params.put("toDesk", desk);
        params.put("street", Objects.requireNonNull(to.streetId()).value());
        params.put("community", Objects.requireNonNull(to.communityId()).value());
        if (!change.merge()) {
            split(change, params, journal);
            return;
        }
        String column = column(change);
        if (change.level() == AreaLevel.GRID) {
            buildings(change.from(), params, journal);
        }
        for (Places.Relief relief : places.reliefs(change.from(), to)) {
            params.put("before", relief.before().value());
            params.put("now", relief.now().value());
            journal.set(
                    Column.id("assistance_request", "desk_unit_id"),
                    "cast(:now as uuid)",
                    ASKED + " and t." + column + " = :from and t.desk_unit_id = :before",
                    params);
        }
        for (String above : List.of("street_id", "community_id")) {
            journal.set(
                    Column.id("assistance_request", above),
                    "cast(:" + above.replace("_id", "") + " as uuid)",
                    ASKED + " and t." + column + " = :from and t." + above + " is distinct from :"
                            + above.replace("_id", ""),
                    params);
        }
        journal.repoint(
                "assistance_request",
                column,
                change.from().id().value(),
                to.id().value(),
                ASKED,
                params);
        for (String unit : List.of("desk_unit_id", "from_unit_id")) {
            journal.repoint("assistance_request", unit, from, desk, ASKED, params);
        }
        journal.set(
                Column.id("case_sample", "desk_unit_id").keyed("case_id").plain(),
                "cast(:toDesk as uuid)",
                SAMPLED,
                params);
    }

    /** The desk that is asked changes with the community; the grid's buildings and requests as they were chosen. */
    private static void split(Succession change, Map<String, Object> params, ChangeJournal journal) {
        String theirs = ASKED + " and t." + column(change) + " = :from and " + chosen(change);
        journal.set(
                Column.id("assistance_request", "desk_unit_id"),
                "cast(:toDesk as uuid)",
                theirs + " and t.desk_unit_id = :fromDesk",
                params);
        journal.set(Column.id("assistance_request", column(change)), "cast(:to as uuid)", theirs, params);
        if (change.level() == AreaLevel.GRID) {
            journal.set(
                    Column.id("building", "grid_id").plain(),
                    "cast(:to as uuid)",
                    BUILT + " and t.id in (:chosen)",
                    params);
        }
    }

    private static String chosen(Succession change) {
        return change.level() == AreaLevel.GRID ? "t.id in (:chosen)" : "t.grid_id in (:chosen)";
    }

    private static String column(Succession change) {
        return change.level() == AreaLevel.GRID ? "grid_id" : "community_id";
    }

    /** Two buildings of one name stay apart: the one that comes says from which grid, and by its code where need be. */
    private void buildings(Place from, Map<String, Object> params, ChangeJournal journal) {
        String code = jdbc.sql("select code from area where id = ?")
                .param(from.id().value())
                .query(String.class)
                .single();
        for (String whence : List.of("（" + from.name() + "）", "（" + from.name() + " " + code + "）")) {
            params.put("whence", whence);
            journal.set(
                    new Column("building", "name", "text").plain(),
                    "t.name || cast(:whence as text)",
                    BUILT + " and " + named("t.name") + " and not " + named("t.name || cast(:whence as text)"),
                    params);
        }
        journal.set(Column.id("building", "grid_id").plain(), "cast(:to as uuid)", BUILT, params);
    }

    private static String named(String name) {
        return "exists (select 1 from building o where o.grid_id in (:from, :to) and o.id <> t.id and o.ended_at is null"
                + " and o.name = " + name + ")";
    }

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", change.from().id().value());
        params.put("fromDesk", change.fromDesk().value());
        params.put("chosen", change.chosenOrNone());
        return params;
    }
}
