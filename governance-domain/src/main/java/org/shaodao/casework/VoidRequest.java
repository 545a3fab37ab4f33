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
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Ids;
import org.shaodao.shared.News;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;

/** One person's wish to void a case, waiting for a second person (T27). */
@Entity
@Table(name = "case_void_request")
@Getter
public class VoidRequest extends AggregateRoot<VoidRequestId> {

    /** What became of a request. */
    public enum Decision {
        CONFIRMED,
        REFUSED,
        TAKEN_BACK
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private VoidRequestId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    @Enumerated(EnumType.STRING)
    private VoidReason reason;

    private String text;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "requested_by"))
    private AccountId requestedBy;

    private Instant requestedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    private @Nullable Instant decidedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Decision decision;

    private @Nullable String note;

    /** Asks for it; throws {@link org.shaodao.shared.RuleViolation} for the reason that only merging sets. */
    public static VoidRequest ask(GovernanceCase kase, VoidReason reason, String text, Doer doer, Instant at) {
        require(reason != VoidReason.MERGED, "casework.void-reason-merged");
        kase.requireVoidable();
        VoidRequest made = new VoidRequest();
        made.id = new VoidRequestId(Ids.at(at));
        made.caseId = kase.getId();
        made.reason = reason;
        made.text = text;
        made.requestedBy = doer.account();
        made.requestedAt = at;
        UnitId desk = doer.unit();
        made.tell(
                kase,
                "VOID_REQUESTED",
                doer,
                at,
                desk == null
                        ? List.of()
                        : List.of(Notice.toUnits("casework.notice.void-requested", Set.of(desk.value()))));
        return made;
    }

    /** The second person agrees and the case is void; throws where it is the same person. */
    public void confirm(GovernanceCase kase, List<DispatchOrder> orders, @Nullable String said, Doer doer, Instant at) {
        requireSecondPerson(doer);
        decide(Decision.CONFIRMED, said, doer, at);
        kase.annul(reason, text, orders, doer, at);
    }

    /** The second person does not agree; the case goes on. Throws where it is the same person. */
    public void refuse(GovernanceCase kase, String said, Doer doer, Instant at) {
        requireSecondPerson(doer);
        decide(Decision.REFUSED, said, doer, at);
        Notice notice = Notice.toAccounts("casework.notice.void-refused", Set.of(requestedBy.value()));
        tell(kase, "VOID_REFUSED", doer, at, List.of(notice));
    }

    /** Who asked thinks again. */
    public void takeBack(GovernanceCase kase, Doer doer, Instant at) {
        require(requestedBy.equals(doer.account()), "casework.void-not-yours");
        decide(Decision.TAKEN_BACK, null, doer, at);
        tell(kase, "VOID_TAKEN_BACK", doer, at, List.of());
    }

    public boolean isPending() {
        return decision == null;
    }

    private void requireSecondPerson(Doer doer) {
        require(!requestedBy.equals(doer.account()), "casework.void-second-person");
    }

    private void decide(Decision how, @Nullable String said, Doer doer, Instant at) {
        require(isPending(), "casework.void-decided");
        decision = how;
        note = said;
        decidedBy = doer.account();
        decidedAt = at;
    }

    private void tell(GovernanceCase kase, String what, Doer doer, Instant at, List<Notice> notices) {
        Recorded told = new Recorded(
                "case",
                caseId.value(),
                doer.account().value(),
                doer.role().name(),
                doer.unit() == null ? null : doer.unit().value(),
                at,
                "casework.event." + what,
                List.of(),
                "VoidReason." + reason.name());
        record(new News(told, kase.getNumber(), notices));
    }

    @SuppressWarnings("NullAway.Init")
    protected VoidRequest() {
        // for Hibernate
    }
}
