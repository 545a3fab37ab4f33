package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaodao.casework.CaseFixtures.AT_DESK;
import static org.shaodao.casework.CaseFixtures.CLERK;
import static org.shaodao.casework.CaseFixtures.DESK;
import static org.shaodao.casework.CaseFixtures.MONDAY;
import static org.shaodao.casework.CaseFixtures.STREET;
import static org.shaodao.casework.CaseFixtures.TEAM;
import static org.shaodao.casework.CaseFixtures.WORKER;
import static org.shaodao.casework.CaseFixtures.askExtension;
import static org.shaodao.casework.CaseFixtures.askReturn;
import static org.shaodao.casework.CaseFixtures.dispatch;
import static org.shaodao.casework.CaseFixtures.due;
import static org.shaodao.casework.CaseFixtures.inStatus;
import static org.shaodao.casework.CaseFixtures.moved;
import static org.shaodao.casework.CaseFixtures.order;
import static org.shaodao.casework.CaseFixtures.proposeSuspension;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaLevel;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.RuleViolation;

/** What can go wrong with returns, extensions, suspensions, exclusions and co-handling (lifecycle T12-T21). */
class RequestRulesTests {

    private static final Doer OTHER = new Doer(AccountId.next(), Role.COMMUNITY_DESK, DESK);

    @Test
    void aRecalledOrderIsInNobodysFiguresAndNoReturn() {
        GovernanceCase kase = inStatus(CaseStatus.DISPATCHED);
        DispatchOrder order = order(kase);
        Instant due = kase.getClocks().getDueAt();

        kase.recall(order, null, AT_DESK, due(4), "派错了", CLERK, MONDAY);

        assertThat(kase.getStatus()).isEqualTo(CaseStatus.ACCEPTED);
        assertThat(kase.getHolderUnitId()).isEqualTo(DESK);
        assertThat(kase.getLevel()).isEqualTo(AreaLevel.COMMUNITY);
        assertThat(kase.getLeadOrderId()).isNull();
        assertThat(order.getLeftOut()).isEqualTo("RECALLED");
        assertThat(kase.getRequests().getReturns()).isZero();
        assertThat(kase.getClocks().getDueAt()).isEqualTo(due);
    }

    @Test
    void aPassedOnOrderThatIsRecalledGoesOnAtTheFirstOne() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder first = order(kase);
        DispatchOrder second = kase.forward(dispatch(STREET, AreaLevel.GRID), WORKER, MONDAY);

        kase.recall(second, first, new DecidingDesk(TEAM, AreaLevel.GRID), due(4), "自己办", WORKER, MONDAY);

        assertThat(kase.getStatus()).isEqualTo(CaseStatus.IN_PROGRESS);
        assertThat(kase.getLeadOrderId()).isEqualTo(first.getId());
        assertThat(kase.getHandlingUnitId()).isEqualTo(TEAM);
        assertThat(first.getEndedAt()).isNull();
        assertThat(kase.getClocks().getStageDueAt()).isEqualTo(first.getDueAt());
    }

    @Test
    void anApprovedReturnLeavesTheFiguresAndKeepsTheOverallDueTime() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder first = order(kase);
        Instant due = kase.getClocks().getDueAt();
        ReturnRequest request = askReturn(kase, first);
        assertThat(kase.getClocks().getStageDueAt())
                .as("handling clock runs on")
                .isEqualTo(first.getDueAt());
        assertThat(first.getLeftOut()).as("refund only if approved").isNull();

        DispatchOrder second = request.approve(kase, first, dispatch(STREET, AreaLevel.STREET), CLERK, MONDAY);

        assertThat(first.getLeftOut()).isEqualTo("RETURNED");
        assertThat(second.getKind()).isEqualTo(DispatchKind.REDISPATCH);
        assertThat(second.getDispatcherUnitId()).isEqualTo(DESK);
        assertThat(second.getSignDueAt()).isNotNull();
        assertThat(kase.getClocks().getDueAt()).isEqualTo(due);
        assertThat(kase.getHolderUnitId()).isEqualTo(STREET);
        assertThat(request.getState()).isEqualTo(RequestState.APPROVED);
    }

    @Test
    void aRefusedReturnLeavesTheFirstReceiverResponsible() {
        GovernanceCase kase = inStatus(CaseStatus.DISPATCHED);
        DispatchOrder order = order(kase);
        AreaLevel level = kase.getLevel();

        askReturn(kase, order).refuse(kase, order, "就是你们的", CLERK, MONDAY);

        assertThat(kase.getStatus()).isEqualTo(CaseStatus.IN_PROGRESS);
        assertThat(kase.getHolderUnitId()).isEqualTo(TEAM);
        assertThat(kase.getLevel()).isEqualTo(level);
        assertThat(order.getLeftOut()).isNull();
        assertThat(order.getSignedAt()).isEqualTo(MONDAY);
    }

    @Test
    void theThirdReturnIsTheAdjudicatorsAndTheFourthNobodys() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = order(kase);
        for (int n = 1; n <= 2; n++) {
            ReturnRequest request = askReturn(kase, order);
            assertThat(request.getDecider()).isEqualTo(Decider.DISPATCHER);
            request.refuse(kase, order, "不同意", CLERK, MONDAY);
        }
        ReturnRequest third = askReturn(kase, order);
        assertThat(third.getDecider()).isEqualTo(Decider.DISTRICT);
        assertThat(third.getOrdinal()).isEqualTo(3);
        third.refuse(kase, order, "区级裁定", OTHER, MONDAY);

        refuses(() -> askReturn(kase, order), "casework.return-final");
    }

    @Test
    void aLateReturnIsTheStreetLeadersToDecide() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);

        assertThat(ReturnRequest.decider(kase, true)).isEqualTo(Decider.STREET_LEADER);
        assertThat(ReturnRequest.decider(kase, false)).isEqualTo(Decider.DISPATCHER);
    }

    @Test
    void aReturnNeedsAnotherOwnerAndNobodyReturnsHisOwnOrder() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        refuses(
                () -> ReturnRequest.ask(
                        kase, order(kase), ReturnReason.NOT_OUR_AREA, TEAM, "不在辖区", false, AT_DESK, WORKER, MONDAY),
                "casework.return-to-itself");

        GovernanceCase own = inStatus(CaseStatus.ACCEPTED);
        DispatchOrder self = own.handleSelf(dispatch(DESK, AreaLevel.COMMUNITY), CLERK, MONDAY);
        refuses(() -> askReturn(own, self), "casework.return-own-order");

        ReturnRequest asked = askReturn(kase, order(kase));
        refuses(
                () -> asked.approve(kase, order(kase), dispatch(TEAM, AreaLevel.GRID), CLERK, MONDAY),
                "casework.redispatch-same-unit");
    }

    @Test
    void nobodyDecidesTwiceNorWhatHeAskedForHimself() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        ReturnRequest asked = askReturn(kase, order(kase));
        refuses(() -> asked.refuse(kase, order(kase), "我", WORKER, MONDAY), "casework.request-second-person");
        assertThat(kase.getStatus()).isEqualTo(CaseStatus.RETURN_PENDING);

        GovernanceCase second = inStatus(CaseStatus.IN_PROGRESS);
        ExtensionRequest extension = askExtension(second, order(second), 1);
        refuses(
                () -> extension.approve(second, order(second), moved(second, 24), null, WORKER, MONDAY),
                "casework.request-second-person");
        extension.refuse(second, "够了", CLERK, MONDAY);
        refuses(() -> extension.refuse(second, "再来", CLERK, MONDAY), "casework.request-decided");

        GovernanceCase third = inStatus(CaseStatus.IN_PROGRESS);
        Suspension suspension = proposeSuspension(third, order(third), 10);
        refuses(() -> suspension.approve(third, STREET, null, WORKER, MONDAY), "casework.request-second-person");
        assertThat(third.getStatus()).isEqualTo(CaseStatus.IN_PROGRESS);
    }

    @Test
    void extensionsMoveBothDueTimesAndEndAtTwo() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = order(kase);
        ExtensionRequest first = askExtension(kase, order, 2);
        assertThat(first.getDecider()).isEqualTo(Decider.DISPATCHER);
        refuses(() -> askExtension(kase, order, 1), "casework.extension-pending");
        MovedDues to = moved(kase, 48);
        first.approve(kase, order, to, null, CLERK, MONDAY);
        assertThat(kase.getClocks().getDueAt()).isEqualTo(to.caseDue());
        assertThat(kase.getClocks().getStageDueAt()).isEqualTo(to.stageDue());
        assertThat(order.getDueAt()).isEqualTo(to.orderDue());

        ExtensionRequest second = askExtension(kase, order, 3);
        assertThat(second.getDecider()).isEqualTo(Decider.STREET_LEADER);
        second.approve(kase, order, moved(kase, 96), null, CLERK, MONDAY);
        assertThat(kase.getRequests().getExtendedDays()).isEqualTo(5);

        refuses(() -> askExtension(kase, order, 1), "casework.extension-twice");
    }

    @Test
    void anExtensionIsAskedBeforeTheLimitAndNoLongerThanIt() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = order(kase);
        Instant due = kase.getClocks().getStageDueAt();

        refuses(() -> askExtension(kase, order, 6), "casework.extension-too-long");
        refuses(() -> askExtension(kase, order, 0), "casework.extension-days");
        refuses(
                () -> ExtensionRequest.ask(kase, order, 1, 5, "原因", "安排", DESK, WORKER, due.plusNanos(1000)),
                "casework.extension-late");
        assertThat(ExtensionRequest.ask(kase, order, 1, 5, "原因", "安排", DESK, WORKER, due)
                        .getState())
                .as("to the instant itself it is in time")
                .isEqualTo(RequestState.PENDING);
    }

    @Test
    void whatADeskAsksOfItselfTheLeaderDecides() {
        GovernanceCase own = inStatus(CaseStatus.ACCEPTED);
        DispatchOrder self = own.handleSelf(dispatch(DESK, AreaLevel.COMMUNITY), CLERK, MONDAY);

        assertThat(ExtensionRequest.decider(own, self)).isEqualTo(Decider.STREET_LEADER);
    }

    @Test
    void whatWasAskedForLapsesWhenTheCaseMovesOn() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        askExtension(kase, order(kase), 2);
        proposeSuspension(kase, order(kase), 10);
        assertThat(kase.getRequests().decider(CaseAction.EXTEND)).isNotNull();

        askReturn(kase, order(kase));

        assertThat(kase.getRequests().decider(CaseAction.EXTEND)).isNull();
        assertThat(kase.getRequests().decider(CaseAction.SUSPEND)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 31})
    void aReviewLiesWithinThirtyDays(int days) {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);

        refuses(() -> proposeSuspension(kase, order(kase), days), "casework.suspension-review");
    }

    @Test
    void aSuspensionStopsEveryClockButTheReview() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = order(kase);
        Suspension suspension = proposeSuspension(kase, order, 30);
        refuses(() -> proposeSuspension(kase, order, 10), "casework.suspension-pending");
        assertThat(kase.getClocks().getStageDueAt())
                .as("until approved the clock runs")
                .isNotNull();

        suspension.approve(kase, STREET, null, CLERK, MONDAY);

        assertThat(kase.getStatus()).isEqualTo(CaseStatus.SUSPENDED);
        assertThat(kase.getHolderUnitId()).isEqualTo(STREET);
        assertThat(kase.getClocks().running(kase.getStatus())).containsOnlyKeys(ClockKind.REVIEW);
        MovedDues rest = moved(kase, 240);
        suspension.resume(kase, order, rest, null, OTHER, MONDAY.plus(Duration.ofDays(10)));
        assertThat(kase.getHolderUnitId()).isEqualTo(TEAM);
        assertThat(kase.getClocks().getReviewDueAt()).isNull();
        assertThat(kase.getClocks().getStageDueAt()).isEqualTo(rest.stageDue());
        assertThat(order.getDueAt()).isEqualTo(rest.orderDue());
    }

    @Test
    void aProposalNobodyApprovedBeforeTheReviewCannotBeApprovedAfterIt() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        Suspension suspension = proposeSuspension(kase, order(kase), 2);

        refuses(
                () -> suspension.approve(kase, STREET, null, CLERK, MONDAY.plus(Duration.ofDays(3))),
                "casework.suspension-review");
    }

    @Test
    void anExclusionLeavesCaseAndOrderOutOnceAgreed() {
        GovernanceCase kase = inStatus(CaseStatus.CLOSED);
        DispatchOrder order = order(kase);
        AssessmentExclusion asked = CaseFixtures.askExclusion(kase, order);
        refuses(() -> CaseFixtures.askExclusion(kase, order), "casework.exclusion-pending");
        assertThat(kase.getRequests().isExcluded()).isFalse();

        asked.approve(kase, order, "情况属实", OTHER, MONDAY);

        assertThat(kase.getRequests().isExcluded()).isTrue();
        assertThat(order.getLeftOut()).isEqualTo("EXCLUDED");
        assertThat(kase.getStatus()).isEqualTo(CaseStatus.CLOSED);
        refuses(() -> CaseFixtures.askExclusion(kase, order), "casework.excluded-already");
    }

    @Test
    void aDutyIsDisputedOnlyAfterAReturn() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        refuses(
                () -> AssessmentExclusion.ask(
                        kase, order(kase), ExclusionReason.DISPUTED_DUTY, "不是我们的", STREET, WORKER, MONDAY),
                "casework.exclusion-without-return");
    }

    @Test
    void coUnitsAnswerOnceAndTheLeadAddsOnlyOthers() {
        GovernanceCase kase = inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = order(kase);
        UnitId helper = UnitId.next();
        refuses(() -> CoHandling.of(kase, order, helper, MONDAY), "casework.not-a-co-unit");
        refuses(() -> CoHandling.add(kase, order, TEAM, null, WORKER, MONDAY), "casework.lead-is-co-unit");
        CoHandling.add(kase, order, helper, "配合", WORKER, MONDAY);
        refuses(() -> CoHandling.add(kase, order, helper, null, WORKER, MONDAY), "casework.co-unit-already");

        CoHandling answer = CoHandling.of(kase, order, helper, MONDAY);
        assertThat(answer.isOutstanding()).isTrue();
        answer.accept(kase, OTHER, MONDAY);
        refuses(() -> answer.refuse(kase, "不行", OTHER, MONDAY), "casework.help-answered");
        assertThat(answer.isOutstanding()).isTrue();
        answer.feedBack(kase, "已配合清运", OTHER, MONDAY);
        assertThat(answer.isOutstanding()).isFalse();
        refuses(() -> answer.feedBack(kase, "再说一次", OTHER, MONDAY), "casework.help-answered");
    }

    private static void refuses(ThrowingCallable verb, String key) {
        assertThatThrownBy(verb).isInstanceOf(RuleViolation.class).hasMessage(key);
    }
}
