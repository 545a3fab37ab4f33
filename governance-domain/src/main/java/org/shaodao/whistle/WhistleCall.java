package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Placement;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.NotFound;

/**
 * One whistle from its source to its end, with the response of every unit called. Each verb changes facts and lets the
 * state follow from them; who may do it was settled before, from {@link WhistleRights}.
 */
@Entity
@Table(name = "whistle_call")
@Getter
public class WhistleCall extends AggregateRoot<WhistleId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private WhistleId id;

    private String number;

    @Enumerated(EnumType.STRING)
    private WhistleState state;

    @Enumerated(EnumType.STRING)
    private WhistleKind kind;

    @Enumerated(EnumType.STRING)
    private WhistleLevel level;

    @Enumerated(EnumType.STRING)
    private WhistleScope scope;

    @Enumerated(EnumType.STRING)
    private SourceKind source;

    private @Nullable String sourceNote;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private @Nullable CategoryId categoryId;

    private String title;

    private String problem;

    private String tried;

    @Embedded
    private Placement placement;

    private @Nullable String address;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "owner_unit_id"))
    private UnitId ownerUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "proposed_by_unit_id"))
    private @Nullable UnitId proposedByUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "applicant_id"))
    private @Nullable AccountId applicantId;

    private boolean applicantIsSecretary;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reblown_from"))
    private @Nullable WhistleId reblownFrom;

    private @Nullable Instant reportInAt;

    private @Nullable String reportInPlace;

    @Enumerated(EnumType.STRING)
    private ArrivalMode reportInMode;

    private @Nullable String coordinator;

    private @Nullable Instant coordinatedAt;

    private @Nullable Instant submittedAt;

    private @Nullable Instant approveDueAt;

    private @Nullable Instant approvedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable AccountId approvedBy;

    private @Nullable String approvalOpinion;

    private @Nullable Instant refusedAt;

    private @Nullable Instant recalledAt;

    private @Nullable Instant blownAt;

    private @Nullable Instant dueAt;

    private @Nullable Instant evaluateDueAt;

    private @Nullable String askedFor;

    private int upgradeCount;

    private @Nullable Instant invalidAt;

    private @Nullable String endReason;

    private @Nullable String invalidReason;

    private @Nullable String summary;

    private @Nullable Instant closedAt;

    private Instant createdAt;

    private Instant stateChangedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable AccountId changedBy;

    private @Nullable String changedKey;

    private int eventCount;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "call_id", nullable = false)
    @Getter(AccessLevel.NONE)
    private List<WhistleResponse> responses = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "call_id", nullable = false)
    @Getter(AccessLevel.NONE)
    private List<PlanTask> tasks = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "whistle_handling", joinColumns = @JoinColumn(name = "call_id"))
    @Getter(AccessLevel.NONE)
    private Set<HandlingRecord> records = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "whistle_case", joinColumns = @JoinColumn(name = "call_id"))
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    @Getter(AccessLevel.NONE)
    private Set<CaseId> cases = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "whistle_co_street", joinColumns = @JoinColumn(name = "call_id"))
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    @Getter(AccessLevel.NONE)
    private Set<UnitId> coStreets = new HashSet<>();

    @Transient
    @Getter(AccessLevel.NONE)
    private final transient Set<UnitId> joining = new HashSet<>();

    /** A community asks its street to blow (W1); the street decides. */
    public static WhistleCall propose(
            WhistleId id, String number, WhistleContent content, UnitId street, UnitId community, Moment now) {
        WhistleCall made = new WhistleCall(id, number, street, now);
        made.take(content, false);
        made.proposedByUnitId = community;
        made.joining.add(community);
        made.happened(WhistleAction.PROPOSE, now, null, content.problem());
        return made;
    }

    /**
     * The street applies (W1). An emergency is blown at once and approved afterwards (W2). Throws a rule for a whistle
     * without a source, without units, with none or several leads, or a stubborn one without a coordinator.
     *
     * @param again the closed whistle it repeats (W15)
     * @param bySecretary whether the secretary of the street applies; his stubborn whistle goes to the district
     */
    public static WhistleCall form(
            WhistleId id,
            String number,
            WhistleContent content,
            UnitId street,
            @Nullable WhistleId again,
            boolean bySecretary,
            Moment now) {
        WhistleCall made = new WhistleCall(id, number, street, now);
        made.reblownFrom = again;
        made.submit(WhistleAction.FORM, content, bySecretary, now);
        return made;
    }

    /** The street takes a community's proposal up, with its own content (W1). */
    public void adopt(WhistleContent content, boolean bySecretary, Moment now) {
        assertLegal(WhistleAction.ADOPT);
        submit(WhistleAction.ADOPT, content, bySecretary, now);
    }

    /** The street does not blow and says why. */
    public void declineProposal(String reason, Moment now) {
        assertLegal(WhistleAction.DECLINE_PROPOSAL);
        refusedAt = now.at();
        endReason = reason;
        happened(WhistleAction.DECLINE_PROPOSAL, now, null, reason);
    }

    /** Approved, and blown unless it was before (W2, W3); never by the applicant. */
    public void approve(@Nullable String opinion, Moment now) {
        assertUndecided(WhistleAction.APPROVE, now);
        approvedAt = now.at();
        approvedBy = now.doer().account();
        approvalOpinion = opinion;
        happened(WhistleAction.APPROVE, now, null, opinion);
        if (blownAt == null) {
            blow(now);
        }
    }

    /** Not approved; an emergency that is already blown counts as recalled, its marks kept (rulings 21). */
    public void refuse(String reason, Moment now) {
        assertUndecided(WhistleAction.REFUSE, now);
        endReason = reason;
        if (blownAt == null) {
            refusedAt = now.at();
        } else {
            recalledAt = now.at();
        }
        happened(WhistleAction.REFUSE, now, null, reason);
    }

    /** The district confirms that it coordinates a stubborn whistle, with what it arranged. */
    public void coordinate(String note, Moment now) {
        assertLegal(WhistleAction.COORDINATE);
        require(level == WhistleLevel.STUBBORN, "whistle.not-stubborn");
        coordinatedAt = now.at();
        happened(WhistleAction.COORDINATE, now, null, note);
    }

    /** The unit answers the call (W4), naming who is in charge under which public number. */
    public void sign(WhistleResponseId response, String person, String phone, Moment now) {
        WhistleResponse of = live(WhistleAction.SIGN, response);
        of.sign(person, phone, now.at());
        happened(WhistleAction.SIGN, now, of, person);
    }

    /** The unit has been in touch with the street (W5). */
    public void contact(WhistleResponseId response, @Nullable String note, Moment now) {
        WhistleResponse of = live(WhistleAction.CONTACT, response);
        of.contact(now.at());
        happened(WhistleAction.CONTACT, now, of, note);
    }

    /** The unit holds itself not to be concerned (W6), within the sign limit; it must report in all the same. */
    public void object(WhistleResponseId response, String reason, String proposes, @Nullable String basis, Moment now) {
        WhistleResponse of = live(WhistleAction.OBJECT, response);
        of.object(new ResponderObjection(reason, proposes, basis, now.at(), now.due(this, WhistleClock.ADJUDICATE)));
        happened(WhistleAction.OBJECT, now, of, reason);
    }

    /**
     * The objection is decided (W6): upheld releases the unit, and {@code instead} takes its part and task. A lead is
     * never released without another one.
     */
    public void decideObjection(
            WhistleResponseId response, boolean upheld, String opinion, @Nullable Summons instead, Moment now) {
        WhistleResponse of = live(WhistleAction.DECIDE_OBJECTION, response);
        if (upheld) {
            require(of.getRole() != ResponderRole.LEAD || instead != null, "whistle.lead-needed");
        }
        of.decideObjection(upheld, opinion, now.at());
        if (upheld && instead != null) {
            replace(of, instead, now);
        }
        happened(WhistleAction.DECIDE_OBJECTION, now, of, opinion);
    }

    /** The unit's person is there (W7): when, who, on site or online. Reporting in also signs. */
    public void reportIn(WhistleResponseId response, Instant arrived, String who, ArrivalMode mode, Moment now) {
        WhistleResponse of = live(WhistleAction.REPORT_IN, response);
        require(
                !arrived.isAfter(now.at()) && !arrived.isBefore(Objects.requireNonNull(blownAt)),
                "whistle.arrival-time");
        of.reportIn(new ReportIn(arrived, who, mode, now.at(), now.due(this, WhistleClock.DISPUTE)));
        happened(WhistleAction.REPORT_IN, now, of, who);
    }

    /** The street saw them come (W7). */
    public void confirmArrival(WhistleResponseId response, Moment now) {
        WhistleResponse of = live(WhistleAction.CONFIRM_ARRIVAL, response);
        of.confirmArrival(now.at());
        happened(WhistleAction.CONFIRM_ARRIVAL, now, of, null);
    }

    /** The street saw them come at another time, or, with null, not at all (W7, rulings 21). */
    public void disputeArrival(WhistleResponseId response, @Nullable Instant arrival, String note, Moment now) {
        WhistleResponse of = live(WhistleAction.DISPUTE_ARRIVAL, response);
        require(arrival == null || !arrival.isAfter(now.at()), "whistle.arrival-time");
        of.disputeArrival(arrival, note, now.at());
        happened(WhistleAction.DISPUTE_ARRIVAL, now, of, note);
    }

    /** A visit or meeting at the place (W8). */
    public void recordHandling(String participants, String finding, Moment now) {
        assertLegal(WhistleAction.RECORD_HANDLING);
        records.add(new HandlingRecord(now.at(), participants, finding));
        happened(WhistleAction.RECORD_HANDLING, now, null, finding);
    }

    /** One more task in the plan (W8); a limit beyond the unit's feedback limit moves that, an earlier one does not. */
    public void plan(UnitId unit, String task, Instant until, Moment now) {
        assertLegal(WhistleAction.PLAN);
        require(until.isAfter(now.at()), "whistle.plan-past");
        WhistleResponse of = plan().add(unit, task, until, called());
        happened(WhistleAction.PLAN, now, of, task);
    }

    /** A task of the plan is done (W8). */
    public void finishTask(PlanTaskId task, @Nullable String note, Moment now) {
        assertLegal(WhistleAction.FINISH_TASK);
        PlanTask done = plan().finish(task, note, now.at());
        happened(WhistleAction.FINISH_TASK, now, null, done.getTask());
    }

    /** The lead asks the street to call another unit (W8). */
    public void askResponder(String wish, Moment now) {
        assertLegal(WhistleAction.ASK_RESPONDER);
        askedFor = wish;
        happened(WhistleAction.ASK_RESPONDER, now, null, wish);
    }

    /** Another unit is called into a running whistle (W3); its clocks start now. */
    public void addResponder(Summons summons, Moment now) {
        assertLegal(WhistleAction.ADD_RESPONDER);
        require(summons.role() == ResponderRole.CO, "whistle.one-lead");
        WhistleResponse added = call(summons, now);
        askedFor = null;
        happened(WhistleAction.ADD_RESPONDER, now, added, summons.task());
    }

    /** A unit need not come (W3); a lead only after another one was named. */
    public void release(WhistleResponseId response, String reason, Moment now) {
        WhistleResponse of = live(WhistleAction.RELEASE, response);
        require(of.getRole() != ResponderRole.LEAD, "whistle.lead-needed");
        of.release(reason, now.at());
        happened(WhistleAction.RELEASE, now, of, reason);
    }

    /** Another unit of the call leads from now on, for example where the first stays silent (rulings 19). */
    public void nameLead(WhistleResponseId response, String reason, Moment now) {
        WhistleResponse next = live(WhistleAction.NAME_LEAD, response);
        require(next.getRole() == ResponderRole.CO, "whistle.leads-already");
        lead().ifPresent(former -> former.becomes(ResponderRole.CO));
        next.becomes(ResponderRole.LEAD);
        happened(WhistleAction.NAME_LEAD, now, next, reason);
    }

    /** A unit reports in through another one, for example a bureau through an enterprise, and stays responsible. */
    public void nameDeputy(WhistleResponseId response, UnitId deputy, Moment now) {
        WhistleResponse of = live(WhistleAction.NAME_DEPUTY, response);
        require(responses.stream().noneMatch(one -> one.isOf(deputy)), "whistle.unit-twice");
        of.deputise(deputy);
        joining.add(deputy);
        happened(WhistleAction.NAME_DEPUTY, now, of, null);
    }

    /** The unit reports the result (W9); what cannot be done needs its basis. Feeding back also signs. */
    public void feedBack(
            WhistleResponseId response, FeedbackResult result, String text, @Nullable String basis, Moment now) {
        WhistleResponse of = live(WhistleAction.FEED_BACK, response);
        require(result != FeedbackResult.CANNOT || basis != null && !basis.isBlank(), "whistle.basis-needed");
        of.feedBack(new WhistleFeedback(result, text, basis, now.at(), now.due(this, WhistleClock.ACCEPT)));
        happened(WhistleAction.FEED_BACK, now, of, text);
    }

    /** The street takes the feedback (W10). */
    public void acceptFeedback(WhistleResponseId response, @Nullable String opinion, Moment now) {
        WhistleResponse of = live(WhistleAction.ACCEPT_FEEDBACK, response);
        of.acceptFeedback(opinion, now.at());
        happened(WhistleAction.ACCEPT_FEEDBACK, now, of, opinion);
    }

    /** Not good enough, with what is missing (W10); counted as rework. */
    public void sendBack(WhistleResponseId response, String missing, Moment now) {
        WhistleResponse of = live(WhistleAction.SEND_BACK, response);
        of.sendBack(missing, now.at());
        happened(WhistleAction.SEND_BACK, now, of, missing);
    }

    /** The applicant's marks for one unit (W11), open to change until a leader countersigns; low ones need a reason. */
    public void grade(WhistleResponseId response, Marks marks, @Nullable String comment, Moment now) {
        WhistleResponse of = live(WhistleAction.GRADE, response);
        require(!marks.isLow() || comment != null && !comment.isBlank(), "whistle.low-mark-reason");
        of.mark(new WhistleEvaluation(marks, comment, now.doer().account(), now.at()));
        happened(WhistleAction.GRADE, now, of, comment);
    }

    /** A leader who did not enter the marks joins them (W11): one joint mark (rulings 21). */
    public void countersign(Moment now) {
        assertLegal(WhistleAction.COUNTERSIGN);
        List<WhistleEvaluation> open = called().stream()
                .map(response -> response.marksOr("whistle.marks-missing"))
                .filter(marks -> !marks.isCountersigned())
                .toList();
        require(!open.isEmpty(), "whistle.already-countersigned");
        open.forEach(marks -> marks.assertJoinableBy(now.doer().account()));
        open.forEach(marks -> marks.countersign(now.doer().account(), now.at(), now.due(this, WhistleClock.APPEAL)));
        happened(WhistleAction.COUNTERSIGN, now, null, null);
    }

    /**
     * A leader who did not enter these marks does not join them and says why (W11): the applicant enters them anew, and
     * nothing is countersigned before.
     */
    public void returnMarks(WhistleResponseId response, String reason, Moment now) {
        WhistleResponse of = live(WhistleAction.RETURN_MARKS, response);
        of.marksOr("whistle.no-marks").giveBack(reason, now.doer().account(), now.at());
        happened(WhistleAction.RETURN_MARKS, now, of, reason);
    }

    /** The unit appeals against low marks, once and in time (W11). */
    public void appeal(WhistleResponseId response, String reason, Moment now) {
        WhistleResponse of = live(WhistleAction.APPEAL, response);
        of.marksOr("whistle.no-low-marks").appeal(reason, now.at());
        happened(WhistleAction.APPEAL, now, of, reason);
    }

    /** The district decides an appeal; upheld, the marks count nowhere (W11, rulings 21). */
    public void decideAppeal(WhistleResponseId response, boolean upheld, String opinion, Moment now) {
        WhistleResponse of = live(WhistleAction.DECIDE_APPEAL, response);
        of.marksOr("whistle.no-open-appeal").decide(upheld, opinion, now.at());
        happened(WhistleAction.DECIDE_APPEAL, now, of, opinion);
    }

    /** The leader ends it with a summary once every unit has its joint mark (W12). */
    public void close(String text, Moment now) {
        assertLegal(WhistleAction.CLOSE);
        require(
                called().stream()
                        .allMatch(response -> response.getEvaluation() != null
                                && response.getEvaluation().isCountersigned()),
                "whistle.marks-missing");
        require(approvedAt != null, "whistle.not-approved-yet");
        closedAt = now.at();
        summary = text;
        happened(WhistleAction.CLOSE, now, null, text);
    }

    /** To a higher level after delay or failure (W13): history stays, open stages get the new level's limits. */
    public void upgrade(WhistleLevel to, String reason, @Nullable String coordinates, Moment now) {
        assertLegal(WhistleAction.UPGRADE);
        require(to.isAbove(level), "whistle.not-above");
        level = to;
        if (coordinates != null && !coordinates.isBlank()) {
            coordinator = coordinates;
        }
        assertCoordinator();
        upgradeCount++;
        called().forEach(response -> response.restart(this, now));
        happened(WhistleAction.UPGRADE, now, null, reason);
    }

    /** Taken back before anyone has reported in (W14). */
    public void recall(String reason, Moment now) {
        assertLegal(WhistleAction.RECALL);
        require(responses.stream().allMatch(response -> response.getReportIn() == null), "whistle.recall-late");
        recalledAt = now.at();
        endReason = reason;
        happened(WhistleAction.RECALL, now, null, reason);
    }

    /** The district holds that the street could have solved it alone (W16); a fact that counts against the street. */
    public void invalidate(String reason, Moment now) {
        assertLegal(WhistleAction.INVALIDATE);
        require(invalidAt == null, "whistle.already-invalid");
        invalidAt = now.at();
        invalidReason = reason;
        happened(WhistleAction.INVALIDATE, now, null, reason);
    }

    /**
     * Notes what limits have passed by now: not signed, not come, no answer of a co-responder. Facts that are noted stay
     * and are never noted twice; answers how many were new.
     */
    public int notePassed(Moment now) {
        int noted = 0;
        for (WhistleResponse response : state.isRunning() ? called() : List.<WhistleResponse>of()) {
            for (WhistleAction passed : response.passed(now.at())) {
                response.note(passed, now.at());
                happened(passed, now, response, null);
                noted++;
            }
        }
        return noted;
    }

    public List<WhistleResponse> responses() {
        return List.copyOf(responses);
    }

    /** Responses that are not released. */
    public List<WhistleResponse> called() {
        return responses.stream().filter(response -> !response.isReleased()).toList();
    }

    public Optional<WhistleResponse> lead() {
        return called().stream()
                .filter(response -> response.getRole() == ResponderRole.LEAD)
                .findFirst();
    }

    /** The response; throws {@link NotFound} for one of another call. */
    public WhistleResponse response(WhistleResponseId wanted) {
        return responses.stream()
                .filter(response -> response.getId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFound("response"));
    }

    public List<PlanTask> tasks() {
        return List.copyOf(tasks);
    }

    public Set<CaseId> cases() {
        return Set.copyOf(cases);
    }

    public Set<UnitId> coStreets() {
        return Set.copyOf(coStreets);
    }

    /** The state that decisions and answers give; the stored one is always the same. */
    public WhistleState derived() {
        return WhistleState.of(
                new WhistleState.Decisions(
                        submittedAt != null, refusedAt != null, blownAt != null, recalledAt != null, closedAt != null),
                responses.stream().map(WhistleResponse::answer).toList());
    }

    private void submit(WhistleAction action, WhistleContent content, boolean bySecretary, Moment now) {
        take(content, true);
        applicantId = now.doer().account();
        applicantIsSecretary = bySecretary;
        submittedAt = now.at();
        approveDueAt = now.due(this, WhistleClock.APPROVE);
        happened(action, now, null, content.problem());
        if (kind == WhistleKind.EMERGENCY) {
            blow(now);
        }
    }

    private void take(WhistleContent content, boolean complete) {
        require(
                content.source() == SourceKind.CASE
                        ? !content.cases().isEmpty()
                        : content.sourceNote() != null && !content.sourceNote().isBlank(),
                "whistle.no-source");
        require(
                content.summons().stream().map(Summons::unit).distinct().count()
                        == content.summons().size(),
                "whistle.unit-twice");
        kind = content.kind();
        level = content.level();
        scope = WhistleScope.of(content.summons().stream().map(Summons::kind).toList());
        source = content.source();
        sourceNote = content.sourceNote();
        categoryId = content.category();
        title = content.title();
        problem = content.problem();
        tried = content.tried();
        placement = content.placement();
        address = content.address();
        reportInAt = content.reportInAt();
        reportInPlace = content.reportInPlace();
        reportInMode = content.reportInMode();
        coordinator = content.coordinator();
        responses.clear();
        content.summons().forEach(summons -> responses.add(new WhistleResponse(summons)));
        plan().take(content.plan(), responses);
        replaceAll(cases, content.cases());
        replaceAll(coStreets, content.coStreets());
        coStreets.remove(ownerUnitId);
        joining.addAll(coStreets);
        if (complete) {
            require(
                    content.summons().stream()
                                    .filter(one -> one.role() == ResponderRole.LEAD)
                                    .count()
                            == 1,
                    "whistle.one-lead");
            assertCoordinator();
        }
    }

    private void blow(Moment now) {
        blownAt = now.at();
        plan().start(now);
        for (WhistleResponse response : responses) {
            response.notice(this, now);
            plan().limit(response);
            joins(response);
        }
        happened(WhistleAction.BLOW, now, null, null);
    }

    private WhistlePlan plan() {
        return new WhistlePlan(tasks);
    }

    private WhistleResponse call(Summons summons, Moment now) {
        require(called().stream().noneMatch(one -> one.isOf(summons.unit())), "whistle.unit-twice");
        WhistleResponse added = new WhistleResponse(summons);
        added.notice(this, now);
        joins(added);
        responses.add(added);
        return added;
    }

    private void replace(WhistleResponse former, Summons instead, Moment now) {
        Optional<WhistleResponse> known =
                called().stream().filter(one -> one.isOf(instead.unit())).findFirst();
        WhistleResponse next = known.orElseGet(() -> call(instead, now));
        next.becomes(former.getRole());
        if (known.isEmpty() && instead.task().isBlank()) {
            next.takeTask(former.getTask());
        }
        plan().handOver(former, next, instead.unit(), now);
    }

    private void joins(WhistleResponse response) {
        joining.add(response.getUnitId());
        if (response.getDeputyUnitId() != null) {
            joining.add(response.getDeputyUnitId());
        }
    }

    private void assertCoordinator() {
        require(
                level != WhistleLevel.STUBBORN || coordinator != null && !coordinator.isBlank(),
                "whistle.coordinator-needed");
    }

    private void assertUndecided(WhistleAction action, Moment now) {
        assertLegal(action);
        require(approvedAt == null, "whistle.already-approved");
        require(!now.doer().account().equals(applicantId), "whistle.applicant-approves");
    }

    private WhistleResponse live(WhistleAction action, WhistleResponseId wanted) {
        assertLegal(action);
        WhistleResponse found = response(wanted);
        require(!found.isReleased(), "whistle.already-released");
        return found;
    }

    private void assertLegal(WhistleAction action) {
        require(action.isLegalIn(state), "whistle.illegal-step");
    }

    private void happened(WhistleAction action, Moment now, @Nullable WhistleResponse response, @Nullable String text) {
        WhistleState before = eventCount == 0 ? null : state;
        responses.forEach(WhistleResponse::settle);
        state = derived();
        if (state == WhistleState.AWAITING_EVALUATION) {
            if (evaluateDueAt == null) {
                evaluateDueAt = now.due(this, WhistleClock.EVALUATE);
            }
        } else if (!state.isEnd()) {
            evaluateDueAt = null;
        }
        dueAt = called().stream()
                .map(WhistleResponse::getFeedbackDueAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(dueAt);
        stateChangedAt = now.at();
        changedBy = now.doer().account();
        changedKey = action.eventKey();
        record(new WhistleEvent(
                id,
                eventCount++,
                action,
                before,
                state,
                now.doer(),
                now.at(),
                response == null ? null : response.getUnitId(),
                text,
                Set.copyOf(joining),
                number,
                WhistleNotices.of(this, action, before, response)));
        joining.clear();
    }

    private static <T> void replaceAll(Collection<T> kept, Collection<T> wanted) {
        kept.clear();
        kept.addAll(wanted);
    }

    private WhistleCall(WhistleId id, String number, UnitId owner, Moment now) {
        this();
        this.id = id;
        this.number = number;
        this.state = WhistleState.DRAFT;
        this.ownerUnitId = owner;
        this.createdAt = now.at();
        this.stateChangedAt = now.at();
        this.joining.add(owner);
    }

    @SuppressWarnings("NullAway.Init")
    protected WhistleCall() {
        // for Hibernate
    }
}
