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
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the work beside cases follow when an area ends in favour of another one: buildings, assistance asked for and not
 * done, samples not yet looked at. Visits stay where they were made. A split leaves all of it with the old area.
 */
@Component
@RequiredArgsConstructor
class FieldworkFollows implements AreaFollower {

    private static final String ASKED = "t.state in ('REQUESTED', 'APPROVED', 'ACCEPTED')";

    private static final String SAMPLED = "t.desk_unit_id = :fromDesk and t.checked_at is null";

    private static final String BUILT = "t.grid_id = :from and t.ended_at is null";

    private final JdbcClient jdbc;

    @Override
    public List<Following> preview(Succession change) {
        boolean grid = change.level() == AreaLevel.GRID;
        return List.of(
                line("casework.following.buildings", change, "select t.name from building t where " + BUILT),
                line(
                        "casework.following.assistance",
                        change,
                        "select t.purpose from assistance_request t where " + ASKED + " and (t."
                                + (grid ? "grid_id" : "community_id")
                                + " = :from or :fromDesk in (t.desk_unit_id, t.from_unit_id))"),
                line(
                        "casework.following.samples",
                        change,
                        "select c.number || ' ' || c.title from case_sample t join governance_case c on c.id = t.case_id where "
                                + SAMPLED));
    }

    private Following line(String key, Succession change, String sql) {
        List<String> names = change.merge()
                ? jdbc.sql(sql + " order by 1")
                        .params(params(change))
                        .query(String.class)
                        .list()
                : List.of();
        return new Following(key, names.size(), names.stream().limit(8).toList());
    }

    @Override
    public void follow(Succession change, ChangeJournal journal) {
        if (!change.merge()) {
            return;
        }
        Map<String, Object> params = params(change);
        Place to = Objects.requireNonNull(change.to());
        UUID from = change.fromDesk().value();
        UUID desk = Objects.requireNonNull(change.toDesk()).value();
        params.put("to", to.id().value());
        params.put("toDesk", desk);
        params.put("street", Objects.requireNonNull(to.streetId()).value());
        params.put("community", Objects.requireNonNull(to.communityId()).value());
        String column = change.level() == AreaLevel.GRID ? "grid_id" : "community_id";
        if (change.level() == AreaLevel.GRID) {
            journal.set(
                    Column.id("building", "grid_id").plain(),
                    "cast(:to as uuid)",
                    BUILT + " and not exists (select 1 from building o where o.grid_id = :to and o.name = t.name"
                            + " and o.ended_at is null)",
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

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", change.from().id().value());
        params.put("fromDesk", change.fromDesk().value());
        return params;
    }
}
