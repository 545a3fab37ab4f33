package org.shaodao.whistle.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.FeedbackResult;
import org.shaodao.whistle.PlanTaskId;
import org.shaodao.whistle.WhistleLevel;
import org.springframework.format.annotation.DateTimeFormat;

/** What the action panel of a whistle sends; each step reads its own few fields. */
@Getter
@Setter
public class WhistleStepForm {

    private long version;
    private @Nullable String text;
    private @Nullable String person;
    private @Nullable String phone;

    @DateTimeFormat(pattern = "yyyy-MM-dd'T'HH:mm")
    private @Nullable LocalDateTime at;

    private boolean absent;
    private @Nullable ArrivalMode mode;
    private @Nullable FeedbackResult result;
    private @Nullable String basis;
    private @Nullable String proposes;
    private boolean upheld;
    private @Nullable UnitId unit;
    private @Nullable PlanTaskId task;
    private @Nullable String participants;
    private @Nullable Integer speed;
    private @Nullable Integer cooperation;
    private @Nullable Integer resultMark;
    private @Nullable WhistleLevel level;
    private @Nullable String coordinator;

    String words() {
        return Objects.requireNonNullElse(text, "");
    }

    String who() {
        return Objects.requireNonNullElse(person, "");
    }

    @Nullable
    Instant instant() {
        return at == null ? null : at.atZone(Zone.ID).toInstant();
    }
}
