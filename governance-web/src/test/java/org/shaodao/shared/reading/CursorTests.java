package org.shaodao.shared.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTests {

    @Test
    void whatIsWrittenIsReadAgainToTheMicrosecond() {
        Random random = new Random(20261125);
        for (int i = 0; i < 500; i++) {
            Instant at = random.nextInt(10) == 0
                    ? null
                    : Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000) * 1000L);
            Cursor cursor = new Cursor(at, new UUID(random.nextLong(), random.nextLong()));

            assertThat(Cursor.of(cursor.toString())).contains(cursor);
        }
    }

    @Test
    void onlyARowWithATimeIsFollowedByTime() {
        UUID id = UUID.randomUUID();
        Map<String, Object> params = new HashMap<>();

        assertThat(Cursor.following(null, "(a, b) <", params)).isEmpty();
        assertThat(Cursor.following(new Cursor(null, id).toString(), "(a, b) <", params))
                .isEmpty();
        assertThat(params).isEmpty();
        assertThat(Cursor.following(new Cursor(Instant.EPOCH, id).toString(), "(a, b) <", params))
                .isEqualTo(" and (a, b) < (:afterAt, :afterId)");
        assertThat(params).containsEntry("afterId", id).containsKey("afterAt");
    }
}
