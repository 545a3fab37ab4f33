package org.shaodao.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.Limit;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;

/** Cases in every state that can be reached by today's verbs, and each verb ready to run. */
final class CaseFixtures {

    static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");
    static final UnitId DESK = UnitId.next();
    static final UnitId STREET = UnitId.next();
    static final UnitId TEAM = UnitId.next();
    static final Doer WORKER = new Doer(AccountId.next(), Role.GRID_WORKER, TEAM);
    static final Doer CLERK = new Doer(AccountId.next(), Role.COMMUNITY_DESK, DESK);

    record Verb(CaseAction action, BiConsumer<GovernanceCase, DispatchOrder> doing) {

        void run(GovernanceCase kase) {
            doing.accept(kase, order(kase));
        }

        List<CaseStatus> reaches(CaseStatus from) {
            return action == CaseAction.PASS_VERIFICATION
                    ? List.of(CaseStatus.FOLLOW_UP, CaseStatus.CLOSED)
                    : List.of(action.leadsTo(from));
        }
    }

    static List<Verb> verbs() {
        return List.of(
                new Verb(CaseAction.SAVE_DRAFT, (c, o) -> c.redraft(report(false), WORKER, MONDAY)),
                new Verb(CaseAction.REPORT, (c, o) -> c.report(report(false), due(4), WORKER, MONDAY)),
                new Verb(CaseAction.SETTLE_ON_THE_SPOT, (c, o) -> c.settleOnTheSpot("当场清理完毕", true, WORKER, MONDAY)),
                new Verb(CaseAction.REQUEST_INFO, (c, o) -> c.requestInfo("具体在几号楼?", due(72), CLERK, MONDAY)),
                new Verb(CaseAction.SUPPLY_INFO, (c, o) -> c.supplyInfo("三号楼", due(4), WORKER, MONDAY)),
                new Verb(CaseAction.ACCEPT, (c, o) -> c.accept(CategoryId.next(), false, due(4), CLERK, MONDAY)),
                new Verb(CaseAction.DECLINE, (c, o) -> c.decline(DeclineReason.OUTSIDE_AREA, "请找供电公司", CLERK, MONDAY)),
                new Verb(CaseAction.WITHDRAW, (c, o) -> c.withdraw("报错了", WORKER, MONDAY)),
                new Verb(
                        CaseAction.HANDLE_SELF,
                        (c, o) -> c.handleSelf(dispatch(DESK, AreaLevel.COMMUNITY), CLERK, MONDAY)),
                new Verb(CaseAction.DISPATCH, (c, o) -> c.dispatch(dispatch(TEAM, AreaLevel.GRID), CLERK, MONDAY)),
                new Verb(CaseAction.SIGN, (c, o) -> c.sign(o, "王某", "13800000000", WORKER, MONDAY)),
                new Verb(
                        CaseAction.ESCALATE,
                        (c, o) -> c.escalate(
                                c.getLeadOrderId() == null ? null : o,
                                dispatch(STREET, AreaLevel.STREET),
                                due(4),
                                "社区无执法权",
                                CLERK,
                                MONDAY)),
                new Verb(
                        CaseAction.RESOLVE,
                        (c, o) -> c.resolve(
                                o,
                                new Resolution("已修复井盖", ResolutionKind.SOLVED, AreaLevel.GRID, null),
                                DESK,
                                due(48),
                                WORKER,
                                MONDAY)),
                new Verb(CaseAction.FAIL_VERIFICATION, (c, o) -> c.failVerification(o, "仍有积水", due(24), CLERK, MONDAY)),
                new Verb(CaseAction.PASS_VERIFICATION, (c, o) -> c.passVerification(null, due(72), CLERK, MONDAY)),
                new Verb(CaseAction.CLOSE, (c, o) -> c.close(null, CLERK, MONDAY)),
                new Verb(CaseAction.REDO, (c, o) -> c.redo(o, "又坏了", false, due(24), CLERK, MONDAY)),
                new Verb(CaseAction.FORWARD, (c, o) -> c.forward(dispatch(TEAM, AreaLevel.GRID), CLERK, MONDAY)),
                new Verb(
                        CaseAction.MERGE,
                        (c, o) -> c.mergeInto(reported(false), List.of(), List.of(o), null, CLERK, MONDAY)),
                new Verb(
                        CaseAction.UNMERGE,
                        (c, o) -> c.unmerge(KEPT.get(c), List.of(), List.of(), null, CLERK, MONDAY)),
                new Verb(CaseAction.VOID, (c, o) -> c.annul(VoidReason.TRIAL_ENTRY, "演练录入", List.of(), CLERK, MONDAY)),
                new Verb(CaseAction.RECUR, (c, o) -> c.requireRecurrable(MONDAY)),
                new Verb(CaseAction.RECORD_CONTACT, (c, o) -> c.recordContact(true, null, CLERK, MONDAY)),
                new Verb(
                        CaseAction.RECALL_DISPATCH, (c, o) -> c.recall(o, null, AT_DESK, due(4), "派错了", CLERK, MONDAY)),
                new Verb(CaseAction.REQUEST_RETURN, CaseFixtures::askReturn),
                new Verb(
                        CaseAction.APPROVE_RETURN,
                        (c, o) -> returnOf(c).approve(c, o, dispatch(STREET, AreaLevel.STREET), CLERK, MONDAY)),
                new Verb(CaseAction.REFUSE_RETURN, (c, o) -> returnOf(c).refuse(c, o, "职责清楚", CLERK, MONDAY)),
                new Verb(CaseAction.REQUEST_EXTENSION, (c, o) -> askExtension(c, o, 2)),
                new Verb(
                        CaseAction.EXTEND, (c, o) -> askedExtension().approve(c, o, moved(c, 48), null, CLERK, MONDAY)),
                new Verb(CaseAction.REFUSE_EXTENSION, (c, o) -> askedExtension().refuse(c, "时间够用", CLERK, MONDAY)),
                new Verb(CaseAction.PROPOSE_SUSPENSION, (c, o) -> proposeSuspension(c, o, 20)),
                new Verb(CaseAction.SUSPEND, (c, o) -> proposedSuspension().approve(c, STREET, null, CLERK, MONDAY)),
                new Verb(
                        CaseAction.REFUSE_SUSPENSION,
                        (c, o) -> proposedSuspension().refuse(c, "可以办", CLERK, MONDAY)),
                new Verb(
                        CaseAction.RESUME,
                        (c, o) -> proposedSuspension().resume(c, o, moved(c, 0), null, CLERK, MONDAY)),
                new Verb(CaseAction.ADD_CO_UNIT, (c, o) -> CoHandling.add(c, o, UnitId.next(), "配合清运", WORKER, MONDAY)),
                new Verb(CaseAction.ACCEPT_HELP, (c, o) -> helper().accept(c, CLERK, MONDAY)),
                new Verb(CaseAction.REFUSE_HELP, (c, o) -> helper().refuse(c, "没有这个设备", CLERK, MONDAY)),
                new Verb(CaseAction.FEED_BACK, (c, o) -> helper().feedBack(c, "已清运两车", CLERK, MONDAY)),
                new Verb(CaseAction.REQUEST_EXCLUSION, CaseFixtures::askExclusion),
                new Verb(CaseAction.EXCLUDE, (c, o) -> askedExclusion().approve(c, o, null, CLERK, MONDAY)),
                new Verb(CaseAction.REFUSE_EXCLUSION, (c, o) -> askedExclusion().refuse(c, "理由不足", CLERK, MONDAY)));
    }

    static final DecidingDesk AT_DESK = new DecidingDesk(DESK, AreaLevel.COMMUNITY);

    private static final java.util.Map<GovernanceCase, ReturnRequest> RETURNS = new java.util.HashMap<>();

    static ReturnRequest askReturn(GovernanceCase kase, DispatchOrder order) {
        ReturnRequest asked = ReturnRequest.ask(
                kase, order, ReturnReason.NOT_OUR_DUTY, STREET, "三定方案不含此项", false, AT_DESK, WORKER, MONDAY);
        RETURNS.put(kase, asked);
        return asked;
    }

    static ReturnRequest returnOf(GovernanceCase kase) {
        ReturnRequest own = RETURNS.get(kase);
        return own != null ? own : RETURNS.get(inStatus(CaseStatus.RETURN_PENDING));
    }

    static ExtensionRequest askExtension(GovernanceCase kase, DispatchOrder order, int days) {
        return ExtensionRequest.ask(kase, order, days, 5, "材料未到货", "到货次日更换", DESK, WORKER, MONDAY);
    }

    private static ExtensionRequest askedExtension() {
        GovernanceCase other = inStatus(CaseStatus.IN_PROGRESS);
        return askExtension(other, order(other), 2);
    }

    static Suspension proposeSuspension(GovernanceCase kase, DispatchOrder order, int days) {
        return Suspension.propose(
                kase,
                order,
                SuspensionReason.FUNDING,
                "维修资金正在表决",
                MONDAY.plus(Duration.ofDays(days)),
                STREET,
                WORKER,
                MONDAY);
    }

    private static Suspension proposedSuspension() {
        GovernanceCase other = inStatus(CaseStatus.IN_PROGRESS);
        return proposeSuspension(other, order(other), 20);
    }

    static AssessmentExclusion askExclusion(GovernanceCase kase, DispatchOrder order) {
        return AssessmentExclusion.ask(kase, order, ExclusionReason.FORCE_MAJEURE, "暴雨停工三天", STREET, WORKER, MONDAY);
    }

    private static AssessmentExclusion askedExclusion() {
        GovernanceCase other = inStatus(CaseStatus.IN_PROGRESS);
        return askExclusion(other, order(other));
    }

    static CoHandling helper() {
        GovernanceCase other = inStatus(CaseStatus.IN_PROGRESS);
        UnitId unit = UnitId.next();
        CoHandling.add(other, order(other), unit, null, WORKER, MONDAY);
        return CoHandling.of(other, order(other), unit, MONDAY);
    }

    static MovedDues moved(GovernanceCase kase, int hours) {
        Instant due = MONDAY.plus(Duration.ofHours(120 + hours));
        return new MovedDues(due, due.minusSeconds(3600), due, due.minusSeconds(3600), due);
    }

    /** A case in this state. */
    static GovernanceCase inStatus(CaseStatus status) {
        return switch (status) {
            case DRAFT -> GovernanceCase.draft(CaseId.next(), "C2026-0000001", report(false), WORKER, MONDAY);
            case REPORTED -> reported(true);
            case PENDING_INFO -> after(CaseAction.REQUEST_INFO, reported(true));
            case ACCEPTED -> after(CaseAction.ACCEPT, reported(true));
            case DISPATCHED -> after(CaseAction.DISPATCH, inStatus(CaseStatus.ACCEPTED));
            case IN_PROGRESS -> signed(reported(true));
            case RESOLVED -> after(CaseAction.RESOLVE, signed(reported(true)));
            case FOLLOW_UP -> after(CaseAction.PASS_VERIFICATION, inStatus(CaseStatus.RESOLVED));
            case CLOSED -> after(CaseAction.CLOSE, inStatus(CaseStatus.FOLLOW_UP));
            case DECLINED -> after(CaseAction.DECLINE, reported(true));
            case WITHDRAWN -> after(CaseAction.WITHDRAW, reported(true));
            case VOIDED -> merged();
            case RETURN_PENDING -> after(CaseAction.REQUEST_RETURN, signed(reported(true)));
            case SUSPENDED -> suspended(signed(reported(true)));
        };
    }

    private static final java.util.Map<GovernanceCase, GovernanceCase> KEPT = new java.util.HashMap<>();

    static GovernanceCase suspended(GovernanceCase kase) {
        proposeSuspension(kase, order(kase), 20).approve(kase, STREET, null, CLERK, MONDAY);
        return kase;
    }

    static GovernanceCase merged() {
        GovernanceCase kept = reported(false);
        GovernanceCase child = reported(true);
        child.mergeInto(kept, List.of(), List.of(), null, CLERK, MONDAY);
        KEPT.put(child, kept);
        return child;
    }

    static GovernanceCase reported(boolean withRequester) {
        return GovernanceCase.report(CaseId.next(), "C2026-0000001", report(withRequester), due(4), WORKER, MONDAY);
    }

    static GovernanceCase signed(GovernanceCase kase) {
        kase.accept(CategoryId.next(), false, due(4), CLERK, MONDAY);
        DispatchOrder order = kase.dispatch(dispatch(TEAM, AreaLevel.GRID), CLERK, MONDAY);
        kase.sign(order, "王某", "13800000000", WORKER, MONDAY);
        ORDERS.put(kase, order);
        return kase;
    }

    private static final java.util.Map<GovernanceCase, DispatchOrder> ORDERS = new java.util.HashMap<>();

    static DispatchOrder order(GovernanceCase kase) {
        return ORDERS.computeIfAbsent(
                kase,
                k -> DispatchOrder.make(
                        k.getId(), 0, DispatchKind.DISPATCH, dispatch(TEAM, AreaLevel.GRID), DESK, MONDAY));
    }

    private static GovernanceCase after(CaseAction action, GovernanceCase kase) {
        if (action == CaseAction.DISPATCH) {
            ORDERS.put(kase, kase.dispatch(dispatch(TEAM, AreaLevel.GRID), CLERK, MONDAY));
            return kase;
        }
        verbs().stream()
                .filter(v -> v.action() == action)
                .findFirst()
                .orElseThrow()
                .run(kase);
        return kase;
    }

    static Report report(boolean withRequester) {
        return new Report(
                CaseSource.PATROL,
                null,
                null,
                null,
                null,
                "井盖破损",
                "路口井盖破损",
                null,
                false,
                false,
                new Placement(AreaId.next(), AreaId.next(), AreaId.next(), AreaId.next()),
                withRequester ? new Requester(new byte[] {1}, new byte[] {2}, new byte[] {3}) : Requester.none(),
                AreaLevel.COMMUNITY,
                DESK,
                TEAM);
    }

    static Dispatch dispatch(UnitId lead, AreaLevel level) {
        return new Dispatch(lead, level, Set.of(), "GENERAL", due(8), due(120), due(8), null, "manual", null);
    }

    static Deadline due(int hours) {
        Instant at = MONDAY.plus(Duration.ofHours(hours));
        return new Deadline(MONDAY, at, at.minus(Duration.ofHours(1)), Limit.naturalMinutes(hours * 60), 1, false);
    }

    private CaseFixtures() {}
}
