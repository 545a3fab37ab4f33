package org.shaodao.casework;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import lombok.Getter;
import org.jspecify.annotations.Nullable;

/**
 * How a case stands to others: merged into one, kept for several, come back after one. A merged case remembers the state
 * and the clock it had, so that unmerging restores them exactly (rulings 11, T29).
 */
@Embeddable
@Getter
public class CaseLinks {

    /** The case that is handled in its place now; follows when that one is merged in turn. */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "duplicate_of"))
    private @Nullable CaseId duplicateOf;

    /** The case it was merged into at first; stays as it is in a chain. */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "merged_into"))
    private @Nullable CaseId mergedInto;

    @Enumerated(EnumType.STRING)
    @Column(name = "merged_from")
    private @Nullable CaseStatus mergedFrom;

    @Column(name = "merged_clock_due_at")
    private @Nullable Instant mergedDueAt;

    @Column(name = "merged_clock_yellow_at")
    private @Nullable Instant mergedYellowAt;

    /** Cases merged into this one now, those merged before into them included. */
    @Column(name = "joined_count")
    private int joined;

    /** Of those, how many have somebody who asked. */
    @Column(name = "joined_requesters")
    private int joinedRequesters;

    /** The closed case this one is a recurrence of (T26). */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recurrence_of"))
    private @Nullable CaseId recurrenceOf;

    @Enumerated(EnumType.STRING)
    @Column(name = "void_reason")
    private @Nullable VoidReason voidReason;

    public boolean isMerged() {
        return duplicateOf != null;
    }

    void merge(CaseId kept, CaseStatus from, @Nullable Instant due, @Nullable Instant yellow) {
        duplicateOf = kept;
        mergedInto = kept;
        mergedFrom = from;
        mergedDueAt = due;
        mergedYellowAt = yellow;
        voidReason = VoidReason.MERGED;
    }

    void unmerge() {
        duplicateOf = null;
        mergedInto = null;
        mergedFrom = null;
        mergedDueAt = null;
        mergedYellowAt = null;
        voidReason = null;
    }

    void follow(CaseId kept) {
        duplicateOf = kept;
    }

    void count(int cases, int requesters) {
        joined += cases;
        joinedRequesters += requesters;
    }

    void recurrence(CaseId closed) {
        recurrenceOf = closed;
    }

    void annul(VoidReason reason) {
        voidReason = reason;
    }
}
