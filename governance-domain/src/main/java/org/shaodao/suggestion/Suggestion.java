package org.shaodao.suggestion;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Recorded;

/** What somebody says about the platform: submitted, taken up, answered once, or withdrawn before that. */
@Entity
@Table(name = "suggestion")
@Getter
public class Suggestion extends AggregateRoot<SuggestionId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SuggestionId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId accountId;

    /** The district its writer works in; null for people without one. */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private @Nullable AreaId districtId;

    @Enumerated(EnumType.STRING)
    private SuggestionKind kind;

    private String text;

    @Enumerated(EnumType.STRING)
    private SuggestionState state;

    private Instant submittedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "handler_id"))
    private @Nullable AccountId handlerId;

    private @Nullable String answer;

    private @Nullable Instant answeredAt;

    /** A new one. */
    public static Suggestion submit(
            SuggestionId id,
            AccountId writer,
            @Nullable AreaId district,
            SuggestionKind kind,
            String text,
            Instant at) {
        Suggestion made = new Suggestion();
        made.id = id;
        made.accountId = writer;
        made.districtId = district;
        made.kind = kind;
        made.text = text;
        made.submittedAt = at;
        made.state = SuggestionState.SUBMITTED;
        made.note("suggestion.event.SUBMITTED", writer, at);
        return made;
    }

    /** Somebody cares for it from now on. Throws {@link org.shaodao.shared.RuleViolation} unless it is just submitted. */
    public void takeUp(AccountId handler, Instant at) {
        require(state == SuggestionState.SUBMITTED, "suggestion.not-waiting");
        state = SuggestionState.IN_HAND;
        handlerId = handler;
        note("suggestion.event.IN_HAND", handler, at);
    }

    /** Answers it; throws {@link org.shaodao.shared.RuleViolation} when it is answered or withdrawn already. */
    public void answer(String words, AccountId handler, Instant at) {
        require(state.isOpen(), "suggestion.not-open");
        state = SuggestionState.ANSWERED;
        answer = words;
        answeredAt = at;
        handlerId = handler;
        note("suggestion.event.ANSWERED", handler, at);
    }

    /** Its writer takes it back; throws {@link org.shaodao.shared.RuleViolation} when it is answered or withdrawn already. */
    public void withdraw(Instant at) {
        require(state.isOpen(), "suggestion.not-open");
        state = SuggestionState.WITHDRAWN;
        note("suggestion.event.WITHDRAWN", accountId, at);
    }

    private void note(String key, AccountId who, Instant at) {
        record(new Recorded("suggestion", id.value(), who.value(), null, null, at, key, List.of(), null));
    }

    @SuppressWarnings("NullAway.Init")
    protected Suggestion() {
        // for Hibernate
    }
}
