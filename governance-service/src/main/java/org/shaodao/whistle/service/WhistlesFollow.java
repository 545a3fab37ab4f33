package org.shaodao.whistle.service;

import java.time.ZoneOffset;
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
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets whistles that have not ended follow when one area takes over from another: their place, and the unit that owns
 * or proposed them. Desks and teams answer no whistle, so no response ever has to follow. The street that blew it stays
 * the street it belongs to.
 */
@Component
@RequiredArgsConstructor
class WhistlesFollow implements AreaFollower {

    private static final String LIVE = "t.state not in ('CLOSED', 'REFUSED', 'RECALLED')";

    private final JdbcClient jdbc;

    @Override
    public List<Following> preview(Succession change) {
        List<String> names = jdbc.sql("select t.number || ' ' || t.title from whistle_call t where " + calls(change)
                        + " order by t.number")
                .params(params(change))
                .query(String.class)
                .list();
        return List.of(new Following(
                "whistle.following.calls", names.size(), names.stream().limit(8).toList()));
    }

    @Override
    public void follow(Succession change, ChangeJournal journal) {
        Map<String, Object> params = params(change);
        List<UUID> ids = jdbc.sql(
                        "select t.id from whistle_call t where " + calls(change) + " order by t.id for update")
                .params(params)
                .query(UUID.class)
                .list();
        if (ids.isEmpty()) {
            return;
        }
        params.put("ids", ids);
        UUID from = change.fromDesk().value();
        UUID desk = Objects.requireNonNull(change.toDesk()).value();
        place(change, params, journal);
        for (String column : List.of("owner_unit_id", "proposed_by_unit_id")) {
            journal.repoint("whistle_call", column, from, desk, "t.id in (:ids)", params);
        }
        journal.insert(
                "whistle_participation",
                List.of("unit_id", "call_id"),
                "unit_id, call_id, since",
                "select cast(:toDesk as uuid), p.call_id, :at from whistle_participation p"
                        + " where p.unit_id = :fromDesk and p.call_id in (:ids)",
                params);
    }

    private static void place(Succession change, Map<String, Object> params, ChangeJournal journal) {
        UUID to = Objects.requireNonNull(change.to()).id().value();
        String column = column(change);
        if (change.level() == AreaLevel.GRID) {
            params.put(
                    "community",
                    Objects.requireNonNull(change.to().communityId()).value());
            journal.set(
                    Column.id("whistle_call", "community_id"),
                    "cast(:community as uuid)",
                    "t.id in (:ids) and t.grid_id = :from and t.community_id is distinct from :community",
                    params);
        }
        journal.repoint("whistle_call", column, change.from().id().value(), to, "t.id in (:ids)", params);
    }

    private static String column(Succession change) {
        return change.level() == AreaLevel.GRID ? "grid_id" : "community_id";
    }

    /** All that lie there, belong to its desk or were proposed by it; in a split those of chosen cases or grids. */
    private static String calls(Succession change) {
        String here = "t." + column(change) + " = :from";
        if (change.merge()) {
            return LIVE + " and (" + here + " or t.owner_unit_id = :fromDesk or t.proposed_by_unit_id = :fromDesk)";
        }
        return LIVE + " and " + here + " and "
                + (change.level() == AreaLevel.GRID
                        ? "exists (select 1 from whistle_case k where k.call_id = t.id and k.case_id in (:chosen))"
                        : "t.grid_id in (:chosen)");
    }

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("from", change.from().id().value());
        params.put("fromDesk", change.fromDesk().value());
        params.put("chosen", change.chosenOrNone());
        params.put("at", change.at().atOffset(ZoneOffset.UTC));
        if (change.toDesk() != null) {
            params.put("toDesk", change.toDesk().value());
        }
        return params;
    }
}
