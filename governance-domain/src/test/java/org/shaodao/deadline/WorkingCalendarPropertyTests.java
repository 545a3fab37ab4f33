package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.Zone;

/** What must hold for any calendar, start and limit; each seed is another calendar, a failure names it. */
class WorkingCalendarPropertyTests {

    private static final int STARTS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void workingMinutesAreExactlyTheOpenMinutesUntilTheDueTime(long seed) {
        Random random = new Random(seed);
        WorkingCalendar calendar = calendar(random);
        for (int i = 0; i < STARTS; i++) {
            Instant start = start(random);
            int minutes = 1 + random.nextInt(3000);

            Deadline deadline = calendar.deadline(start, Limit.workingMinutes(minutes));

            assertThat(calendar.openBetween(start, deadline.dueAt()))
                    .as("seed %d start %s minutes %d", seed, start, minutes)
                    .isEqualTo(Duration.ofMinutes(minutes));
            assertThat(minuteByMinute(calendar, start, deadline.dueAt(), minutes))
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void workingDaysEndAtTheCloseOfAWorkingDayWithThatManyAfterTheStart(long seed) {
        Random random = new Random(seed);
        WorkingCalendar calendar = calendar(random);
        for (int i = 0; i < STARTS; i++) {
            Instant start = start(random);
            int days = random.nextInt(30);

            Deadline deadline = calendar.deadline(start, Limit.workingDays(days));

            LocalDateTime due = local(deadline.dueAt());
            LocalDate from = local(calendar.nextOpening(start)).toLocalDate();
            assertThat(calendar.isWorking(due.toLocalDate())).isTrue();
            assertThat(due.toLocalTime())
                    .isEqualTo(calendar.hours(due.toLocalDate()).closing());
            assertThat(from.plusDays(1)
                            .datesUntil(due.toLocalDate().plusDays(1))
                            .filter(calendar::isWorking)
                            .count())
                    .as("seed %d start %s days %d", seed, start, days)
                    .isEqualTo(days);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 6, 7, 9, 10})
    void dueTimesGrowWithStartAndLimitAndYellowComesBetween(long seed) {
        Random random = new Random(seed);
        WorkingCalendar calendar = calendar(random);
        for (int i = 0; i < STARTS; i++) {
            Instant start = start(random);
            Instant later = start.plusSeconds(random.nextInt(200_000));
            LimitMode mode = LimitMode.values()[random.nextInt(LimitMode.values().length)];
            int amount = 1 + random.nextInt(mode.countsMinutes() ? 2000 : 20);
            Deadline shorter = calendar.deadline(start, new Limit(mode, amount));

            assertThat(calendar.deadline(later, new Limit(mode, amount)).dueAt())
                    .as("seed %d %s:%d from %s and %s", seed, mode, amount, start, later)
                    .isAfterOrEqualTo(shorter.dueAt());
            assertThat(calendar.deadline(start, new Limit(mode, amount + 1)).dueAt())
                    .isAfterOrEqualTo(shorter.dueAt());
            assertThat(shorter.yellowAt()).isBeforeOrEqualTo(shorter.dueAt());
            assertThat(shorter.dueAt()).isAfterOrEqualTo(start);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 14})
    void aYearWithoutDataIsMondayToFridayAndProvisional(long seed) {
        Random random = new Random(seed);
        WorkingCalendar unknown = WorkingCalendar.withoutData();
        for (int i = 0; i < STARTS; i++) {
            Deadline deadline = unknown.deadline(start(random), Limit.workingDays(1 + random.nextInt(10)));

            assertThat(local(deadline.dueAt()).getDayOfWeek().getValue()).isLessThan(6);
            assertThat(deadline.provisional()).isTrue();
            assertThat(deadline.calendarVersion()).isZero();
        }
    }

    /** Counts the open minutes one by one, the slow and obvious way. */
    private static boolean minuteByMinute(WorkingCalendar calendar, Instant start, Instant due, int minutes) {
        int open = 0;
        Instant at = start;
        while (at.isBefore(due)) {
            open += calendar.isOpen(at) ? 1 : 0;
            at = at.plusSeconds(60);
        }
        return open == minutes;
    }

    /** Two years with random holidays, make-up days, half days and seasons. */
    private static WorkingCalendar calendar(Random random) {
        List<CalendarDay> days = new ArrayList<>();
        LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).forEach(day -> {
            boolean weekend = day.getDayOfWeek().getValue() > 5;
            DayKind kind = random.nextInt(15) == 0
                    ? weekend ? DayKind.ADJUSTED_WORKDAY : DayKind.HOLIDAY
                    : weekend ? DayKind.WEEKEND : DayKind.WORKDAY;
            boolean half = kind.isWorking() && random.nextInt(20) == 0;
            days.add(new CalendarDay(day, kind, null, half ? OfficeHours.of("08:30-12:00") : null));
        });
        Map<MonthDay, OfficeHours> seasons = new HashMap<>();
        if (random.nextBoolean()) {
            seasons.put(MonthDay.of(5, 1), OfficeHours.of("08:00-12:00,15:00-18:00"));
            seasons.put(MonthDay.of(10, 1), OfficeHours.of("08:30-12:00,14:00-17:30"));
        }
        return new WorkingCalendar(1, days, seasons);
    }

    private static Instant start(Random random) {
        return LocalDateTime.of(2026, 1, 1, 0, 0)
                .plusMinutes(random.nextInt(500 * 24 * 60))
                .atZone(Zone.ID)
                .toInstant();
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, Zone.ID);
    }
}
