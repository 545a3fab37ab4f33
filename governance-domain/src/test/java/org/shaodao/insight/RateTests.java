package org.shaodao.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, —",
        "0, 4, 0/4",
        "3, 4, 3/4",
        "4, 4, 4/4",
        "0, 5, 0.00%",
        "7, 9, 77.78%",
        "8, 9, 88.89%",
        "6507, 6523, 99.75%",
        "1, 800, 0.13%"
    })
    void sharesAreShownByTheirSize(long hits, long of, String text) {
        assertThat(new Rate(hits, of).text()).isEqualTo(text);
    }

    @Test
    void aCountIsANumber() {
        assertThat(Rate.count(2700).text()).isEqualTo("2700");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, NONE", "0, 100, LOW", "1, 100, USUAL", "15, 100, USUAL", "16, 100, HIGH", "3, 4, HIGH"})
    void theWhistleRateIsABand(long hits, long of, WhistleBand band) {
        assertThat(WhistleBand.of(new Rate(hits, of), 1, 15)).isEqualTo(band);
    }
}
