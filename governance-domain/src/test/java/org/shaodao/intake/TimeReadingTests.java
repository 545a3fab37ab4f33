package org.shaodao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.Zone;

class TimeReadingTests {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2019-04-25 09:32:09|2019-04-25T09:32:09",
                "2019/4/5 9:32|2019-04-05T09:32",
                "2019.4.5 9:32|2019-04-05T09:32",
                "2019年4月5日 9时32分|2019-04-05T09:32",
                "2019年4月5日下午3点|2019-04-05T15:00",
                "2019-04-05T09:32:09.123|2019-04-05T09:32:09",
                "2019-04-05T01:32:09Z|2019-04-05T09:32:09",
                "2019-04-05T09:32:09+08:00|2019-04-05T09:32:09",
                "2019-04-05T09:32:09+0800|2019-04-05T09:32:09",
                "２０１９／４／５　９：３２|2019-04-05T09:32",
                "20190405093209|2019-04-05T09:32:09",
                "20190405|2019-04-05T09:00",
                "2019-04-05|2019-04-05T09:00",
                "2019年4月5日|2019-04-05T09:00",
                "2019/4/5 3:04:05 PM|2019-04-05T15:04:05",
                "43560|2019-04-05T09:00",
                "43560.397326388896|2019-04-05T09:32:09"
            })
    void readsWhatPeopleWrite(String text, String expected) {
        assertThat(TimeReading.read(text, false))
                .contains(LocalDateTime.parse(expected).atZone(Zone.ID).toInstant());
    }

    @Test
    void countsDaysFrom1904WhenTheBookDoes() {
        assertThat(TimeReading.read("42098.5", true))
                .contains(
                        LocalDateTime.parse("2019-04-05T12:00").atZone(Zone.ID).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "昨天", "2019-13-01", "2019-02-30", "1", "99999", "0019-04-05", "2019-04-05 25:00", "=NOW()"})
    void readsNothingElse(String text) {
        assertThat(TimeReading.read(text, false)).isEmpty();
    }
}
