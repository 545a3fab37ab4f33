package org.shaodao.whistle;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;

/** The limits in force with the calendar they are counted by: level, kind, clock and a start in, an instant out. */
public final class WhistleLimits {

    /** Which set of limits: one per level, and one for emergencies of any level. */
    public enum Profile {
        ROUTINE,
        TACKLING,
        STUBBORN,
        EMERGENCY
    }

    private final Map<Profile, Map<WhistleClock, Limit>> limits;
    private final WorkingCalendar calendar;

    public WhistleLimits(Map<Profile, Map<WhistleClock, Limit>> limits, WorkingCalendar calendar) {
        this.limits = Map.copyOf(limits);
        this.calendar = calendar;
    }

    /**
     * When a clock that starts at {@code from} runs out; null for a clock that is switched off. An emergency takes its
     * own limit where it has one, else that of its level.
     */
    public @Nullable Instant due(WhistleKind kind, WhistleLevel level, WhistleClock clock, Instant from) {
        Limit limit = kind == WhistleKind.EMERGENCY ? find(Profile.EMERGENCY, clock) : null;
        if (limit == null) {
            limit = find(Profile.valueOf(level.name()), clock);
        }
        return limit == null || limit.amount() == 0
                ? null
                : calendar.deadline(from, limit).dueAt();
    }

    /** The end of the last of so many working days from an instant on. */
    public Instant workingDays(int days, Instant from) {
        return calendar.deadline(from, Limit.workingDays(days)).dueAt();
    }

    /** The limit of one set, null where it has none of its own. */
    public @Nullable Limit find(Profile profile, WhistleClock clock) {
        Map<WhistleClock, Limit> of = limits.get(profile);
        return of == null ? null : of.get(clock);
    }
}
