package org.shaodao.deliberation.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.service.AreaFollower;
import org.shaodao.organisation.service.ChangeJournal;
import org.shaodao.organisation.service.ChangeJournal.Column;
import org.shaodao.organisation.service.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets joint meetings follow when the desk or team of an area ends in favour of another one: who is invited to a meeting
 * that is still to come, and who owns a resolution that is not confirmed. Who was at a meeting stays as it was. A split
 * changes nothing: the desk that was invited goes on.
 */
@Component
@RequiredArgsConstructor
class MeetingsFollow implements AreaFollower {

    private static final String INVITED =
            "t.unit_id = :fromDesk and t.meeting_id in (select m.id from meeting m where m.state = 'PLANNED')";

    private static final String OWNS = "t.owner_unit_id = :fromDesk"
            + " and t.meeting_id in (select m.id from meeting m where m.state in ('PLANNED', 'HELD'))";

    private final JdbcClient jdbc;

    @Override
    public List<Following> preview(Succession change) {
        List<String> names = change.merge()
                ? jdbc.sql("select m.number || ' ' || m.title from meeting m where m.id in (select t.meeting_id"
                                + " from meeting_invitation t where " + INVITED
                                + ") or m.id in (select t.meeting_id from meeting_resolution t where " + OWNS
                                + ") order by m.number")
                        .params(params(change))
                        .query(String.class)
                        .list()
                : List.of();
        return List.of(new Following(
                "deliberation.following.meetings",
                names.size(),
                names.stream().limit(8).toList()));
    }

    @Override
    public void follow(Succession change, ChangeJournal journal) {
        if (!change.merge()) {
            return;
        }
        Map<String, Object> params = params(change);
        UUID desk = Objects.requireNonNull(change.toDesk()).value();
        params.put("toDesk", desk);
        journal.set(
                Column.id("meeting_invitation", "unit_id")
                        .keyed("meeting_id")
                        .plain()
                        .asWhole(),
                "cast(:toDesk as uuid)",
                INVITED + " and not exists (select 1 from meeting_invitation o where o.meeting_id = t.meeting_id"
                        + " and o.unit_id = :toDesk)",
                params);
        journal.delete("meeting_invitation", INVITED, params);
        journal.set(Column.id("meeting_resolution", "owner_unit_id").plain(), "cast(:toDesk as uuid)", OWNS, params);
    }

    private static Map<String, Object> params(Succession change) {
        Map<String, Object> params = new HashMap<>();
        params.put("fromDesk", change.fromDesk().value());
        return params;
    }
}
