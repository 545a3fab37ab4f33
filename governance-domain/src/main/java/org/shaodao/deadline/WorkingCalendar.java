package org.shaodao.deadline;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shaodao.shared.Zone;

/**
 * Which days and hours are worked, and where a limit ends (rulings 9). Immutable and pure: a start and a limit in, a
 * {@link Deadline} out. A day without data counts as worked from Monday to Friday and makes the result provisional.
 */
public final class WorkingCalendar {

    /** Limits of at least this many working days turn yellow one working day before the end at the latest. */
    private static final int LONG_LIMIT = 5;

    private final int version;
    private final ZoneId zone;
    private final Map<LocalDate, CalendarDay> days;
    private final TreeMap<MonthDay, OfficeHours> seasons;

    /**
     * @param seasons office hours by the day of the year they begin at; before the first one the last one holds;
     *     empty = {@link OfficeHours#DEFAULT} the year round
     */
    public WorkingCalendar(int version, Collection<CalendarDay> days, Map<MonthDay, OfficeHours> seasons) {
        this(version, days, seasons, Zone.ID);
    }

    /** A calendar whose days and hours are those of another time zone. */
    public WorkingCalendar(int version, Collection<CalendarDay> days, Map<MonthDay, OfficeHours> seasons, ZoneId zone) {
        this.zone = zone;
        this.version = version;
        this.days = days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::day, Function.identity()));
        this.seasons = new TreeMap<>(seasons);
    }

    /** Monday to Friday, default hours, everything provisional. */
    public static WorkingCalendar withoutData() {
        return new WorkingCalendar(0, List.of(), Map.of());
    }

    public int version() {
        return version;
    }

    /** Where the limit ends that starts now. */
    public Deadline deadline(Instant start, Limit limit) {
        if (limit.mode().isNatural()) {
            return natural(start, limit);
        }
        LocalDateTime from = nextOpen(local(start));
        LocalDateTime due = switch (limit.mode()) {
            case WORKING_HOURS -> afterOpen(from, Duration.ofMinutes(limit.amount()));
            case WORKING_DAYS_TO_CLOSE -> {
                LocalDate last = plusWorkingDays(from.toLocalDate(), limit.amount());
                yield last.atTime(hours(last).closing());
            }
            case WORKING_DAYS_SAME_TIME -> {
                LocalDate last = plusWorkingDays(from.toLocalDate(), limit.amount());
                yield last.atTime(withinHours(last, from.toLocalTime()));
            }
            case NATURAL_HOURS, NATURAL_DAYS -> throw new IllegalStateException();
        };
        Duration whole = openBetween(from, due);
        LocalDateTime yellow =
                afterOpen(from, whole.multipliedBy(3).dividedBy(4).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        if (!limit.mode().countsMinutes() && limit.amount() >= LONG_LIMIT) {
            yellow = earlier(yellow, aWorkingDayBefore(due));
        }
        return new Deadline(
                start, instant(due), instant(earlier(yellow, due)), limit, version, provisional(start, instant(due)));
    }

    /** Whether offices work on this day; Monday to Friday where the calendar says nothing. */
    public boolean isWorking(LocalDate day) {
        CalendarDay known = days.get(day);
        return known == null
                ? day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
                : known.working();
    }

    /** What the calendar says about this day, if anything. */
    public Optional<CalendarDay> day(LocalDate day) {
        return Optional.ofNullable(days.get(day));
    }

    /** Whether every day of the year is known. */
    public boolean knows(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).allMatch(days::containsKey);
    }

    /** Office hours of a working day. */
    public OfficeHours hours(LocalDate day) {
        CalendarDay known = days.get(day);
        if (known != null && known.hours() != null) {
            return known.hours();
        }
        if (seasons.isEmpty()) {
            return OfficeHours.DEFAULT;
        }
        Map.Entry<MonthDay, OfficeHours> season = seasons.floorEntry(MonthDay.from(day));
        return (season == null ? seasons.lastEntry() : season).getValue();
    }

    public boolean isOpen(Instant at) {
        LocalDateTime local = local(at);
        return nextOpen(local).equals(local);
    }

    /** This instant when the offices are open, else their next opening. */
    public Instant nextOpening(Instant at) {
        return instant(nextOpen(local(at)));
    }

    /** Open time between two instants; zero when the second is not later. */
    public Duration openBetween(Instant from, Instant to) {
        return openBetween(local(from), local(to));
    }

    /** The instant at which this much open time has passed since {@code from}. */
    public Instant afterOpen(Instant from, Duration open) {
        return instant(afterOpen(nextOpen(local(from)), open));
    }

    /** The n-th working day after this one; this one or the next working day for 0. */
    public LocalDate plusWorkingDays(LocalDate day, int n) {
        LocalDate result = day;
        while (!isWorking(result)) {
            result = result.plusDays(1);
        }
        if (!result.equals(day) && n > 0) {
            // day itself is not worked: the first working day after it is already number one
            return forward(result, n - 1);
        }
        return forward(result, n);
    }

    /** The same time of day n working days later, whether or not the offices are open then. */
    public Instant workingDaysLater(Instant at, int n) {
        LocalDateTime local = local(at);
        return instant(plusWorkingDays(local.toLocalDate(), n).atTime(local.toLocalTime()));
    }

    /** An instant so many days later, counted as a limit of this mode is counted. */
    Instant daysLater(Instant due, LimitMode mode, int days) {
        if (mode.isNatural()) {
            return due.plus(Duration.ofDays(days));
        }
        LocalDateTime from = local(due);
        LocalDate day = plusWorkingDays(from.toLocalDate(), days);
        return instant(day.atTime(
                mode == LimitMode.WORKING_DAYS_TO_CLOSE ? hours(day).closing() : withinHours(day, from.toLocalTime())));
    }

    /** An instant ahead of a pause with as much time left after it; one that had passed stays. */
    Instant afterPause(Instant due, LimitMode mode, Instant from, Instant to) {
        if (!due.isAfter(from)) {
            return due;
        }
        return mode.isNatural() ? due.plus(Duration.between(from, to)) : afterOpen(to, openBetween(from, due));
    }

    Deadline moved(Deadline before, Limit limit, Instant due, Instant yellow) {
        boolean guessed = !limit.mode().isNatural() && provisional(before.startedAt(), due);
        return new Deadline(before.startedAt(), due, yellow, limit, version, guessed);
    }

    private LocalDate forward(LocalDate workingDay, int n) {
        LocalDate result = workingDay;
        for (int left = n; left > 0; left--) {
            do {
                result = result.plusDays(1);
            } while (!isWorking(result));
        }
        return result;
    }

    private Deadline natural(Instant start, Limit limit) {
        Duration whole = limit.mode() == LimitMode.NATURAL_DAYS
                ? Duration.ofDays(limit.amount())
                : Duration.ofMinutes(limit.amount());
        Instant due = start.plus(whole);
        Instant yellow = start.plus(whole.multipliedBy(3).dividedBy(4));
        if (limit.mode() == LimitMode.NATURAL_DAYS && workingDaysWithin(start, due) >= LONG_LIMIT) {
            Instant dayBefore = instant(aWorkingDayBefore(local(due)));
            if (dayBefore.isBefore(yellow)) {
                yellow = dayBefore;
            }
        }
        return new Deadline(start, due, yellow, limit, version, false);
    }

    private long workingDaysWithin(Instant start, Instant due) {
        return local(start)
                .toLocalDate()
                .datesUntil(local(due).toLocalDate())
                .filter(this::isWorking)
                .count();
    }

    private LocalDateTime aWorkingDayBefore(LocalDateTime due) {
        LocalDate day = due.toLocalDate().minusDays(1);
        while (!isWorking(day)) {
            day = day.minusDays(1);
        }
        return day.atTime(withinHours(day, due.toLocalTime()));
    }

    /** The time itself when the offices are open or just closing, else the day's next opening, else its close. */
    private LocalTime withinHours(LocalDate day, LocalTime time) {
        for (OfficeHours.Span span : hours(day).spans()) {
            if (time.isBefore(span.open())) {
                return span.open();
            }
            if (!time.isAfter(span.close())) {
                return time;
            }
        }
        return hours(day).closing();
    }

    private LocalDateTime nextOpen(LocalDateTime at) {
        LocalDate day = at.toLocalDate();
        if (isWorking(day)) {
            for (OfficeHours.Span span : hours(day).spans()) {
                if (at.toLocalTime().isBefore(span.open())) {
                    return day.atTime(span.open());
                }
                if (at.toLocalTime().isBefore(span.close())) {
                    return at;
                }
            }
        }
        do {
            day = day.plusDays(1);
        } while (!isWorking(day));
        return day.atTime(hours(day).opening());
    }

    private LocalDateTime afterOpen(LocalDateTime from, Duration open) {
        LocalDateTime at = from;
        Duration left = open;
        while (true) {
            LocalDateTime close = spanClose(at);
            Duration room = Duration.between(at, close);
            if (left.compareTo(room) <= 0) {
                return at.plus(left);
            }
            left = left.minus(room);
            at = nextOpen(close);
        }
    }

    private LocalDateTime spanClose(LocalDateTime open) {
        for (OfficeHours.Span span : hours(open.toLocalDate()).spans()) {
            if (open.toLocalTime().isBefore(span.close())) {
                return open.toLocalDate().atTime(span.close());
            }
        }
        throw new IllegalStateException("Not open: " + open);
    }

    private Duration openBetween(LocalDateTime from, LocalDateTime to) {
        Duration sum = Duration.ZERO;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            if (isWorking(day)) {
                for (OfficeHours.Span span : hours(day).spans()) {
                    LocalDateTime open = later(day.atTime(span.open()), from);
                    LocalDateTime close = earlier(day.atTime(span.close()), to);
                    if (open.isBefore(close)) {
                        sum = sum.plus(Duration.between(open, close));
                    }
                }
            }
        }
        return sum;
    }

    private boolean provisional(Instant start, Instant due) {
        return !local(start)
                .toLocalDate()
                .datesUntil(local(due).toLocalDate().plusDays(1))
                .allMatch(days::containsKey);
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, zone);
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(zone).toInstant();
    }
}
