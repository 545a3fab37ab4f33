package org.shaodao.whistle.service;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Ids;
import org.shaodao.whistle.WhistleEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the timeline row, lets the units called read the whistle, and raises the number that open pages ask for, all
 * in the transaction of the verb.
 */
@Component
@RequiredArgsConstructor
class WhistleTimeline {

    private final JdbcClient jdbc;

    @EventListener
    @Order(0)
    void on(WhistleEvent event) {
        OffsetDateTime at = event.at().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into whistle_event (id, call_id, sequence, action, from_state, to_state, actor_id, actor_role,
                                                   unit_id, responder_id, at, text)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        Ids.at(event.at()),
                        event.whistleId().value(),
                        event.sequence(),
                        event.action().name(),
                        event.from() == null ? null : event.from().name(),
                        event.to().name(),
                        event.actorId(),
                        event.actorRole(),
                        event.actorUnitId(),
                        event.responder() == null ? null : event.responder().value(),
                        at,
                        event.text()))
                .update();
        for (UnitId unit : event.joining()) {
            jdbc.sql(
                            "insert into whistle_participation (unit_id, call_id, since) values (?, ?, ?) on conflict do nothing")
                    .params(unit.value(), event.whistleId().value(), at)
                    .update();
        }
        raise(event);
    }

    /** The street, its district and every unit that reads the whistle, always in the same order. */
    private void raise(WhistleEvent event) {
        SortedSet<UUID> places = new TreeSet<>(jdbc.sql("""
                        select unit_id from whistle_participation where call_id = :call
                        union select street_id from whistle_call where id = :call
                        union select district_id from whistle_call where id = :call
                        """)
                .param("call", event.whistleId().value())
                .query(UUID.class)
                .list());
        for (UUID place : places) {
            jdbc.sql("""
                            insert into whistle_change as d (place_id, seq) values (?, 1)
                            on conflict (place_id) do update set seq = d.seq + 1
                            """).param(place).update();
        }
    }
}
