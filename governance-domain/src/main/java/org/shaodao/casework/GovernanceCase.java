package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.Getter;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.deadline.Deadline;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.Notice;

/**
 * A matter seen in a grid, from report to closing. Each verb asserts the states it is legal in, moves the case and
 * records one {@link CaseEvent}; who may do it was settled before, from {@link Rights}.
 */
@Entity
@Table(name = "governance_case")
@Getter
public class GovernanceCase extends AggregateRoot<CaseId> {

    /** Rework sent back by a desk at most so often; afterwards the street leader decides (T25). */
    private static final int REDO_LIMIT = 2;

    /** What comes back within this time after closing is a recurrence (T26). */
    private static final Duration RECURRENCE = Duration.ofDays(30);

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CaseId id;

    private String number;

    @Enumerated(EnumType.STRING)
    private CaseStatus status;

    @Enumerated(EnumType.STRING)
    private AreaLevel level;

    @Enumerated(EnumType.STRING)
    private CaseSource source;

    private @Nullable String externalSource;

    private @Nullable String externalNumber;

    @Getter(AccessLevel.NONE)
    private byte @Nullable [] externalHash;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "category_id"))
    private @Nullable CategoryId categoryId;

    private String title;

    private String description;

    private @Nullable String address;

    private boolean urgent;

    private boolean confidential;

    @Embedded
    private Placement placement;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reporter_id"))
    private @Nullable AccountId reporterId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reporter_unit_id"))
    private @Nullable UnitId reporterUnitId;

    @Embedded
    private @Nullable Requester requester;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "holder_unit_id"))
    private UnitId holderUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "accepting_unit_id"))
    private @Nullable UnitId acceptingUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "handling_unit_id"))
    private @Nullable UnitId handlingUnitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "handler_account_id"))
    private @Nullable AccountId handlerAccountId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "lead_order_id"))
    private @Nullable DispatchOrderId leadOrderId;

    private @Nullable String question;

    @Embedded
    private CaseClocks clocks;

    @Embedded
    private CaseRequests requests;

    private Instant reportedAt;

    private @Nullable Instant acceptedAt;

    private @Nullable Instant firstDispatchedAt;

    private @Nullable Instant resolvedAt;

    private @Nullable Instant firstResolvedAt;

    private @Nullable Instant closedAt;

    private @Nullable String resolution;

    @Enumerated(EnumType.STRING)
    private @Nullable ResolutionKind resolutionKind;

    @Enumerated(EnumType.STRING)
    private @Nullable DeclineReason declineReason;

    @Enumerated(EnumType.STRING)
    private @Nullable AreaLevel solvedLevel;

    private boolean onTheSpot;

    @Embedded
    private CaseLinks links;

    private int reworkCount;

    private int redoCount;

    private int escalationCount;

    private int orderCount;

    /** Notes count here without moving the version (rulings 17). */
    @OptimisticLock(excluded = true)
    private int eventCount;

    private Instant stateChangedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable AccountId changedBy;

    private @Nullable String changedKey;

    @Transient
    @Getter(AccessLevel.NONE)
    private final transient Set<UnitId> joining = new HashSet<>();

    @Transient
    @Getter(AccessLevel.NONE)
    private transient @Nullable UnitId formerHolder;

    @Transient
    @Getter(AccessLevel.NONE)
    private transient Map<ClockKind, RunningClock> watched = Map.of();

    /** Keeps what is known so far; nothing is mandatory (T1). */
    public static GovernanceCase draft(CaseId id, String number, Report report, Doer doer, Instant at) {
        GovernanceCase made = new GovernanceCase(id, number, CaseStatus.DRAFT, at);
        made.take(report);
        made.reporterId = doer.account();
        made.happened(CaseAction.SAVE_DRAFT, null, doer, at, null, null);
        return made;
    }

    /** Reports a matter (T2): it waits at the desk of its level until {@code accepting} is due. */
    public static GovernanceCase report(
            CaseId id, String number, Report report, Deadline accepting, Doer doer, Instant at) {
        GovernanceCase made = new GovernanceCase(id, number, CaseStatus.REPORTED, at);
        made.take(report);
        made.reporterId = doer.account();
        made.clocks.startAccepting(accepting);
        made.happened(CaseAction.REPORT, null, doer, at, null, null);
        return made;
    }

    /** Rewrites a draft (T1). */
    public void redraft(Report report, Doer doer, Instant at) {
        assertLegal(CaseAction.SAVE_DRAFT);
        take(report);
        move(CaseAction.SAVE_DRAFT, CaseStatus.DRAFT, doer, at, null, null);
    }

    /** Sends a draft off (T2). */
    public void report(Report report, Deadline accepting, Doer doer, Instant at) {
        assertLegal(CaseAction.REPORT);
        take(report);
        reportedAt = at;
        clocks.startAccepting(accepting);
        move(CaseAction.REPORT, CaseStatus.REPORTED, doer, at, null, null);
    }

    /** Done where it was seen (T3): never for disputes, hazards from level 2 or hotline orders. */
    public void settleOnTheSpot(String result, boolean categoryAllows, Doer doer, Instant at) {
        assertLegal(CaseAction.SETTLE_ON_THE_SPOT);
        require(categoryAllows && source != CaseSource.HOTLINE, "casework.not-on-the-spot");
        resolution = result;
        resolutionKind = ResolutionKind.SOLVED;
        solvedLevel = AreaLevel.GRID;
        onTheSpot = true;
        acceptedAt = at;
        resolvedAt = at;
        firstResolvedAt = at;
        handlerAccountId = doer.account();
        handlingUnitId = doer.unit();
        end(CaseAction.SETTLE_ON_THE_SPOT, CaseStatus.CLOSED, doer, at, result);
    }

    /**
     * Asks the reporter for what is missing (T4); the accept clock stands still until the answer. Without one by
     * {@code answering} the desk is reminded to decide; nothing is declined by itself.
     */
    public void requestInfo(String asked, Deadline answering, Doer doer, Instant at) {
        assertLegal(CaseAction.REQUEST_INFO);
        question = asked;
        clocks.awaitInfo(answering);
        move(CaseAction.REQUEST_INFO, CaseStatus.PENDING_INFO, doer, at, asked, null);
    }

    /** The answer (T5); the accept clock starts anew with {@code accepting}. */
    public void supplyInfo(String answer, Deadline accepting, Doer doer, Instant at) {
        assertLegal(CaseAction.SUPPLY_INFO);
        description = description.isBlank() ? answer : description + "\n\n" + answer;
        question = null;
        clocks.startAccepting(accepting);
        move(CaseAction.SUPPLY_INFO, CaseStatus.REPORTED, doer, at, answer, null);
    }

    /** The desk takes it on (T6) with its final category and urgency; dispatching is due next. */
    public void accept(CategoryId category, boolean isUrgent, Deadline dispatching, Doer doer, Instant at) {
        assertLegal(CaseAction.ACCEPT);
        categoryId = category;
        urgent = isUrgent;
        acceptedAt = at;
        acceptingUnitId = holderUnitId;
        clocks.startDispatching(dispatching);
        move(CaseAction.ACCEPT, CaseStatus.ACCEPTED, doer, at, null, null);
    }

    /** Not ours (T7): with a reason and where to go instead; hotline orders only by the district. */
    public void decline(DeclineReason reason, String text, Doer doer, Instant at) {
        assertLegal(CaseAction.DECLINE);
        require(source != CaseSource.HOTLINE || level == AreaLevel.DISTRICT, "casework.hotline-decline-by-district");
        declineReason = reason;
        acceptingUnitId = holderUnitId;
        end(CaseAction.DECLINE, CaseStatus.DECLINED, doer, at, text);
    }

    /** The reporter takes it back before acceptance (T9). */
    public void withdraw(String reason, Doer doer, Instant at) {
        assertLegal(CaseAction.WITHDRAW);
        requireNobodyJoined();
        end(CaseAction.WITHDRAW, CaseStatus.WITHDRAWN, doer, at, reason);
    }

    /** The desk handles it itself (T10). */
    public DispatchOrder handleSelf(Dispatch dispatch, Doer doer, Instant at) {
        assertLegal(CaseAction.HANDLE_SELF);
        DispatchOrder order = order(DispatchKind.SELF, dispatch, at);
        handlerAccountId = doer.account();
        move(CaseAction.HANDLE_SELF, CaseStatus.IN_PROGRESS, doer, at, dispatch.opinion(), dispatch.limitClass());
        return order;
    }

    /** To a unit, with opinion and limit class (T11): sign clock and handling clock run from now. */
    public DispatchOrder dispatch(Dispatch dispatch, Doer doer, Instant at) {
        assertLegal(CaseAction.DISPATCH);
        DispatchOrder order = order(DispatchKind.DISPATCH, dispatch, at);
        handlerAccountId = null;
        hold(dispatch.lead());
        move(CaseAction.DISPATCH, CaseStatus.DISPATCHED, doer, at, dispatch.opinion(), dispatch.limitClass());
        return order;
    }

    /** On to a unit below, while the first order stays open and responsible (T28). */
    public DispatchOrder forward(Dispatch dispatch, Doer doer, Instant at) {
        assertLegal(CaseAction.FORWARD);
        DispatchOrder order = order(DispatchKind.FORWARD, dispatch, at);
        handlerAccountId = null;
        hold(dispatch.lead());
        move(CaseAction.FORWARD, CaseStatus.DISPATCHED, doer, at, dispatch.opinion(), dispatch.limitClass());
        return order;
    }

    /**
     * The dispatcher takes the order back before it is signed (T12); no return, and in nobody's figures. {@code before} is
     * the order it was passed on from (T28): the case goes on there; without one the desk dispatches anew.
     */
    public void recall(
            DispatchOrder order,
            @Nullable DispatchOrder before,
            DecidingDesk desk,
            Deadline dispatching,
            String why,
            Doer doer,
            Instant at) {
        assertLegal(CaseAction.RECALL_DISPATCH);
        assertLead(order);
        order.leaveOut(DispatchOrder.RECALLED, at);
        handlerAccountId = null;
        heldBy(desk.unit(), desk.level());
        leadOrderId = before == null ? null : before.getId();
        handlingUnitId = before == null ? null : before.getUnitId();
        if (before == null) {
            clocks.startDispatching(dispatching);
        } else {
            clocks.runAgain(before);
        }
        CaseStatus to = before == null ? CaseStatus.ACCEPTED : CaseStatus.IN_PROGRESS;
        move(CaseAction.RECALL_DISPATCH, to, doer, at, why, null);
    }

    /** The unit signs for it and names who is in charge (T13); the clock has been running since the dispatch. */
    public void sign(DispatchOrder order, String person, String phone, Doer doer, Instant at) {
        assertLegal(CaseAction.SIGN);
        assertLead(order);
        order.sign(doer.account(), person, phone, at);
        move(CaseAction.SIGN, CaseStatus.IN_PROGRESS, doer, at, null, person);
    }

    /** Talked, or tried to talk, to the requester; the first contact made stops the contact clock. */
    public void recordContact(boolean reached, @Nullable String note, Doer doer, Instant at) {
        assertLegal(CaseAction.RECORD_CONTACT);
        if (reached) {
            clocks.contacted(at);
        }
        move(CaseAction.RECORD_CONTACT, status, doer, at, note, reached ? "REACHED" : "NOT_REACHED");
    }

    /**
     * Units were summoned for this case (rulings 20): it gets until their last answer is due, outside the cap on
     * extensions; never less than before. {@code reference}: number of the summons, told in the timeline.
     */
    public void extendForWhistle(
            DispatchOrder order, Instant due, Instant yellow, String reference, Doer doer, Instant at) {
        require(status == CaseStatus.IN_PROGRESS, "casework.illegal-transition");
        assertLead(order);
        clocks.extendTo(due, yellow);
        order.extendTo(due);
        move(CaseAction.EXTEND, CaseStatus.IN_PROGRESS, doer, at, reference, "WHISTLE");
    }

    /** One level up, with why it cannot be solved here and what was done (T17). */
    public DispatchOrder escalate(
            @Nullable DispatchOrder running,
            Dispatch dispatch,
            Deadline dispatching,
            String why,
            Doer doer,
            Instant at) {
        assertLegal(CaseAction.ESCALATE);
        require(level.isBelow(dispatch.level()), "casework.not-a-higher-level");
        if (running != null) {
            assertLead(running);
            running.end("ESCALATED", at);
        }
        if (acceptedAt == null) {
            acceptedAt = at;
        }
        DispatchOrder order = DispatchOrder.make(id, orderCount++, DispatchKind.ESCALATION, dispatch, holderUnitId, at);
        leadOrderId = null;
        handlingUnitId = null;
        handlerAccountId = null;
        level = dispatch.level();
        hold(dispatch.lead());
        acceptingUnitId = dispatch.lead();
        escalationCount++;
        clocks.startDispatching(dispatching);
        move(CaseAction.ESCALATE, CaseStatus.ACCEPTED, doer, at, why, level.name());
        return order;
    }

    /** The lead handler reports the result (T21); {@code verifier} is the unit that looks next. */
    public void resolve(
            DispatchOrder order, Resolution result, UnitId verifier, Deadline verifying, Doer doer, Instant at) {
        assertLegal(CaseAction.RESOLVE);
        assertLead(order);
        order.end("RESOLVED", at);
        resolution = result.text();
        resolutionKind = result.kind();
        solvedLevel = result.solvedLevel();
        resolvedAt = at;
        if (firstResolvedAt == null) {
            firstResolvedAt = at;
        }
        if (result.contactedAt() != null) {
            clocks.contacted(result.contactedAt());
        }
        handlerAccountId = doer.account();
        hold(verifier);
        clocks.startVerifying(verifying);
        move(
                CaseAction.RESOLVE,
                CaseStatus.RESOLVED,
                doer,
                at,
                result.text(),
                result.kind().name());
    }

    /** Not good enough (T22): back to the handling unit with the rest of the limit, at least one working day. */
    public void failVerification(DispatchOrder order, String missing, Deadline atLeast, Doer doer, Instant at) {
        assertLegal(CaseAction.FAIL_VERIFICATION);
        reworkCount++;
        backToHandling(order, atLeast);
        move(CaseAction.FAIL_VERIFICATION, CaseStatus.IN_PROGRESS, doer, at, missing, null);
    }

    /** Seen and good (T23): follow-up comes next, or the end when nobody asked (rulings 11). */
    public void passVerification(@Nullable String outcome, Deadline followingUp, Doer doer, Instant at) {
        assertLegal(CaseAction.PASS_VERIFICATION);
        if (hasRequester()) {
            holderUnitId = Objects.requireNonNull(acceptingUnitId);
            clocks.startFollowUp(followingUp);
            move(CaseAction.PASS_VERIFICATION, CaseStatus.FOLLOW_UP, doer, at, outcome, null);
        } else {
            end(CaseAction.PASS_VERIFICATION, CaseStatus.CLOSED, doer, at, outcome);
        }
    }

    /** Followed up and closed (T24); the follow-up record itself stands beside the case. */
    public void close(@Nullable String note, Doer doer, Instant at) {
        assertLegal(CaseAction.CLOSE);
        end(CaseAction.CLOSE, CaseStatus.CLOSED, doer, at, note);
    }

    /** The follow-up found it unsolved (T25): at most twice by the desk, then by the street leader. */
    public void redo(DispatchOrder order, String reason, boolean byLeader, Deadline atLeast, Doer doer, Instant at) {
        assertLegal(CaseAction.REDO);
        require(byLeader || redoCount < REDO_LIMIT, "casework.redo-needs-leader", REDO_LIMIT);
        redoCount++;
        backToHandling(order, atLeast);
        move(CaseAction.REDO, CaseStatus.IN_PROGRESS, doer, at, reason, null);
    }

    /**
     * Merges it into {@code kept} (T8): it is void while the other one is handled, its open orders end without being
     * late, and its reporters and requesters are the other one's. {@code along} are the cases merged into it before; they
     * follow. Throws {@link org.shaodao.shared.RuleViolation} for itself, a draft, an ended or a merged target.
     */
    public void mergeInto(
            GovernanceCase kept,
            List<GovernanceCase> along,
            List<DispatchOrder> open,
            @Nullable String why,
            Doer doer,
            Instant at) {
        assertLegal(CaseAction.MERGE);
        kept.requireKeepable(this);
        links.merge(kept.id, status, clocks.getStageDueAt(), clocks.getStageYellowAt());
        if (acceptingUnitId == null) {
            acceptingUnitId = holderUnitId;
        }
        open.forEach(order -> order.end(DispatchOrder.MERGED, at));
        end(CaseAction.MERGE, CaseStatus.VOIDED, doer, at, said("→", kept, why));
        kept.joined(CaseAction.MERGE, this, along, why, doer, at);
        along.forEach(child -> child.follow(CaseAction.MERGE, kept, doer, at));
        links.count(-links.getJoined(), -links.getJoinedRequesters());
    }

    /**
     * Takes it out of {@code kept} again (T29): state, holder and due times as they were, its orders open again.
     * {@code along} are the cases that had come with it; they follow it back. Throws
     * {@link org.shaodao.shared.RuleViolation} where it is not merged or the kept case has ended.
     */
    public void unmerge(
            GovernanceCase kept,
            List<GovernanceCase> along,
            List<DispatchOrder> orders,
            @Nullable String why,
            Doer doer,
            Instant at) {
        assertLegal(CaseAction.UNMERGE);
        require(links.isMerged(), "casework.not-merged");
        require(kept.id.equals(links.getDuplicateOf()), "casework.not-merged");
        require(!kept.status.isEnd(), "casework.unmerge-kept-ended", kept.number);
        CaseStatus former = Objects.requireNonNull(links.getMergedFrom());
        clocks.resume(links.getMergedDueAt(), links.getMergedYellowAt());
        if (former == CaseStatus.REPORTED) {
            acceptingUnitId = null;
        }
        orders.forEach(order -> order.reopenIf(DispatchOrder.MERGED));
        links.unmerge();
        closedAt = null;
        move(CaseAction.UNMERGE, former, doer, at, said("←", kept, why), null);
        kept.joined(CaseAction.UNMERGE, this, along, why, doer, at);
        along.forEach(child -> child.follow(CaseAction.UNMERGE, this, doer, at));
        links.count(along.size(), (int)
                along.stream().filter(GovernanceCase::asksItself).count());
    }

    /**
     * Void for a reason two persons agree on (T27); asked for by {@link VoidRequest}. Never while other reports are
     * merged into it: they would be lost.
     */
    void annul(VoidReason reason, String why, List<DispatchOrder> open, Doer doer, Instant at) {
        assertLegal(CaseAction.VOID);
        requireVoidable();
        if (acceptingUnitId == null) {
            acceptingUnitId = holderUnitId;
        }
        open.forEach(order -> order.end("VOIDED", at));
        links.annul(reason);
        end(CaseAction.VOID, CaseStatus.VOIDED, doer, at, why);
    }

    /** Throws {@link org.shaodao.shared.RuleViolation} where other reports hang on it or it has ended. */
    public void requireVoidable() {
        assertLegal(CaseAction.VOID);
        requireNobodyJoined();
    }

    /** Throws {@link org.shaodao.shared.RuleViolation} unless it was closed at most 30 days ago (T26). */
    public void requireRecurrable(Instant at) {
        assertLegal(CaseAction.RECUR);
        require(
                !Objects.requireNonNull(closedAt).plus(RECURRENCE).isBefore(at),
                "casework.recurrence-too-late",
                RECURRENCE.toDays());
    }

    /** Notes that it is the recurrence of a case closed before (T26); nothing changes on that one. */
    public void recurrenceOf(GovernanceCase closed, Instant at) {
        closed.requireRecurrable(at);
        links.recurrence(closed.id);
    }

    /** Whether anyone asked, for this case or for one that was merged into it. */
    public boolean hasRequester() {
        return asksItself() || links.getJoinedRequesters() > 0;
    }

    private boolean asksItself() {
        return requester != null && requester.exists();
    }

    private void requireNobodyJoined() {
        require(links.getJoined() == 0, "casework.others-joined", links.getJoined());
    }

    private void requireKeepable(GovernanceCase child) {
        require(!id.equals(child.id), "casework.merge-itself");
        require(status != CaseStatus.DRAFT, "casework.merge-target-draft");
        require(!links.isMerged(), "casework.merge-target-merged", number);
        require(!status.isEnd(), "casework.merge-target-ended", number);
    }

    private void joined(
            CaseAction action,
            GovernanceCase other,
            List<GovernanceCase> along,
            @Nullable String why,
            Doer doer,
            Instant at) {
        int sign = action == CaseAction.MERGE ? 1 : -1;
        Set<AccountId> told = new HashSet<>();
        Stream.concat(Stream.of(this, other), along.stream())
                .map(GovernanceCase::getReporterId)
                .filter(Objects::nonNull)
                .forEach(told::add);
        int requesters = (int) Stream.concat(Stream.of(other), along.stream())
                .filter(GovernanceCase::asksItself)
                .count();
        links.count(sign * (1 + along.size()), sign * requesters);
        changed(action, doer, at);
        record(new CaseJoined(
                id,
                other.id,
                eventCount++,
                action,
                status,
                doer,
                at,
                said(sign > 0 ? "←" : "→", other, why),
                number,
                other.number,
                told));
    }

    /** Another case is handled in its place from now on, because that one was merged or unmerged. */
    private void follow(CaseAction action, GovernanceCase kept, Doer doer, Instant at) {
        links.follow(kept.id);
        move(action, status, doer, at, said("→", kept, null), null);
    }

    private static String said(String arrow, GovernanceCase other, @Nullable String why) {
        return arrow + " " + other.number + (why == null ? "" : " " + why);
    }

    private void backToHandling(DispatchOrder order, Deadline atLeast) {
        assertLead(order);
        order.reopen();
        holderUnitId = Objects.requireNonNull(handlingUnitId);
        resolvedAt = null;
        clocks.resumeHandling(atLeast);
    }

    /** A new order after an approved return; {@code returning} hears of it. */
    DispatchOrder redispatch(Dispatch dispatch, UnitId returning, Instant at) {
        DispatchOrder order = order(DispatchKind.REDISPATCH, dispatch, at);
        handlerAccountId = null;
        hold(dispatch.lead());
        formerHolder = returning;
        return order;
    }

    void heldBy(UnitId unit, AreaLevel at) {
        level = at;
        hold(unit);
    }

    void joins(UnitId unit) {
        joining.add(unit);
    }

    private DispatchOrder order(DispatchKind kind, Dispatch dispatch, Instant at) {
        DispatchOrder order = DispatchOrder.make(id, orderCount++, kind, dispatch, holderUnitId, at);
        leadOrderId = order.getId();
        handlingUnitId = dispatch.lead();
        joining.addAll(dispatch.coUnits());
        level = dispatch.level();
        if (firstDispatchedAt == null) {
            firstDispatchedAt = at;
        }
        clocks.startHandling(
                Objects.requireNonNull(dispatch.handling()),
                dispatch.sign(),
                dispatch.contact(),
                dispatch.limitClass());
        return order;
    }

    /**
     * Adds a line to the timeline that moves neither state nor version; throws
     * {@link org.shaodao.shared.RuleViolation} where the lifecycle does not know it.
     */
    void note(
            CaseAction action,
            @Nullable String text,
            @Nullable String facts,
            List<Notice> notices,
            Doer doer,
            Instant at) {
        assertLegal(action);
        record(new CaseEvent(
                id, eventCount++, action, status, status, doer, at, text, facts, Set.of(), number, notices));
    }

    /** The clocks that the verbs have started or moved since the case was read or this was last asked. */
    public Collection<RunningClock> takeClockChange() {
        Map<ClockKind, RunningClock> before = watched;
        watched = clocks.running(status);
        return watched.values().stream()
                .filter(clock -> !clock.equals(before.get(clock.kind())))
                .toList();
    }

    @PostLoad
    void watchClocks() {
        watched = clocks.running(status);
    }

    private void take(Report report) {
        source = report.source();
        externalSource = report.externalSource();
        externalNumber = report.externalNumber();
        externalHash = report.externalHash();
        categoryId = report.category();
        title = report.title();
        description = report.description();
        address = report.address();
        urgent = report.urgent();
        confidential = report.confidential();
        placement = report.placement();
        requester = report.requester();
        level = report.level();
        hold(report.desk());
        reporterUnitId = report.reporterUnit();
    }

    void assertLegal(CaseAction action) {
        require(action.isLegalIn(status), "casework.illegal-transition");
    }

    void assertLead(DispatchOrder order) {
        require(order.getId().equals(leadOrderId), "casework.not-the-lead-order");
    }

    private void hold(UnitId unit) {
        formerHolder = holderUnitId;
        holderUnitId = unit;
        joining.add(unit);
    }

    private void end(CaseAction action, CaseStatus to, Doer doer, Instant at, @Nullable String text) {
        closedAt = at;
        clocks.pause();
        move(action, to, doer, at, text, null);
    }

    void move(CaseAction action, CaseStatus to, Doer doer, Instant at, @Nullable String text, @Nullable String facts) {
        CaseStatus from = status;
        status = to;
        if (from != to) {
            requests.left(from);
        }
        happened(action, from, doer, at, text, facts);
    }

    private void happened(
            CaseAction action,
            @Nullable CaseStatus from,
            Doer doer,
            Instant at,
            @Nullable String text,
            @Nullable String facts) {
        changed(action, doer, at);
        Set<UnitId> joined = Set.copyOf(joining);
        record(new CaseEvent(
                id,
                eventCount++,
                action,
                from,
                status,
                doer,
                at,
                text,
                facts,
                joined,
                number,
                CaseNotices.of(this, action, joined, formerHolder)));
        joining.clear();
        formerHolder = null;
    }

    private void changed(CaseAction action, Doer doer, Instant at) {
        stateChangedAt = at;
        changedBy = doer.account();
        changedKey = action.eventKey();
    }

    private GovernanceCase(CaseId id, String number, CaseStatus status, Instant at) {
        this();
        this.id = id;
        this.number = number;
        this.status = status;
        this.reportedAt = at;
        this.clocks = new CaseClocks();
        this.requests = new CaseRequests();
        this.links = new CaseLinks();
    }

    @SuppressWarnings("NullAway.Init")
    protected GovernanceCase() {
        // for Hibernate
    }
}
