package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaodao.shared.RuleViolation;

class DueTimesTests {

    @Test
    void countsByTheShippedCalendarWithoutAnythingElse() {
        DueTimes china = DueTimes.china();

        assertThat(china.due(Instant.parse("2026-02-13T09:31:00Z"), Limit.workingDays(1)))
                .as("Friday after the close: Saturday 14 February is worked and starts it, then the Spring Festival")
                .isEqualTo(Instant.parse("2026-02-24T09:30:00Z"));
        assertThat(china.due(Instant.parse("2026-09-30T08:00:00Z"), Limit.workingMinutes(120)))
                .isEqualTo(Instant.parse("2026-10-08T01:00:00Z"));
        assertThat(china.deadline(Instant.parse("2026-12-30T01:00:00Z"), Limit.workingDays(5))
                        .provisional())
                .isTrue();
    }

    @Test
    void countsInTheZoneAndHoursOfAnotherCityAcrossItsSummerTime() {
        DueTimes boston = DueTimes.weekly(ZoneId.of("America/New_York"), OfficeHours.of("08:30-17:00"), List.of());

        assertThat(boston.due(Instant.parse("2015-03-06T15:00:00Z"), new Limit(LimitMode.WORKING_DAYS_SAME_TIME, 1)))
                .as("Friday 10:00 in winter, Monday 10:00 in summer time")
                .isEqualTo(Instant.parse("2015-03-09T14:00:00Z"));
    }

    @Test
    void saysWhichLineOfACalendarCannotBeRead() throws IOException {
        assertThat(DueTimes.days(new StringReader("date,kind,hours\n2026-12-31,workday,08:30-10:00+10:30-12:00\n")))
                .containsExactly(new CalendarDay(
                        java.time.LocalDate.of(2026, 12, 31),
                        DayKind.WORKDAY,
                        null,
                        OfficeHours.of("08:30-10:00,10:30-12:00")));
        assertThatThrownBy(() -> DueTimes.days(new StringReader("date,kind\n2026-12-31,workday\n2026-13-01,holiday\n")))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        wrong -> assertThat(wrong.getArguments()).containsExactly(3));
        assertThatThrownBy(() -> DueTimes.days(new StringReader("day,kind\n"))).isInstanceOf(RuleViolation.class);
    }
}
