package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.RuleViolation;

class LimitTests {

    @ParameterizedTest
    @EnumSource
    void readsItsOwnText(LimitMode mode) {
        Limit limit = new Limit(mode, 5);

        assertThat(Limit.of(limit.toString())).isEqualTo(limit);
    }

    @Test
    void refusesNegativeAndEndlessAmounts() {
        assertThatThrownBy(() -> new Limit(LimitMode.NATURAL_DAYS, -1)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 3661))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void readsOfficeHours() {
        assertThat(OfficeHours.of("08:30-12:00,14:00-17:30")).isEqualTo(OfficeHours.DEFAULT);
        assertThat(OfficeHours.of(" 08:30 - 12:00 , 14:00 - 17:30 ")).hasToString("08:30-12:00,14:00-17:30");
        assertThat(OfficeHours.DEFAULT.length()).hasHours(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08:30", "08:30-", "12:00-08:30", "08:30-12:00,11:00-17:30", "8.30-12", "25:00-26:00"})
    void refusesHoursThatAreNone(String text) {
        assertThatThrownBy(() -> OfficeHours.of(text))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("deadline.hours-invalid");
    }
}
