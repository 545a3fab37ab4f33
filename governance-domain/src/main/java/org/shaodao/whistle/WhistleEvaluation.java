package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;

/**
 * The one joint mark of a response (W11): the applicant enters, a leader countersigns; a low mark may be appealed once
 * to the district, and marks whose appeal was upheld count nowhere (rulings 21).
 */
@Embeddable
@Getter
public class WhistleEvaluation {

    @Getter(AccessLevel.NONE)
    private int speedMark;

    @Getter(AccessLevel.NONE)
    private int cooperationMark;

    @Getter(AccessLevel.NONE)
    private int resultMark;

    private @Nullable String markComment;

    private Instant markedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "marked_by"))
    private AccountId markedBy;

    private @Nullable Instant marksReturnedAt;

    private @Nullable String marksReturnReason;

    private @Nullable Instant countersignedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "countersigned_by"))
    private @Nullable AccountId countersignedBy;

    private @Nullable Instant appealDueAt;

    private @Nullable Instant appealedAt;

    private @Nullable String appealReason;

    private @Nullable Instant appealDecidedAt;

    private @Nullable Boolean appealUpheld;

    private @Nullable String appealOpinion;

    WhistleEvaluation(Marks marks, @Nullable String comment, AccountId by, Instant at) {
        speedMark = marks.speed();
        cooperationMark = marks.cooperation();
        resultMark = marks.result();
        markComment = comment;
        markedBy = by;
        markedAt = at;
    }

    public Marks marks() {
        return new Marks(speedMark, cooperationMark, resultMark);
    }

    /** A leader does not agree: not joined until the applicant has entered marks anew. */
    void giveBack(String reason, AccountId by, Instant at) {
        require(!isReturned(), "whistle.no-marks");
        require(!isCountersigned(), "whistle.already-countersigned");
        require(!by.equals(markedBy), "whistle.return-self");
        marksReturnedAt = at;
        marksReturnReason = reason;
    }

    /** Not while they are sent back, and not by who entered them. */
    void assertJoinableBy(AccountId by) {
        require(!isReturned(), "whistle.marks-open");
        require(!by.equals(markedBy), "whistle.countersign-self");
    }

    void countersign(AccountId by, Instant at, @Nullable Instant appealDue) {
        countersignedAt = at;
        countersignedBy = by;
        appealDueAt = marks().isLow() ? appealDue : null;
    }

    /** Against low marks that are joined, once and in time. */
    void appeal(String reason, Instant at) {
        require(isCountersigned() && marks().isLow(), "whistle.no-low-marks");
        require(appealedAt == null, "whistle.already-appealed");
        require(appealDueAt == null || !at.isAfter(appealDueAt), "whistle.appeal-late");
        appealedAt = at;
        appealReason = reason;
    }

    void decide(boolean upheld, String opinion, Instant at) {
        require(appealedAt != null && appealDecidedAt == null, "whistle.no-open-appeal");
        appealDecidedAt = at;
        appealUpheld = upheld;
        appealOpinion = opinion;
    }

    public boolean isReturned() {
        return marksReturnedAt != null;
    }

    public boolean isCountersigned() {
        return countersignedAt != null;
    }

    @SuppressWarnings("NullAway.Init")
    protected WhistleEvaluation() {
        // for Hibernate
    }
}
