package org.shaodao.casework;

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
import java.util.Set;
import java.util.UUID;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Ids;
import org.shaodao.shared.News;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;

/**
 * The attempt to settle a dispute: open until the parties agree or it fails; a failed one is followed by another, for
 * example a joint meeting. It stands beside the case and does not move it.
 */
@Entity
@Table(name = "mediation")
@Getter
public class Mediation extends AggregateRoot<MediationId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private MediationId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Enumerated(EnumType.STRING)
    private MediationKind kind;

    @Enumerated(EnumType.STRING)
    private MediationState state;

    private String mediator;
    private Instant openedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "opened_by"))
    private AccountId openedBy;

    private @Nullable String agreement;
    private @Nullable String outcome;
    private @Nullable Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable AccountId endedBy;

    /** Opens one under {@code mediator}, a member of staff or a mediator by name. */
    public static Mediation open(CaseId caseId, MediationKind kind, String mediator, Doer doer, Instant at) {
        Mediation made = new Mediation();
        made.id = new MediationId(Ids.at(at));
        made.caseId = caseId;
        made.kind = kind;
        made.state = MediationState.OPEN;
        made.mediator = mediator;
        made.openedAt = at;
        made.openedBy = doer.account();
        made.record(made.told("MEDIATION_OPENED", doer, at));
        return made;
    }

    /** Tells the invited units of a meeting; throws once it has ended. */
    public void meet(String caseNumber, Set<UUID> invited, Doer doer, Instant at) {
        requireOpen();
        record(new News(
                told("MEDIATION_MET", doer, at),
                caseNumber,
                invited.isEmpty() ? List.of() : List.of(Notice.toUnits("casework.notice.meeting", invited))));
    }

    /** The parties agree on this text. */
    public void agree(String text, Doer doer, Instant at) {
        end(MediationState.AGREED, doer, at);
        agreement = text;
        record(told("MEDIATION_AGREED", doer, at));
    }

    /** No agreement, for this reason. */
    public void fail(String why, Doer doer, Instant at) {
        end(MediationState.FAILED, doer, at);
        outcome = why;
        record(told("MEDIATION_FAILED", doer, at));
    }

    /** A commitment of the agreement was kept; throws where there is no agreement. */
    public void noteKept(Doer doer, Instant at) {
        require(state == MediationState.AGREED, "casework.mediation.no-agreement");
        record(told("MEDIATION_KEPT", doer, at));
    }

    private void end(MediationState how, Doer doer, Instant at) {
        requireOpen();
        state = how;
        endedAt = at;
        endedBy = doer.account();
    }

    private void requireOpen() {
        require(state == MediationState.OPEN, "casework.mediation.ended");
    }

    private Recorded told(String what, Doer doer, Instant at) {
        return new Recorded(
                "case",
                caseId.value(),
                doer.account().value(),
                doer.role().name(),
                doer.unit() == null ? null : doer.unit().value(),
                at,
                "casework.event." + what,
                List.of(),
                null);
    }

    @SuppressWarnings("NullAway.Init")
    protected Mediation() {
        // for Hibernate
    }
}
