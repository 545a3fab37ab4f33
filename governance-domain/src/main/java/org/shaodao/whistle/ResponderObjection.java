package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;

/** Why a unit holds itself not to be concerned, whom it names instead, and how that was decided (W6). */
@Embeddable
@Getter
public class ResponderObjection {

    private Instant objectedAt;

    private String objectionReason;

    private String objectionProposes;

    private @Nullable String objectionBasis;

    private @Nullable Instant objectionDueAt;

    private @Nullable Instant objectionDecidedAt;

    private @Nullable Boolean objectionUpheld;

    private @Nullable String objectionOpinion;

    ResponderObjection(
            String reason, String proposes, @Nullable String basis, Instant at, @Nullable Instant decisionDue) {
        objectedAt = at;
        objectionReason = reason;
        objectionProposes = proposes;
        objectionBasis = basis;
        objectionDueAt = decisionDue;
    }

    void decide(boolean upheld, String opinion, Instant at) {
        objectionDecidedAt = at;
        objectionUpheld = upheld;
        objectionOpinion = opinion;
    }

    public boolean isOpen() {
        return objectionDecidedAt == null;
    }

    @SuppressWarnings("NullAway.Init")
    protected ResponderObjection() {
        // for Hibernate
    }
}
