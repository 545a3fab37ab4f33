package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.RuleViolation;

/** One person's time in one post, as holder or deputy; the last day counts. */
@Entity
@Getter
public class PostHolding extends AggregateRoot<PostHoldingId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "post-holding";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PostHoldingId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "post_id"))
    private PostId postId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId personId;

    @Enumerated(EnumType.STRING)
    private Employment employment;

    private boolean deputy;

    private LocalDate heldFrom;

    private @Nullable LocalDate heldTo;

    static PostHolding begin(
            Post post, Person person, Employment employment, boolean deputy, LocalDate from, Change change) {
        PostHolding holding = new PostHolding();
        holding.id = PostHoldingId.next();
        holding.postId = post.getId();
        holding.personId = person.getId();
        holding.employment = employment;
        holding.deputy = deputy;
        holding.heldFrom = from;
        holding.record(change.event(SUBJECT, holding.id.value(), "appointed"));
        return holding;
    }

    /** Ends it with {@code last} as the last day. */
    public void end(LocalDate last, Change change) {
        RuleViolation.require(heldTo == null, "organisation.holding-ended");
        RuleViolation.require(!last.isBefore(heldFrom), "organisation.ends-before-it-began");
        heldTo = last;
        record(change.event(SUBJECT, id.value(), "ended"));
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(heldFrom) && (heldTo == null || !day.isAfter(heldTo));
    }

    @SuppressWarnings("NullAway.Init")
    protected PostHolding() {
        // for Hibernate
    }
}
