package org.shaodao.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.shaodao.shared.Zone;

/** When a target may be written to: its limit a minute, the waiting after failures, the rhythm of digests. */
public final class SendingPace {

    /** Messages a robot takes in a minute (practice finding 18). */
    public static final int PER_MINUTE = 20;

    /** After so many failures in a row a target is shown as unreachable; it is still tried once an hour. */
    public static final int UNREACHABLE = 5;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /**
     * The first instant at which one more message keeps the limit.
     *
     * @param sent instants of earlier messages, oldest first
     */
    public static Instant free(List<Instant> sent, Instant now) {
        List<Instant> recent =
                sent.stream().filter(at -> at.isAfter(now.minus(WINDOW))).toList();
        return recent.size() < PER_MINUTE
                ? now
                : recent.get(recent.size() - PER_MINUTE).plus(WINDOW);
    }

    /** How long to wait after this many failures in a row: 30 s, doubled each time, at most an hour. */
    public static Duration waitAfter(int failures) {
        Duration wait = FIRST_WAIT;
        for (int i = 1; i < failures && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** When what happens at {@code at} is sent by a target that gathers so many minutes; 0 = at once. */
    public static Instant due(Instant at, int digestMinutes) {
        if (digestMinutes == 0) {
            return at;
        }
        LocalDateTime local = LocalDateTime.ofInstant(at, Zone.ID);
        LocalDateTime day = local.toLocalDate().atStartOfDay();
        long gone = Duration.between(day, local).toMinutes();
        LocalDateTime due = day.plusMinutes((gone / digestMinutes + 1) * digestMinutes);
        LocalDateTime midnight = day.plusDays(1);
        return (due.isAfter(midnight) ? midnight : due)
                .atZone(Zone.ID)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    private SendingPace() {}
}
