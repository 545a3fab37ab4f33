package org.shaodao.insight.service;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;

/** Days from the first to the last, both counted, in the zone of the platform; half-open as instants (indicators 8.1). */
public record WhistlePeriod(LocalDate first, LocalDate last) {

    /** The days; the year up to today where none are given. Throws {@link RuleViolation} when they run backwards. */
    public static WhistlePeriod of(@Nullable LocalDate first, @Nullable LocalDate last, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Zone.ID);
        LocalDate end = last == null ? today : last;
        LocalDate begin = first == null ? end.withDayOfYear(1) : first;
        RuleViolation.require(!end.isBefore(begin), "insight.period-backwards");
        return new WhistlePeriod(begin, end);
    }

    Instant from() {
        return first.atStartOfDay(Zone.ID).toInstant();
    }

    /** The end, never later than now: what is not due yet is neither on time nor late. */
    Instant to(Instant now) {
        Instant end = last.plusDays(1).atStartOfDay(Zone.ID).toInstant();
        return end.isAfter(now) ? now : end;
    }
}
