package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.deadline.Calendar2026.SHIPPED;
import static org.shaodao.deadline.Calendar2026.at;
import static org.shaodao.deadline.Calendar2026.text;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueShiftTests {

    /** 2026-09-25 (Friday) is a holiday, 2026-09-20 (Sunday) is worked, 1 to 7 October are off. */
    @ParameterizedTest
    @CsvSource({
        "WORKING_DAYS_TO_CLOSE:5, 2, 2026-09-18 10:00, 2026-09-24 17:30, 2026-09-29 17:30",
        "WORKING_DAYS_SAME_TIME:2, 1, 2026-09-23 10:00, 2026-09-28 10:00, 2026-09-29 10:00",
        "WORKING_HOURS:240, 1, 2026-09-24 10:00, 2026-09-24 16:00, 2026-09-28 16:00",
        "NATURAL_DAYS:15, 5, 2026-09-18 10:00, 2026-10-03 10:00, 2026-10-08 10:00",
        "NATURAL_HOURS:1440, 1, 2026-09-24 10:00, 2026-09-25 10:00, 2026-09-26 10:00"
    })
    void anExtensionIsCountedAsTheLimitIs(String limit, int days, String start, String due, String later) {
        Deadline base = SHIPPED.deadline(at(start), Limit.of(limit));
        assertThat(text(base.dueAt())).isEqualTo(due);

        Deadline extended = DueShift.extension(days, base.limit().mode()).on(base, SHIPPED);

        assertThat(text(extended.dueAt())).isEqualTo(later);
        assertThat(extended.startedAt()).isEqualTo(base.startedAt());
        assertThat(extended.yellowAt()).isAfter(base.yellowAt()).isBefore(extended.dueAt());
        assertThat(extended.limit()).isEqualTo(base.limit().longer(days));
    }

    @Test
    void aPauseLeavesWhatWasLeft() {
        Deadline base = SHIPPED.deadline(at("2026-09-21 10:00"), Limit.workingDays(3));
        assertThat(text(base.dueAt())).isEqualTo("2026-09-24 17:30");

        Deadline after =
                DueShift.pause(at("2026-09-22 10:00"), at("2026-09-28 10:00")).on(base, SHIPPED);

        assertThat(text(after.dueAt())).isEqualTo("2026-09-30 17:30");
        Deadline natural = SHIPPED.deadline(at("2026-09-21 10:00"), Limit.naturalDays(3));
        assertThat(text(DueShift.pause(at("2026-09-22 10:00"), at("2026-09-28 10:00"))
                        .on(natural, SHIPPED)
                        .dueAt()))
                .isEqualTo("2026-09-30 10:00");
    }

    @Test
    void whatWasOverBeforeThePauseStaysOver() {
        Deadline base = SHIPPED.deadline(at("2026-09-21 10:00"), Limit.workingMinutes(60));

        assertThat(DueShift.pause(at("2026-09-22 10:00"), at("2026-09-28 10:00"))
                        .on(base, SHIPPED)
                        .dueAt())
                .isEqualTo(base.dueAt());
    }

    @Test
    void aSummonsGivesAtLeastItsTime() {
        Deadline base = SHIPPED.deadline(at("2026-09-21 10:00"), Limit.workingDays(3));

        assertThat(DueShift.until(at("2026-09-24 10:00"), at("2026-09-21 11:00"))
                        .on(base, SHIPPED))
                .isEqualTo(base);
        Deadline later =
                DueShift.until(at("2026-09-30 11:00"), at("2026-09-22 11:00")).on(base, SHIPPED);
        assertThat(text(later.dueAt())).isEqualTo("2026-09-30 11:00");
        assertThat(text(later.yellowAt())).isEqualTo("2026-09-28 11:00");
    }

    @Test
    void intoDaysWithoutCalendarItIsProvisional() {
        Deadline base = SHIPPED.deadline(at("2026-12-28 10:00"), Limit.workingDays(2));
        assertThat(base.provisional()).isFalse();

        assertThat(DueShift.extension(3, LimitMode.WORKING_DAYS_TO_CLOSE)
                        .on(base, SHIPPED)
                        .provisional())
                .isTrue();
        assertThat(SHIPPED.knows(LocalDate.of(2027, 1, 1).getYear())).isFalse();
    }
}
