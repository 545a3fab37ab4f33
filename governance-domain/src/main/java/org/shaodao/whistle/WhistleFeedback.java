package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;

/** What a unit reports as done (W9) and whether the street takes it (W10). */
@Embeddable
@Getter
public class WhistleFeedback {

    private Instant feedbackAt;

    @Enumerated(EnumType.STRING)
    private FeedbackResult feedbackResult;

    private String feedbackText;

    private @Nullable String feedbackBasis;

    private @Nullable Instant acceptDueAt;

    private @Nullable Instant acceptedAt;

    private @Nullable Instant sentBackAt;

    private @Nullable String streetOpinion;

    WhistleFeedback(FeedbackResult result, String text, @Nullable String basis, Instant at, @Nullable Instant due) {
        feedbackAt = at;
        feedbackResult = result;
        feedbackText = text;
        feedbackBasis = basis;
        acceptDueAt = due;
    }

    void accept(@Nullable String opinion, Instant at) {
        acceptedAt = at;
        streetOpinion = opinion;
    }

    void sendBack(String opinion, Instant at) {
        sentBackAt = at;
        streetOpinion = opinion;
    }

    /** Given and not sent back. */
    public boolean stands() {
        return sentBackAt == null;
    }

    @SuppressWarnings("NullAway.Init")
    protected WhistleFeedback() {
        // for Hibernate
    }
}
