package org.shaodao.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.shared.RuleViolation;

class SendingPaceTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void noMinuteEverHoldsMoreThanTwenty() {
        Random random = new Random(170);
        List<Instant> sent = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 500; i++) {
            now = now.plusMillis(random.nextInt(4000));
            Instant free = SendingPace.free(sent, now);
            assertThat(free).isAfterOrEqualTo(now);
            now = free;
            sent.add(now);
        }
        for (Instant end : sent) {
            long within = sent.stream()
                    .filter(at -> at.isAfter(end.minus(Duration.ofMinutes(1))) && !at.isAfter(end))
                    .count();
            assertThat(within).isLessThanOrEqualTo(SendingPace.PER_MINUTE);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 60", "3, 120", "7, 1920", "8, 3600", "60, 3600"})
    void failuresAreWaitedForLongerAndLongerUpToAnHour(int failures, long seconds) {
        assertThat(SendingPace.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T01:00:00Z, 0, 2026-03-02T01:00:00Z",
        "2026-03-02T01:00:00Z, 30, 2026-03-02T01:30:00Z",
        "2026-03-02T01:29:59Z, 30, 2026-03-02T01:30:00Z",
        "2026-03-02T15:50:00Z, 240, 2026-03-02T16:00:00Z",
        "2026-03-02T15:50:00Z, 1440, 2026-03-02T16:00:00Z",
        "2026-03-02T15:50:00Z, 55, 2026-03-02T16:00:00Z"
    })
    void digestsComeAtRoundTimesInShanghai(Instant at, int minutes, Instant due) {
        assertThat(SendingPace.due(at, minutes)).isEqualTo(due);
    }

    @Test
    void aCopyNeverExceedsWhatARobotTakes() {
        Random random = new Random(171);
        for (int i = 0; i < 300; i++) {
            List<String> lines =
                    Collections.nCopies(random.nextInt(200), "事件 C2026-0000123 已派到本单位😀".repeat(1 + i % 3));
            String text = CopyText.fit("街道有新消息", lines, n -> "另有 " + n + " 条", "https://x/notices", 2048);
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
            long shown = text.lines().filter(line -> line.startsWith("事件")).count();
            if (shown < lines.size()) {
                assertThat(text).contains("另有 " + (lines.size() - shown) + " 条");
            }
            assertThat(text).endsWith("\nhttps://x/notices");
        }
    }

    @Test
    void aTextIsNeverCutWithinACharacter() {
        assertThat(CopyText.cut("吹哨😀", 6)).isEqualTo("吹哨");
        assertThat(CopyText.cut("吹哨😀", 9)).isEqualTo("吹哨");
        assertThat(CopyText.cut("吹哨😀", 10)).isEqualTo("吹哨😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/cgi-bin/webhook/send?key=1",
                "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
                "https://a@qyapi.weixin.qq.com/x",
                "https://127.0.0.1/x",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void aRobotLivesOnAnAllowedHostOnly(String address) {
        assertThatThrownBy(() -> TargetAddress.of(Channel.WECOM, address, null, List.of("qyapi.weixin.qq.com")))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void theHintGivesNothingAway() {
        TargetAddress address = TargetAddress.of(
                Channel.WECOM,
                "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11112222-secret-9f3c",
                null,
                List.of("qyapi.weixin.qq.com"));

        assertThat(address.hint()).isEqualTo("qyapi.weixin.qq.com/…9f3c");
        assertThat(TargetAddress.of(Channel.EMAIL, "desk@example.org", null, List.of())
                        .hint())
                .isEqualTo("d…@example.org");
    }
}
