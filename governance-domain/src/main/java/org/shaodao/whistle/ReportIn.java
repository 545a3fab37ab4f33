package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;

/**
 * One report-in as both sides tell it (W7): it counts at the unit's stated arrival unless the street disputes it in
 * time; silence confirms (rulings 21).
 */
@Embeddable
@Getter
public class ReportIn {

    private Instant arrivedAt;

    private String arrivedWho;

    @Enumerated(EnumType.STRING)
    private ArrivalMode arrivalMode;

    private Instant arrivalStatedAt;

    private @Nullable Instant disputeDueAt;

    private @Nullable Instant arrivalConfirmedAt;

    private @Nullable Instant disputedAt;

    private @Nullable String disputeNote;

    private @Nullable Instant streetArrivalAt;

    ReportIn(Instant arrived, String who, ArrivalMode mode, Instant statedAt, @Nullable Instant disputeDue) {
        arrivedAt = arrived;
        arrivedWho = who;
        arrivalMode = mode;
        arrivalStatedAt = statedAt;
        disputeDueAt = disputeDue;
    }

    void confirm(Instant at) {
        arrivalConfirmedAt = at;
    }

    void dispute(@Nullable Instant streetArrival, String note, Instant at) {
        disputedAt = at;
        disputeNote = note;
        streetArrivalAt = streetArrival;
    }

    /** The arrival that counts: the unit's, or the street's where it disputes; null when the street saw nobody. */
    public @Nullable Instant counted() {
        return disputedAt == null ? arrivedAt : streetArrivalAt;
    }

    @SuppressWarnings("NullAway.Init")
    protected ReportIn() {
        // for Hibernate
    }
}
