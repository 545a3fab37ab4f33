package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.AreaLevel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What organisation itself re-points when one area or Party organisation takes over from another. */
@Component
@RequiredArgsConstructor
class Succeeding {

    private static final String HERE = "(p.area_id = :from or p.unit_id = :fromDesk)";

    private static final String LIVE_HOLDINGS = " from post_holding h join post p on p.id = h.post_id join person x on"
            + " x.id = h.person_id where p.valid_to is null and h.held_to is null and " + HERE;

    private final JdbcClient jdbc;

    /** What may be chosen when an area is split: grids of a community, Party organisations, people in their posts. */
    List<AreaFollower.Choice> choices(Place from, UUID desk) {
        List<AreaFollower.Choice> choices = new ArrayList<>();
        Map<String, Object> params = Map.of("from", from.id().value(), "fromDesk", desk);
        if (from.level() == AreaLevel.COMMUNITY) {
            choices.addAll(ask(
                    "select t.id, 'organisation.following.grids' as key, t.name from area t"
                            + " where t.parent_id = :from and t.valid_to is null order by t.code",
                    params));
        } else {
            choices.addAll(ask(
                    "select t.id, 'organisation.following.party' as key, t.name from party_organisation t"
                            + " where t.area_id = :from and t.valid_to is null and t.level <> 'GRID_BRANCH'"
                            + " order by t.level, t.name",
                    params));
        }
        choices.addAll(ask(
                "select h.id, 'organisation.following.people' as key, x.name" + LIVE_HOLDINGS
                        + " order by p.type, x.name",
                params));
        return choices;
    }

    private List<AreaFollower.Choice> ask(String sql, Map<String, Object> params) {
        return jdbc.sql(sql).params(params).query(AreaFollower.Choice.class).list();
    }

    /** What would follow, with counts and first names. */
    List<AreaFollower.Following> preview(Succession change) {
        Map<String, Object> params = params(change);
        List<AreaFollower.Following> lines = new ArrayList<>();
        boolean merge = change.merge();
        String chosen = merge ? "" : " and t.id in (:chosen)";
        if (change.level() == AreaLevel.COMMUNITY) {
            count(
                    lines,
                    "grids",
                    "select t.name from area t where t.parent_id = :from and t.valid_to is null" + chosen,
                    params);
        }
        count(lines, "people", "select x.name" + LIVE_HOLDINGS + (merge ? "" : " and h.id in (:chosen)"), params);
        count(
                lines,
                "party",
                "select t.name from party_organisation t where t.area_id = :from and t.valid_to is null" + chosen,
                params);
        if (merge) {
            count(
                    lines,
                    "units",
                    "select t.name from unit t where t.area_id = :from and t.valid_to is null and t.id <> :fromDesk",
                    params);
        }
        return lines;
    }

    void count(List<AreaFollower.Following> lines, String key, String names, Map<String, Object> params) {
        List<String> found = jdbc.sql(names).params(params).query(String.class).list();
        lines.add(new AreaFollower.Following(
                "organisation.following." + key,
                found.size(),
                found.stream().limit(8).toList()));
    }

    /** Lets everything of a merged area go over. */
    void merge(Succession change, LocalDate day, ChangeJournal journal) {
        Map<String, Object> params = params(change);
        Place to = Objects.requireNonNull(change.to());
        UUID from = change.from().id().value();
        below(change, "true", params, journal);
        posts("area_id", from, to.id().value(), day, journal, params);
        posts("unit_id", uuid(params, "fromDesk"), uuid(params, "toDesk"), day, journal, params);
        journal.repoint("unit", "area_id", from, to.id().value(), "t.valid_to is null", params);
        journal.repoint(
                "unit", "parent_id", uuid(params, "fromDesk"), uuid(params, "toDesk"), "t.valid_to is null", params);
        journal.repoint("party_organisation", "area_id", from, to.id().value(), "t.valid_to is null", params);
        grids("t.grid_id = :from", "t.party_organisation_id, cast(:to as uuid)", params, journal);
        journal.insert(
                "area_alias",
                List.of("area_id", "code"),
                "area_id, system, code",
                "select cast(:to as uuid), 'MERGED', a.code from area a where a.id = :from",
                params);
    }

    /** Lets what was chosen go to the new part. */
    void split(Succession change, LocalDate day, ChangeJournal journal) {
        Map<String, Object> params = params(change);
        Place to = Objects.requireNonNull(change.to());
        UUID from = change.from().id().value();
        if (change.level() == AreaLevel.COMMUNITY) {
            below(change, "t.id in (:chosen) or t.parent_id in (:chosen)", params, journal);
        } else {
            journal.repoint("party_organisation", "area_id", from, to.id().value(), "t.id in (:chosen)", params);
            journal.insert(
                    "party_organisation_grid",
                    List.of("party_organisation_id", "grid_id"),
                    "party_organisation_id, grid_id",
                    "select g.party_organisation_id, cast(:to as uuid) from party_organisation_grid g where g.grid_id = :from",
                    params);
        }
        seated("area_id", from, to.id().value(), day, journal, params);
        seated("unit_id", uuid(params, "fromDesk"), uuid(params, "toDesk"), day, journal, params);
    }

    /** The chosen people of one seat go over; the new part gets the posts they need. */
    void seated(String seat, UUID from, UUID to, LocalDate day, ChangeJournal journal, Map<String, Object> more) {
        Map<String, Object> params = with(with(more, "seat", from), "newSeat", to);
        journal.insert(
                "post",
                List.of("id"),
                "id, type, " + seat + ", required_number, version",
                "select gen_random_uuid(), k.type, :newSeat, 1, 0 from (select distinct p.type from post_holding h"
                        + " join post p on p.id = h.post_id where p." + seat + " = :seat and p.valid_to is null"
                        + " and h.held_to is null and h.id in (:chosen)) k where not exists (select 1 from post n where n."
                        + seat + " = :newSeat and n.type = k.type and n.valid_to is null)",
                params);
        people(seat, from, to, day, journal, params);
    }

    /** The areas below, with the ancestors that stand on them. */
    private void below(Succession change, String which, Map<String, Object> params, ChangeJournal journal) {
        UUID from = change.from().id().value();
        Place to = Objects.requireNonNull(change.to());
        UUID street = Objects.requireNonNull(to.streetId()).value();
        UUID community = Objects.requireNonNull(to.communityId()).value();
        params.put("street", street);
        params.put("community", community);
        String below = change.level() == AreaLevel.COMMUNITY
                ? "t.community_id = :from and t.id <> :from and t.valid_to is null and (" + which + ")"
                : "t.parent_id = :from and t.valid_to is null";
        journal.set(
                ChangeJournal.Column.id("area", "street_id"),
                "cast(:street as uuid)",
                below + " and t.street_id is distinct from :street",
                params);
        journal.set(
                ChangeJournal.Column.id("area", "community_id"),
                "cast(:community as uuid)",
                below + " and t.community_id is distinct from :community",
                params);
        journal.repoint(
                "area",
                "parent_id",
                from,
                to.id().value(),
                change.level() == AreaLevel.COMMUNITY ? "t.valid_to is null and (" + which + ")" : "t.valid_to is null",
                params);
    }

    /** Posts of a place that ends: holders begin in the same kind of post of the other place; others go over as they are. */
    void posts(String seat, UUID from, UUID to, LocalDate day, ChangeJournal journal, Map<String, Object> more) {
        Map<String, Object> params = new HashMap<>(more);
        params.put("seat", from);
        params.put("newSeat", to);
        params.put("day", day);
        people(seat, from, to, day, journal, with(params, "all", true));
        String twin = "exists (select 1 from post n where n." + seat
                + " = :newSeat and n.type = t.type and n.valid_to is null)";
        journal.set(
                new ChangeJournal.Column("post", "valid_to", "date"),
                "cast(:day as date)",
                "t." + seat + " = :seat and t.valid_to is null and " + twin,
                params);
        journal.repoint("post", seat, from, to, "t.valid_to is null", params);
    }

    private static Map<String, Object> with(Map<String, Object> params, String key, Object value) {
        Map<String, Object> all = new HashMap<>(params);
        all.put(key, value);
        return all;
    }

    /**
     * People begin in the new post on the day and end in the old one the day before, so that they act in one place only;
     * all of them, or those chosen.
     */
    private void people(
            String seat, UUID from, UUID to, LocalDate day, ChangeJournal journal, Map<String, Object> more) {
        Map<String, Object> params = new HashMap<>(more);
        boolean all = params.remove("all") != null;
        params.put("seat", from);
        params.put("newSeat", to);
        params.put("day", day);
        String theirs = "p." + seat + " = :seat and p.valid_to is null and h.held_to is null"
                + (all ? "" : " and h.id in (:chosen)");
        String twin = "(select n.id from post n where n." + seat
                + " = :newSeat and n.type = p.type and n.valid_to is null order by n.id limit 1)";
        journal.insert(
                "post_holding",
                List.of("id"),
                "id, post_id, person_id, employment, deputy, held_from, version",
                "select gen_random_uuid(), " + twin
                        + ", h.person_id, h.employment, h.deputy, greatest(h.held_from, :day), 0"
                        + " from post_holding h join post p on p.id = h.post_id where " + theirs + " and " + twin
                        + " is not null",
                params);
        String there = " and t.held_to is null and t.id in (select h.id from post_holding h"
                + " join post p on p.id = h.post_id where " + theirs + " and " + twin + " is not null)";
        journal.delete("post_holding", "t.held_from >= :day" + there, params);
        journal.set(
                new ChangeJournal.Column("post_holding", "held_to", "date"),
                "cast(:day as date) - 1",
                "t.held_from < :day" + there,
                params);
    }

    /** Which branch serves which grid: what meets the condition is replaced by the new pairs. */
    void grids(String which, String pair, Map<String, Object> params, ChangeJournal journal) {
        journal.insert(
                "party_organisation_grid",
                List.of("party_organisation_id", "grid_id"),
                "party_organisation_id, grid_id",
                "select " + pair + " from party_organisation_grid t where " + which,
                params);
        journal.delete("party_organisation_grid", which, params);
    }

    private static UUID uuid(Map<String, Object> params, String key) {
        return (UUID) Objects.requireNonNull(params.get(key));
    }

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", change.from().id().value());
        params.put("fromDesk", change.fromDesk().value());
        params.put("chosen", change.chosenOrNone());
        if (change.to() != null) {
            params.put("to", change.to().id().value());
        }
        if (change.toDesk() != null) {
            params.put("toDesk", change.toDesk().value());
        }
        return params;
    }
}
