package org.shaodao.whistle.service;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.service.Calendars;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.Role;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Recorded;
import org.shaodao.whistle.WhistleClock;
import org.shaodao.whistle.WhistleLimits;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The limits of whistles per level, and of emergencies; the district's supervisor changes them. */
@Service
@RequiredArgsConstructor
public class WhistleClocks {

    private static final UUID TABLE =
            UUID.nameUUIDFromBytes("whistle-clock".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** One limit of the table. */
    public record ClockRow(WhistleLimits.Profile profile, WhistleClock clock, LimitMode mode, int amount) {

        Limit limit() {
            return new Limit(mode, amount);
        }
    }

    /** The limits in force with the calendar in force. */
    @Transactional(readOnly = true)
    public WhistleLimits current() {
        Map<WhistleLimits.Profile, Map<WhistleClock, Limit>> all = new EnumMap<>(WhistleLimits.Profile.class);
        for (ClockRow row : rows()) {
            all.computeIfAbsent(row.profile(), profile -> new EnumMap<>(WhistleClock.class))
                    .put(row.clock(), row.limit());
        }
        return new WhistleLimits(all, calendars.current());
    }

    /** The whole table, level by level. */
    @Transactional(readOnly = true)
    public List<ClockRow> rows() {
        return jdbc.sql("select profile, clock, mode, amount from whistle_clock").query(ClockRow.class).list().stream()
                .sorted(java.util.Comparator.comparing(ClockRow::profile).thenComparing(ClockRow::clock))
                .toList();
    }

    /**
     * Changes one limit that the table has; whistles that are already blown keep theirs. Throws {@link Forbidden} for
     * anybody but the district's supervisor and a rule for an amount that makes no sense.
     */
    @Transactional
    public void change(Actor actor, WhistleLimits.Profile profile, WhistleClock which, Limit limit) {
        if (!actor.has(Role.DISTRICT_SUPERVISOR)) {
            throw new Forbidden("nav.whistle-limits");
        }
        int changed = jdbc.sql("""
                        update whistle_clock set mode = :mode, amount = :amount
                         where profile = :profile and clock = :clock and (mode, amount) is distinct from (:mode, :amount)
                        """)
                .param("mode", limit.mode().name())
                .param("amount", limit.amount())
                .param("profile", profile.name())
                .param("clock", which.name())
                .update();
        if (changed > 0) {
            events.publishEvent(new Recorded(
                    "whistle-clock",
                    TABLE,
                    actor.account().value(),
                    Role.DISTRICT_SUPERVISOR.name(),
                    null,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    "whistle.event.limits-changed",
                    List.of(profile.name() + "." + which.name()),
                    null));
        }
    }
}
