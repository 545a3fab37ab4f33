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
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Ids;
import org.shaodao.shared.News;
import org.shaodao.shared.Notice;
import org.shaodao.shared.Recorded;

/**
 * A department asks for a grid worker's help, for an admitted matter only (features A2.23, A8.1): the community desk
 * approves or refuses, the grid worker accepts or declines, and tells what came of it.
 */
@Entity
@Table(name = "assistance_request")
@Getter
public class AssistanceRequest extends AggregateRoot<AssistanceId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AssistanceId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "from_unit_id"))
    private UnitId fromUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "requested_by"))
    private AccountId requestedBy;

    private Instant requestedAt;

    @Embedded
    private Placement placement;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "desk_unit_id"))
    private UnitId deskUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private CategoryId categoryId;

    private String purpose;
    private String legalBasis;
    private LocalDate wantedOn;

    @Enumerated(EnumType.STRING)
    private AssistanceState state;

    private @Nullable String admission;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    private @Nullable Instant decidedAt;
    private @Nullable String decision;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "answered_by"))
    private @Nullable AccountId answeredBy;

    private @Nullable Instant answeredAt;
    private @Nullable String answer;
    private @Nullable Instant doneAt;
    private @Nullable String result;

    /**
     * What is asked.
     *
     * @param desk the desk of the community, which decides
     * @param admission the rule by which the matter is on the list of what grids assist in
     */
    public record Wish(
            UnitId from,
            Placement placement,
            UnitId desk,
            CategoryId category,
            String purpose,
            String legalBasis,
            LocalDate wantedOn,
            String admission) {}

    /** Asks for it; the desk of the community is told. */
    public static AssistanceRequest ask(Wish wish, Doer doer, Instant at) {
        AssistanceRequest made = new AssistanceRequest();
        made.id = new AssistanceId(Ids.at(at));
        made.fromUnitId = wish.from();
        made.requestedBy = doer.account();
        made.requestedAt = at;
        made.placement = wish.placement();
        made.deskUnitId = wish.desk();
        made.categoryId = wish.category();
        made.purpose = wish.purpose();
        made.legalBasis = wish.legalBasis();
        made.wantedOn = wish.wantedOn();
        made.admission = wish.admission();
        made.state = AssistanceState.REQUESTED;
        made.tell(
                "REQUESTED",
                doer,
                at,
                Notice.toUnits(
                        "casework.notice.assistance-requested",
                        Set.of(wish.desk().value())));
        return made;
    }

    /** The desk lets it through; the grid team is told. */
    public void approve(UnitId team, @Nullable String note, Doer doer, Instant at) {
        decide(AssistanceState.APPROVED, note, doer, at);
        tell("APPROVED", doer, at, Notice.toUnits("casework.notice.assistance-approved", Set.of(team.value())));
    }

    /** The desk refuses it with a reason. */
    public void refuse(String why, Doer doer, Instant at) {
        decide(AssistanceState.REFUSED, why, doer, at);
        tell("REFUSED", doer, at, back("casework.notice.assistance-refused"));
    }

    /** A grid worker takes it on. */
    public void accept(Doer doer, Instant at) {
        answer(AssistanceState.ACCEPTED, null, doer, at);
        tell("ACCEPTED", doer, at, back("casework.notice.assistance-accepted"));
    }

    /** The grid cannot, with a reason. */
    public void decline(String why, Doer doer, Instant at) {
        answer(AssistanceState.DECLINED, why, doer, at);
        tell("DECLINED", doer, at, back("casework.notice.assistance-declined"));
    }

    /** It was done by the person who took it on. */
    public void complete(String what, Doer doer, Instant at) {
        requireIn(AssistanceState.ACCEPTED);
        require(doer.account().equals(answeredBy), "casework.assistance.not-yours");
        state = AssistanceState.DONE;
        doneAt = at;
        result = what;
        tell("DONE", doer, at, back("casework.notice.assistance-done"));
    }

    /** Who asked needs it no more; possible until it is done. */
    public void withdraw(Doer doer, Instant at) {
        require(
                Set.of(AssistanceState.REQUESTED, AssistanceState.APPROVED, AssistanceState.ACCEPTED)
                        .contains(state),
                "casework.assistance.decided");
        state = AssistanceState.WITHDRAWN;
        tell("WITHDRAWN", doer, at, Notice.toUnits("casework.notice.assistance-withdrawn", Set.of(deskUnitId.value())));
    }

    private void decide(AssistanceState how, @Nullable String note, Doer doer, Instant at) {
        requireIn(AssistanceState.REQUESTED);
        state = how;
        decision = note;
        decidedBy = doer.account();
        decidedAt = at;
    }

    private void answer(AssistanceState how, @Nullable String why, Doer doer, Instant at) {
        requireIn(AssistanceState.APPROVED);
        state = how;
        answer = why;
        answeredBy = doer.account();
        answeredAt = at;
    }

    private void requireIn(AssistanceState wanted) {
        require(state == wanted, "casework.assistance.decided");
    }

    private Notice back(String key) {
        return Notice.toUnits(key, Set.of(fromUnitId.value()));
    }

    private void tell(String what, Doer doer, Instant at, Notice notice) {
        Recorded told = new Recorded(
                "assistance",
                id.value(),
                doer.account().value(),
                doer.role().name(),
                doer.unit() == null ? null : doer.unit().value(),
                at,
                "casework.event.ASSISTANCE_" + what,
                List.of(),
                null);
        record(new News(told, wantedOn.toString(), List.of(notice)));
    }

    @SuppressWarnings("NullAway.Init")
    protected AssistanceRequest() {
        // for Hibernate
    }
}
