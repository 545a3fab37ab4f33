package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.deadline.Calendar2026.SHIPPED;
import static org.shaodao.deadline.Calendar2026.at;
import static org.shaodao.deadline.Calendar2026.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTests {

    @ParameterizedTest(name = "{0} + {1} working days -> {2}")
    @CsvSource({
        // an ordinary week; the day of the start does not count
        "2026-03-02 09:00, 1, 2026-03-03 17:30",
        "2026-03-02 09:00, 5, 2026-03-09 17:30",
        "2026-03-06 09:00, 1, 2026-03-09 17:30",
        // closing time decides: 17:29 is still that day, 17:30 and 17:31 are the next one
        "2026-03-02 17:29, 1, 2026-03-03 17:30",
        "2026-03-02 17:30, 1, 2026-03-04 17:30",
        "2026-03-02 17:31, 1, 2026-03-04 17:30",
        // before opening, in the lunch break, at night
        "2026-03-02 00:00, 1, 2026-03-03 17:30",
        "2026-03-02 08:30, 1, 2026-03-03 17:30",
        "2026-03-02 12:00, 1, 2026-03-03 17:30",
        "2026-03-02 13:10, 1, 2026-03-03 17:30",
        "2026-03-02 23:59, 1, 2026-03-04 17:30",
        // Saturday 2026-02-14 is worked, 15 to 23 February are off
        "2026-02-13 17:29, 1, 2026-02-14 17:30",
        "2026-02-13 17:31, 1, 2026-02-24 17:30",
        "2026-02-14 10:00, 1, 2026-02-24 17:30",
        "2026-02-14 17:31, 1, 2026-02-25 17:30",
        "2026-02-13 10:00, 2, 2026-02-24 17:30",
        // 1 to 7 October are off, Sunday 20 September and Saturday 10 October are worked
        "2026-09-30 17:29, 1, 2026-10-08 17:30",
        "2026-09-30 17:31, 1, 2026-10-09 17:30",
        "2026-10-01 09:00, 1, 2026-10-09 17:30",
        "2026-10-07 23:00, 1, 2026-10-09 17:30",
        "2026-10-08 09:00, 2, 2026-10-10 17:30",
        "2026-10-09 09:00, 5, 2026-10-15 17:30",
        "2026-09-19 09:00, 1, 2026-09-21 17:30",
        // the year's end
        "2025-12-31 17:29, 1, 2026-01-04 17:30",
        "2025-12-31 17:31, 1, 2026-01-05 17:30",
        // the close of the same working day
        "2026-03-02 09:00, 0, 2026-03-02 17:30",
        "2026-03-02 17:29, 0, 2026-03-02 17:30",
        "2026-03-02 17:31, 0, 2026-03-03 17:30",
        "2026-10-03 09:00, 0, 2026-10-08 17:30",
    })
    void workingDaysEndAtTheCloseOfTheNthWorkingDayAfterTheStart(String start, int days, String due) {
        Deadline deadline = SHIPPED.deadline(at(start), Limit.workingDays(days));

        assertThat(text(deadline.dueAt())).isEqualTo(due);
        assertThat(deadline.provisional()).isFalse();
        assertThat(deadline.calendarVersion()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} + {1} working days, same time -> {2}")
    @CsvSource({
        "2026-03-02 09:00, 1, 2026-03-03 09:00",
        "2026-03-06 15:20, 1, 2026-03-09 15:20",
        "2026-03-06 17:29, 1, 2026-03-09 17:29",
        "2026-03-06 17:31, 1, 2026-03-10 08:30",
        "2026-03-06 12:30, 1, 2026-03-09 14:00",
        "2026-02-13 10:00, 2, 2026-02-24 10:00",
        "2026-09-30 16:00, 3, 2026-10-10 16:00",
        "2026-10-03 16:00, 1, 2026-10-09 08:30",
        "2026-03-02 09:00, 0, 2026-03-02 09:00",
    })
    void workingDaysOfTheSameTimeKeepTheTimeOfDay(String start, int days, String due) {
        Limit limit = new Limit(LimitMode.WORKING_DAYS_SAME_TIME, days);

        assertThat(text(SHIPPED.deadline(at(start), limit).dueAt())).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0} + {1} open minutes -> {2}")
    @CsvSource({
        "2026-03-02 09:00, 60, 2026-03-02 10:00",
        "2026-03-02 11:30, 60, 2026-03-02 14:30",
        "2026-03-02 16:30, 240, 2026-03-03 11:30",
        "2026-03-02 17:29, 240, 2026-03-03 14:29",
        "2026-03-02 17:31, 240, 2026-03-03 14:30",
        "2026-03-02 12:30, 30, 2026-03-02 14:30",
        "2026-03-06 17:00, 60, 2026-03-09 09:00",
        "2026-02-14 17:00, 60, 2026-02-24 09:00",
        "2026-10-04 10:00, 240, 2026-10-08 14:30",
        // ends at a close, not at the next opening
        "2026-03-02 08:30, 420, 2026-03-02 17:30",
        "2026-03-02 08:30, 210, 2026-03-02 12:00",
        "2026-03-02 09:00, 0, 2026-03-02 09:00",
        "2026-03-02 20:00, 0, 2026-03-03 08:30",
    })
    void workingHoursCountOpenMinutes(String start, int minutes, String due) {
        assertThat(text(SHIPPED.deadline(at(start), Limit.workingMinutes(minutes))
                        .dueAt()))
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "{0} + {1} -> {2}, yellow {3}")
    @CsvSource({
        "2026-10-01 23:50, NATURAL_HOURS:120, 2026-10-02 01:50, 2026-10-02 01:20",
        "2026-10-01 23:50, NATURAL_HOURS:30,  2026-10-02 00:20, 2026-10-02 00:12:30",
        "2026-02-14 17:31, NATURAL_HOURS:1440, 2026-02-15 17:31, 2026-02-15 11:31",
        "2025-12-25 10:00, NATURAL_DAYS:15, 2026-01-09 10:00, 2026-01-05 16:00",
        "2026-09-20 08:00, NATURAL_DAYS:15, 2026-10-05 08:00, 2026-09-30 08:30",
        "2027-05-01 08:00, NATURAL_DAYS:3, 2027-05-04 08:00, 2027-05-03 14:00",
    })
    void naturalLimitsNeverRoll(String start, String limit, String due, String yellow) {
        Deadline deadline = SHIPPED.deadline(at(start), Limit.of(limit));

        assertThat(text(deadline.dueAt())).isEqualTo(due);
        assertThat(text(deadline.yellowAt())).isEqualTo(yellow);
        assertThat(deadline.provisional()).isFalse();
    }

    @ParameterizedTest(name = "{0} + {1} -> yellow {2}")
    @CsvSource({
        // 7 + 7 open hours, a quarter of 14 is 3.5
        "2026-03-02 08:30, WORKING_DAYS_TO_CLOSE:1, 2026-03-03 12:00",
        // 28 open hours, the last 7 are the last day
        "2026-03-02 08:30, WORKING_DAYS_TO_CLOSE:3, 2026-03-04 17:30",
        // 42 open hours, the last 10.5
        "2026-03-02 08:30, WORKING_DAYS_TO_CLOSE:5, 2026-03-06 12:00",
        "2026-03-02 17:29, WORKING_DAYS_TO_CLOSE:5, 2026-03-06 15:44:45",
        "2026-03-02 09:00, WORKING_HOURS:240, 2026-03-02 12:00",
        "2026-03-02 09:00, WORKING_HOURS:0, 2026-03-02 09:00",
    })
    void turnsYellowWhenAQuarterOfTheOpenTimeIsLeft(String start, String limit, String yellow) {
        Deadline deadline = SHIPPED.deadline(at(start), Limit.of(limit));

        assertThat(text(deadline.yellowAt())).isEqualTo(yellow);
    }

    @Test
    void longLimitsTurnYellowAWorkingDayBeforeTheEndAtTheLatest() {
        WorkingCalendar calendar = Calendar2026.with(
                halfDay("2026-03-02"),
                halfDay("2026-03-03"),
                halfDay("2026-03-04"),
                halfDay("2026-03-05"),
                halfDay("2026-03-06"));

        Deadline deadline = calendar.deadline(at("2026-03-02 11:59"), Limit.workingDays(5));

        assertThat(text(deadline.dueAt())).isEqualTo("2026-03-09 17:30");
        assertThat(text(deadline.yellowAt())).isEqualTo("2026-03-06 12:00");
    }

    @Test
    void aHalfDayEndsAtItsOwnClose() {
        WorkingCalendar calendar = Calendar2026.with(halfDay("2026-02-14"));

        assertThat(text(calendar.deadline(at("2026-02-13 10:00"), Limit.workingDays(1))
                        .dueAt()))
                .isEqualTo("2026-02-14 12:00");
        assertThat(text(calendar.deadline(at("2026-02-14 13:00"), Limit.workingDays(1))
                        .dueAt()))
                .isEqualTo("2026-02-25 17:30");
        assertThat(text(calendar.deadline(at("2026-02-14 11:30"), Limit.workingMinutes(60))
                        .dueAt()))
                .isEqualTo("2026-02-24 09:00");
        assertThat(text(calendar.deadline(at("2026-02-13 15:00"), new Limit(LimitMode.WORKING_DAYS_SAME_TIME, 1))
                        .dueAt()))
                .isEqualTo("2026-02-14 12:00");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "2026-04-29 17:29, 2026-04-30 17:30",
        "2026-04-30 17:29, 2026-05-06 18:00",
        "2026-05-06 17:45, 2026-05-07 18:00",
        "2026-09-30 17:45, 2026-10-08 17:30",
        "2026-01-05 17:31, 2026-01-07 17:30",
    })
    void seasonsChangeTheHours(String start, String due) {
        WorkingCalendar calendar = Calendar2026.withSeasons(Map.of(
                MonthDay.of(5, 1), OfficeHours.of("08:30-12:00,14:30-18:00"),
                MonthDay.of(10, 1), OfficeHours.of("08:30-12:00,14:00-17:30")));

        assertThat(text(calendar.deadline(at(start), Limit.workingDays(1)).dueAt()))
                .isEqualTo(due);
    }

    @Test
    void aYearWithoutDataCountsMondayToFridayAndIsProvisional() {
        Deadline acrossNewYear = SHIPPED.deadline(at("2026-12-31 10:00"), Limit.workingDays(1));
        Deadline within = SHIPPED.deadline(at("2026-12-30 10:00"), Limit.workingDays(1));
        Deadline natural = SHIPPED.deadline(at("2026-12-31 10:00"), Limit.naturalDays(15));

        assertThat(text(acrossNewYear.dueAt())).isEqualTo("2027-01-01 17:30");
        assertThat(acrossNewYear.provisional()).isTrue();
        assertThat(within.provisional()).isFalse();
        assertThat(natural.provisional()).isFalse();
        assertThat(SHIPPED.knows(2026)).isTrue();
        assertThat(SHIPPED.knows(2027)).isFalse();
        assertThat(WorkingCalendar.withoutData()
                        .deadline(at("2026-03-06 17:31"), Limit.workingDays(1))
                        .provisional())
                .isTrue();
    }

    @Test
    void knowsTheWorkingDaysOfEachYear() {
        for (int[] expected : new int[][] {{2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}}) {
            LocalDate first = Year.of(expected[0]).atDay(1);
            assertThat(first.datesUntil(first.plusYears(1))
                            .filter(SHIPPED::isWorking)
                            .count())
                    .as("%d", expected[0])
                    .isEqualTo(expected[1]);
        }
    }

    @Test
    void aLaterStartNeverEndsEarlier() {
        Random random = new Random(20260214);
        for (LimitMode mode : LimitMode.values()) {
            for (int i = 0; i < 400; i++) {
                Limit limit = new Limit(mode, random.nextInt(mode.countsMinutes() ? 3000 : 20));
                Instant start = at("2026-01-01 00:00").plusSeconds(random.nextInt(350 * 24 * 3600));
                Instant later = start.plusSeconds(random.nextInt(3 * 24 * 3600));

                Deadline one = SHIPPED.deadline(start, limit);
                Deadline other = SHIPPED.deadline(later, limit);

                assertThat(other.dueAt())
                        .as("%s from %s and %s", limit, start, later)
                        .isAfterOrEqualTo(one.dueAt());
                assertThat(one.dueAt()).isAfterOrEqualTo(start);
                assertThat(one.yellowAt()).isBetween(start, one.dueAt());
            }
        }
    }

    @Test
    void openTimeAddsUp() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Instant start = at("2026-01-01 00:00").plusSeconds(random.nextInt(300 * 24 * 3600));
            Duration open = Duration.ofMinutes(random.nextInt(5000));

            Instant end = SHIPPED.afterOpen(start, open);

            assertThat(SHIPPED.openBetween(start, end)).isEqualTo(open);
        }
    }

    private static CalendarDay halfDay(String day) {
        return new CalendarDay(LocalDate.parse(day), DayKind.ADJUSTED_WORKDAY, null, OfficeHours.of("08:30-12:00"));
    }
}
