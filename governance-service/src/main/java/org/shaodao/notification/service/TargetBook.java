package org.shaodao.notification.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.notification.Channel;
import org.shaodao.notification.NoticeTargetId;
import org.shaodao.notification.SendingPace;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaScope;
import org.shaodao.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Targets with what became of their copies. */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class TargetBook {

    private static final int MOST = 500;

    private static final String ROW = """
            select t.id, t.unit_id, u.name as unit, t.channel, t.name, t.address_hint, t.secret_sealed is not null as signed,
                   t.digest_minutes, t.paused, t.version, coalesce(st.failures, 0) as failures, st.next_try_at, st.last_ok_at,
                   st.last_failed_at, st.last_answer,
                   (select count(*) from notice_copy c where c.target_id = t.id and c.state = 'WAITING') as waiting,
                   (select count(*) from notice_copy c where c.target_id = t.id and c.state = 'GIVEN_UP') as given_up
              from notice_target t
              join unit u on u.id = t.unit_id
              join area a on a.id = u.area_id
              left join notice_target_state st on st.target_id = t.id
            """;

    private final JdbcClient jdbc;
    private final TargetKeeping keeping;

    /** One target; {@code waiting} and {@code givenUp} count copies. */
    public record Row(
            UUID id,
            UUID unitId,
            String unit,
            Channel channel,
            String name,
            String addressHint,
            boolean signed,
            int digestMinutes,
            boolean paused,
            long version,
            int failures,
            @Nullable Instant nextTryAt,
            @Nullable Instant lastOkAt,
            @Nullable Instant lastFailedAt,
            @Nullable String lastAnswer,
            long waiting,
            long givenUp) {

        /** PAUSED, FAILED (not reached several times running), WAITING (never used) or DONE (last message accepted). */
        public String state() {
            if (paused) {
                return "PAUSED";
            }
            if (failures >= SendingPace.UNREACHABLE) {
                return "FAILED";
            }
            return lastOkAt == null && lastFailedAt == null ? "WAITING" : failures > 0 ? "RETRYING" : "DONE";
        }
    }

    /** One message that was sent or tried. */
    public record Delivery(
            Instant at,
            @Nullable Boolean succeeded,
            @Nullable String answer,
            int copies,
            boolean trial) {}

    /** The targets in the actor's reach, by unit and name. */
    public List<Row> list(Actor actor) {
        AreaScope scope = keeping.scope(actor);
        return jdbc.sql(ROW + " where " + within(scope) + " order by u.name, t.name, t.id limit " + MOST)
                .param("scope", ids(scope))
                .query(Row.class)
                .list();
    }

    /** One target in the actor's reach; throws {@link NotFound} beyond it. */
    public Row row(NoticeTargetId id, Actor actor) {
        AreaScope scope = keeping.scope(actor);
        return jdbc.sql(ROW + " where t.id = :id and " + within(scope))
                .param("id", id.value())
                .param("scope", ids(scope))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("target"));
    }

    /** The last twenty messages of a target whose row was found. */
    public List<Delivery> deliveries(NoticeTargetId id) {
        return jdbc.sql("""
                        select at, succeeded, answer, copies, trial from notice_delivery
                         where target_id = ? order by at desc limit 20
                        """).param(id.value()).query(Delivery.class).list();
    }

    private static String within(AreaScope scope) {
        if (scope instanceof AreaScope.InAreas in) {
            return switch (in.level()) {
                case CITY -> "(a.city_id in (:scope) or a.id in (:scope))";
                case DISTRICT -> "(a.district_id in (:scope) or a.id in (:scope))";
                default -> "a.id in (:scope)";
            };
        }
        return "false and a.id in (:scope)";
    }

    private static List<UUID> ids(AreaScope scope) {
        List<UUID> ids = scope instanceof AreaScope.InAreas in
                ? in.ids().stream().map(AreaId::value).toList()
                : List.of();
        return ids.isEmpty() ? List.of(new UUID(0, 0)) : ids;
    }
}
