package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.shaodao.whistle.WhistleFixtures.CLERK;
import static org.shaodao.whistle.WhistleFixtures.HOUSING;
import static org.shaodao.whistle.WhistleFixtures.LEADER;
import static org.shaodao.whistle.WhistleFixtures.MONDAY;
import static org.shaodao.whistle.WhistleFixtures.OFFICER;
import static org.shaodao.whistle.WhistleFixtures.POWER;
import static org.shaodao.whistle.WhistleFixtures.STREET;
import static org.shaodao.whistle.WhistleFixtures.SUPERVISOR;
import static org.shaodao.whistle.WhistleFixtures.WORKS;
import static org.shaodao.whistle.WhistleFixtures.after;
import static org.shaodao.whistle.WhistleFixtures.answered;
import static org.shaodao.whistle.WhistleFixtures.blown;
import static org.shaodao.whistle.WhistleFixtures.by;
import static org.shaodao.whistle.WhistleFixtures.co;
import static org.shaodao.whistle.WhistleFixtures.content;
import static org.shaodao.whistle.WhistleFixtures.emergency;
import static org.shaodao.whistle.WhistleFixtures.form;
import static org.shaodao.whistle.WhistleFixtures.handling;
import static org.shaodao.whistle.WhistleFixtures.lead;
import static org.shaodao.whistle.WhistleFixtures.marked;
import static org.shaodao.whistle.WhistleFixtures.of;
import static org.shaodao.whistle.WhistleFixtures.pending;
import static org.shaodao.whistle.WhistleFixtures.proposed;
import static org.shaodao.whistle.WhistleFixtures.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaodao.casework.Doer;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.WorkingCalendar;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;

/** W1–W16 with every "what can go wrong" cell of whistle lifecycle 7.3. */
class WhistleLifecycleTests {

    private static final Duration HOUR = Duration.ofHours(1);

    record Verb(WhistleAction action, Consumer<WhistleCall> doing) {}

    static List<Verb> verbs() {
        return List.of(
                new Verb(
                        WhistleAction.ADOPT,
                        c -> c.adopt(
                                content(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE, lead(HOUSING)), false, by(CLERK))),
                new Verb(WhistleAction.DECLINE_PROPOSAL, c -> c.declineProposal("社区可解决", by(CLERK))),
                new Verb(WhistleAction.APPROVE, c -> c.approve(null, by(LEADER))),
                new Verb(WhistleAction.REFUSE, c -> c.refuse("可自行解决", by(LEADER))),
                new Verb(WhistleAction.ADD_RESPONDER, c -> c.addResponder(co(UnitId.next()), by(CLERK))),
                new Verb(WhistleAction.RELEASE, c -> c.release(any(c, WORKS), "无关", by(LEADER))),
                new Verb(WhistleAction.NAME_LEAD, c -> c.nameLead(any(c, WORKS), "牵头不应", by(LEADER))),
                new Verb(WhistleAction.NAME_DEPUTY, c -> c.nameDeputy(any(c, WORKS), UnitId.next(), by(OFFICER))),
                new Verb(WhistleAction.SIGN, c -> c.sign(any(c, WORKS), "李某", "0000-2", by(OFFICER))),
                new Verb(WhistleAction.CONTACT, c -> c.contact(any(c, WORKS), null, by(OFFICER))),
                new Verb(WhistleAction.OBJECT, c -> c.object(any(c, WORKS), "不属职责", "城管", null, by(OFFICER))),
                new Verb(
                        WhistleAction.DECIDE_OBJECTION,
                        c -> c.decideObjection(any(c, WORKS), false, "应到场", null, by(LEADER))),
                new Verb(
                        WhistleAction.REPORT_IN,
                        c -> c.reportIn(any(c, WORKS), MONDAY, "李某", ArrivalMode.ON_SITE, by(OFFICER))),
                new Verb(WhistleAction.CONFIRM_ARRIVAL, c -> c.confirmArrival(any(c, WORKS), by(CLERK))),
                new Verb(WhistleAction.DISPUTE_ARRIVAL, c -> c.disputeArrival(any(c, WORKS), null, "没见人", by(CLERK))),
                new Verb(WhistleAction.RECORD_HANDLING, c -> c.recordHandling("两家", "属实", by(OFFICER))),
                new Verb(WhistleAction.PLAN, c -> c.plan(WORKS, "换线", MONDAY.plus(HOUR), by(OFFICER))),
                new Verb(WhistleAction.ASK_RESPONDER, c -> c.askResponder("请消防参加", by(OFFICER))),
                new Verb(
                        WhistleAction.FEED_BACK,
                        c -> c.feedBack(any(c, WORKS), FeedbackResult.DONE, "已换", null, by(OFFICER))),
                new Verb(WhistleAction.ACCEPT_FEEDBACK, c -> c.acceptFeedback(any(c, WORKS), null, by(CLERK))),
                new Verb(WhistleAction.SEND_BACK, c -> c.sendBack(any(c, WORKS), "仍漏电", by(CLERK))),
                new Verb(WhistleAction.GRADE, c -> c.grade(any(c, WORKS), new Marks(9, 9, 9), null, by(CLERK))),
                new Verb(WhistleAction.COUNTERSIGN, c -> c.countersign(by(LEADER))),
                new Verb(WhistleAction.RETURN_MARKS, c -> c.returnMarks(any(c, WORKS), "与事实不符", by(LEADER))),
                new Verb(WhistleAction.APPEAL, c -> c.appeal(any(c, WORKS), "当日停电", by(OFFICER))),
                new Verb(WhistleAction.DECIDE_APPEAL, c -> c.decideAppeal(any(c, WORKS), true, "属实", by(SUPERVISOR))),
                new Verb(WhistleAction.CLOSE, c -> c.close("隐患消除", by(LEADER))),
                new Verb(WhistleAction.UPGRADE, c -> c.upgrade(WhistleLevel.TACKLING, "逾期", null, by(LEADER))),
                new Verb(WhistleAction.RECALL, c -> c.recall("自行解决", by(LEADER))),
                new Verb(WhistleAction.INVALIDATE, c -> c.invalidate("街道可自行解决", by(SUPERVISOR))),
                new Verb(WhistleAction.COORDINATE, c -> c.coordinate("由住建局协调", by(SUPERVISOR))));
    }

    static Stream<Arguments> stepsAndStates() {
        return verbs().stream()
                .flatMap(verb -> Arrays.stream(WhistleState.values()).map(state -> Arguments.of(verb, state)));
    }

    /** The whole table: where a step is not legal it is refused and changes nothing. */
    @ParameterizedTest
    @MethodSource("stepsAndStates")
    void aStepIsTakenOnlyInItsStates(Verb verb, WhistleState state) {
        WhistleCall call = WhistleFixtures.in(state);
        int events = call.getEventCount();

        Throwable refused = catchThrowable(() -> verb.doing().accept(call));

        if (verb.action().isLegalIn(state)) {
            assertThat(refused == null || !"whistle.illegal-step".equals(refused.getMessage()))
                    .isTrue();
        } else {
            assertThat(refused).isInstanceOf(RuleViolation.class).hasMessage("whistle.illegal-step");
            assertThat(call.getState()).isEqualTo(state);
            assertThat(call.getEventCount()).isEqualTo(events);
        }
        assertThat(call.getState()).isEqualTo(call.derived());
    }

    @Test
    void everyStepOfAPersonStandsInTheTable() {
        assertThat(Arrays.stream(WhistleAction.values())
                        .filter(action -> verbs().stream().noneMatch(verb -> verb.action() == action)))
                .containsExactlyInAnyOrder(
                        WhistleAction.PROPOSE,
                        WhistleAction.FORM,
                        WhistleAction.BLOW,
                        WhistleAction.FINISH_TASK,
                        WhistleAction.BLOW_AGAIN,
                        WhistleAction.NOTE_UNSIGNED,
                        WhistleAction.NOTE_ABSENT,
                        WhistleAction.NOTE_NO_ANSWER);
    }

    // W1

    @Test
    void aWhistleWithoutASourceIsBlocked() {
        refused(
                "whistle.no-source",
                () -> form(content(
                        WhistleKind.KEY_WORK,
                        WhistleLevel.ROUTINE,
                        SourceKind.CASE,
                        null,
                        Set.of(),
                        List.of(lead(HOUSING)),
                        null)));
        refused(
                "whistle.no-source",
                () -> form(content(
                        WhistleKind.KEY_WORK,
                        WhistleLevel.ROUTINE,
                        SourceKind.PATROL,
                        " ",
                        Set.of(),
                        List.of(lead(HOUSING)),
                        null)));
    }

    @Test
    void aProposalIsADraftUntilTheStreetDecides() {
        WhistleCall call = proposed();
        assertThat(call.getState()).isEqualTo(WhistleState.DRAFT);

        call.adopt(content(WhistleKind.PUBLIC_CONCERN, WhistleLevel.ROUTINE, lead(HOUSING)), false, by(CLERK));

        assertThat(call.getState()).isEqualTo(WhistleState.PENDING_APPROVAL);
        assertThat(call.getApplicantId()).isEqualTo(CLERK.account());
        WhistleCall other = proposed();
        other.declineProposal("社区可解决", by(CLERK));
        assertThat(other.getState()).isEqualTo(WhistleState.REFUSED);
    }

    // W2

    @Test
    void theApplicantNeverApprovesOrRefusesHisOwn() {
        WhistleCall call = pending(WhistleLevel.ROUTINE);
        refused("whistle.applicant-approves", () -> call.approve(null, by(CLERK)));
        refused("whistle.applicant-approves", () -> call.refuse("x", by(CLERK)));
        assertThat(call.getState()).isEqualTo(WhistleState.PENDING_APPROVAL);
    }

    @Test
    void anEmergencyIsBlownFirstAndApprovedWithinADay() {
        WhistleCall call = emergency();

        assertThat(call.getState()).isEqualTo(WhistleState.BLOWN);
        assertThat(call.getApproveDueAt()).isEqualTo(MONDAY.plus(Duration.ofHours(24)));
        assertThat(response(call, POWER).getSignDueAt()).isEqualTo(MONDAY.plus(Duration.ofMinutes(15)));
        assertThat(response(call, POWER).getReportInDueAt()).isEqualTo(MONDAY.plus(HOUR));
        call.approve("同意", after(LEADER, HOUR));
        assertThat(call.getState()).isEqualTo(WhistleState.BLOWN);
        refused("whistle.already-approved", () -> call.approve(null, by(LEADER)));
    }

    @Test
    void anEmergencyThatIsRefusedCountsAsRecalledAndKeepsWhatWasDone() {
        WhistleCall call = emergency();
        call.reportIn(of(call, POWER), MONDAY, "赵某", ArrivalMode.ON_SITE, by(OFFICER));

        call.refuse("并非紧急", after(LEADER, HOUR));

        assertThat(call.getState()).isEqualTo(WhistleState.RECALLED);
        assertThat(response(call, POWER).arrival()).isEqualTo(MONDAY);
    }

    @Test
    void anEmergencyIsNotClosedBeforeItIsApproved() {
        WhistleCall call = emergency();
        for (WhistleResponse response : call.called()) {
            call.feedBack(response.getId(), FeedbackResult.DONE, "已抢修", null, by(OFFICER));
        }
        call.called().forEach(r -> call.grade(r.getId(), new Marks(9, 9, 9), null, by(CLERK)));
        call.countersign(by(LEADER));
        refused("whistle.not-approved-yet", () -> call.close("完成", by(LEADER)));
    }

    @Test
    void aStubbornWhistleNamesWhoCoordinatesInTheDistrict() {
        refused(
                "whistle.coordinator-needed",
                () -> form(content(
                        WhistleKind.KEY_WORK,
                        WhistleLevel.STUBBORN,
                        SourceKind.LEADER,
                        "书记调度",
                        Set.of(),
                        List.of(lead(HOUSING)),
                        null)));
        WhistleCall call = blown(WhistleLevel.STUBBORN);
        call.coordinate("由住建局分管领导协调", by(SUPERVISOR));
        assertThat(call.getCoordinatedAt()).isEqualTo(MONDAY);
        refused("whistle.not-stubborn", () -> blown().coordinate("x", by(SUPERVISOR)));
    }

    // W3

    @Test
    void exactlyOneUnitLeads() {
        refused(
                "whistle.one-lead",
                () -> form(content(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE, lead(HOUSING), lead(POWER))));
        refused("whistle.one-lead", () -> form(content(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE, co(POWER))));
        refused(
                "whistle.unit-twice",
                () -> form(content(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE, lead(POWER), co(POWER))));
        WhistleCall call = blown();
        refused("whistle.one-lead", () -> call.addResponder(lead(UnitId.next()), by(CLERK)));
        refused("whistle.unit-twice", () -> call.addResponder(co(POWER), by(CLERK)));
        refused("whistle.lead-needed", () -> call.release(of(call, HOUSING), "无关", by(LEADER)));
        refused("whistle.leads-already", () -> call.nameLead(of(call, HOUSING), "x", by(LEADER)));
        call.nameLead(of(call, WORKS), "原牵头单位不应哨", by(LEADER));
        call.release(of(call, HOUSING), "无关", by(LEADER));
        assertThat(call.lead().orElseThrow().getUnitId()).isEqualTo(WORKS);
    }

    @ParameterizedTest
    @EnumSource(WhistleLevel.class)
    void blowingStartsTheClocksOfTheLevel(WhistleLevel level) {
        WhistleCall call = blown(level);
        int days = level == WhistleLevel.ROUTINE ? 5 : level == WhistleLevel.TACKLING ? 10 : 20;

        assertThat(call.getDueAt())
                .isEqualTo(response(call, HOUSING).getFeedbackDueAt())
                .isEqualTo(closeOf("2026-03-02", days));
        assertThat(response(call, HOUSING).getSignDueAt()).isEqualTo("2026-03-02T02:00:00Z");
        assertThat(response(call, HOUSING).getReportInDueAt())
                .isEqualTo(closeOf("2026-03-02", level == WhistleLevel.ROUTINE ? 3 : 5));
    }

    @Test
    void enterprisesAndPropertyCompaniesAreCalledLikeDepartments() {
        assertThat(WhistleScope.of(List.of(UnitKind.ENTERPRISE, UnitKind.PROPERTY_COMPANY)))
                .isEqualTo(WhistleScope.ENTERPRISES);
        assertThat(WhistleScope.of(List.of(UnitKind.DEPARTMENT))).isEqualTo(WhistleScope.DEPARTMENTS);
        assertThat(WhistleScope.of(List.of(UnitKind.BRANCH_AGENCY, UnitKind.ENTERPRISE)))
                .isEqualTo(WhistleScope.OTHER);
    }

    @Test
    void aDeputyAnswersWhileTheBureauStaysResponsible() {
        WhistleCall call = blown();
        UnitId branch = UnitId.next();
        call.nameDeputy(of(call, WORKS), branch, by(OFFICER));

        call.reportIn(of(call, branch), MONDAY, "孙某", ArrivalMode.ON_SITE, by(OFFICER));

        assertThat(response(call, branch).getUnitId()).isEqualTo(WORKS);
        refused("whistle.unit-twice", () -> call.nameDeputy(of(call, POWER), WORKS, by(OFFICER)));
    }

    // W4, W5

    @Test
    void notSigningIsNotedOnceAndStays() {
        WhistleCall call = blown();
        assertThat(call.notePassed(by(system(), MONDAY.plus(HOUR)))).isZero();
        assertThat(call.notePassed(by(system(), MONDAY.plus(HOUR).plusSeconds(1))))
                .isEqualTo(3);
        assertThat(call.notePassed(by(system(), MONDAY.plus(HOUR).plusSeconds(2))))
                .isZero();

        call.sign(of(call, POWER), "赵某", "0000-3", after(OFFICER, HOUR.multipliedBy(2)));

        assertThat(response(call, POWER).getUnsignedAt()).isNotNull();
        assertThat(response(call, POWER).getState()).isEqualTo(ResponseState.SIGNED);
        refused("whistle.already-signed", () -> call.sign(of(call, POWER), "赵某", "0", by(OFFICER)));
    }

    @Test
    void theFirstContactCounts() {
        WhistleCall call = blown();
        call.contact(of(call, POWER), "电话联系", after(OFFICER, HOUR));
        call.contact(of(call, POWER), null, after(OFFICER, HOUR.multipliedBy(3)));
        assertThat(response(call, POWER).getContactedAt()).isEqualTo(MONDAY.plus(HOUR));
    }

    // W6

    @Test
    void anObjectionComesInTimeOnceAndStopsNothing() {
        WhistleCall call = blown();
        call.object(of(call, POWER), "非我产权", "示例通信公司", "产权分界规定", by(OFFICER));
        refused("whistle.already-objected", () -> call.object(of(call, POWER), "x", "y", null, by(OFFICER)));
        refused(
                "whistle.objection-late",
                () -> call.object(of(call, WORKS), "x", "y", null, after(OFFICER, HOUR.plusSeconds(1))));

        call.reportIn(of(call, POWER), MONDAY, "赵某", ArrivalMode.ON_SITE, by(OFFICER));

        assertThat(response(call, POWER).getState()).isEqualTo(ResponseState.REPORTED_IN);
        call.decideObjection(of(call, POWER), false, "应到场", null, by(LEADER));
        refused("whistle.no-open-objection", () -> call.decideObjection(of(call, POWER), true, "x", null, by(LEADER)));
    }

    @Test
    void anUpheldObjectionReleasesAndAnotherUnitTakesItsPart() {
        WhistleCall call = blown();
        call.object(of(call, HOUSING), "非我职责", "城管", null, by(OFFICER));
        refused("whistle.lead-needed", () -> call.decideObjection(of(call, HOUSING), true, "属实", null, by(LEADER)));

        UnitId other = UnitId.next();
        call.decideObjection(of(call, HOUSING), true, "属实", co(other), by(LEADER));

        assertThat(response(call, HOUSING).getState()).isEqualTo(ResponseState.RELEASED);
        assertThat(call.lead().orElseThrow().getUnitId()).isEqualTo(other);
        refused("whistle.already-released", () -> call.sign(of(call, HOUSING), "x", "1", by(OFFICER)));
    }

    // W7

    @Test
    void anArrivalCountsAsStatedUnlessTheStreetDisputesInTime() {
        WhistleCall call = blown();
        Instant later = MONDAY.plus(Duration.ofHours(3));
        call.reportIn(of(call, POWER), MONDAY.plus(HOUR), "赵某", ArrivalMode.ON_SITE, by(OFFICER, later));
        assertThat(response(call, POWER).arrival()).isEqualTo(MONDAY.plus(HOUR));
        refused(
                "whistle.dispute-late",
                () -> call.disputeArrival(of(call, POWER), null, "没见人", after(CLERK, Duration.ofDays(3))));

        call.disputeArrival(of(call, POWER), later, "十二点才到", by(CLERK, later));

        assertThat(response(call, POWER).arrival()).isEqualTo(later);
        assertThat(response(call, POWER).getReportIn().getArrivedAt()).isEqualTo(MONDAY.plus(HOUR));
        refused("whistle.no-open-arrival", () -> call.confirmArrival(of(call, POWER), by(CLERK)));
    }

    @Test
    void whoWasNotSeenIsNotThereAndMayComeAgain() {
        WhistleCall call = blown();
        call.reportIn(of(call, POWER), MONDAY, "赵某", ArrivalMode.ON_SITE, by(OFFICER));
        call.disputeArrival(of(call, POWER), null, "没见人", by(CLERK));
        assertThat(response(call, POWER).getState()).isEqualTo(ResponseState.SIGNED);

        call.reportIn(of(call, POWER), MONDAY.plus(HOUR), "赵某", ArrivalMode.ONLINE, after(OFFICER, HOUR));

        assertThat(response(call, POWER).getState()).isEqualTo(ResponseState.REPORTED_IN);
        refused(
                "whistle.already-reported-in",
                () -> call.reportIn(of(call, POWER), MONDAY, "赵某", ArrivalMode.ONLINE, after(OFFICER, HOUR)));
        refused(
                "whistle.arrival-time",
                () -> call.reportIn(of(call, WORKS), MONDAY.plus(HOUR), "x", ArrivalMode.ONLINE, by(OFFICER)));
        refused(
                "whistle.arrival-time",
                () -> call.reportIn(of(call, WORKS), MONDAY.minusSeconds(1), "x", ArrivalMode.ONLINE, by(OFFICER)));
    }

    @Test
    void absenceIsAFactThatStays() {
        WhistleCall call = blown();
        Instant due = response(call, POWER).getReportInDueAt();
        call.notePassed(by(system(), due.plusSeconds(1)));
        assertThat(response(call, POWER).getAbsentAt()).isEqualTo(due.plusSeconds(1));

        call.reportIn(of(call, POWER), due.plusSeconds(2), "赵某", ArrivalMode.ON_SITE, by(OFFICER, due.plusSeconds(2)));

        assertThat(response(call, POWER).getState()).isEqualTo(ResponseState.REPORTED_IN);
        assertThat(response(call, POWER).getAbsentAt()).isEqualTo(due.plusSeconds(1));
    }

    // W8

    @Test
    void planTasksHaveTheirOwnLimitsAndOnlyCalledUnits() {
        WhistleCall call = handling();
        Instant until = MONDAY.plus(Duration.ofDays(30));
        call.plan(WORKS, "更换老旧线路", until, by(OFFICER));

        assertThat(response(call, WORKS).getFeedbackDueAt()).isEqualTo(until);
        assertThat(call.getDueAt()).isEqualTo(until);
        refused("whistle.plan-unit", () -> call.plan(UnitId.next(), "x", until, by(OFFICER)));
        refused("whistle.plan-past", () -> call.plan(WORKS, "x", MONDAY, by(OFFICER)));
        PlanTaskId task = call.tasks().get(0).getId();
        call.finishTask(task, null, by(OFFICER));
        refused("whistle.task-done", () -> call.finishTask(task, null, by(OFFICER)));
        assertThatThrownBy(() -> call.finishTask(PlanTaskId.next(), null, by(OFFICER)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void theLeadAsksForAnotherUnitAndTheStreetCallsIt() {
        WhistleCall call = handling();
        call.askResponder("请示例消防救援站参加", by(OFFICER));
        assertThat(call.getAskedFor()).isNotNull();

        UnitId fire = UnitId.next();
        call.addResponder(co(fire), after(CLERK, HOUR));

        assertThat(call.getAskedFor()).isNull();
        assertThat(response(call, fire).getNotifiedAt()).isEqualTo(MONDAY.plus(HOUR));
    }

    // W9, W10

    @Test
    void theLeadsFeedbackEndsTheHandlingOnlyWhenTheOthersHaveAnswered() {
        WhistleCall call = handling();
        call.feedBack(of(call, HOUSING), FeedbackResult.DONE, "已拆除", null, by(OFFICER));
        assertThat(call.getState()).isEqualTo(WhistleState.HANDLING);
        call.feedBack(of(call, WORKS), FeedbackResult.PART, "换了一半", null, by(OFFICER));
        assertThat(call.getState()).isEqualTo(WhistleState.HANDLING);

        call.release(of(call, POWER), "不涉及", by(LEADER));

        assertThat(call.getState()).isEqualTo(WhistleState.AWAITING_EVALUATION);
        assertThat(call.getEvaluateDueAt()).isEqualTo(closeOf("2026-03-02", 5));
    }

    @Test
    void aSilentCoUnitCountsAsAnsweredNoneButASilentLeadDoesNot() {
        WhistleCall call = handling();
        call.feedBack(of(call, WORKS), FeedbackResult.DONE, "已换线", null, by(OFFICER));
        call.notePassed(by(system(), call.getDueAt().plusSeconds(1)));
        assertThat(response(call, POWER).getNoAnswerAt()).isNotNull();
        assertThat(response(call, HOUSING).getNoAnswerAt()).isNull();
        assertThat(call.getState()).isEqualTo(WhistleState.HANDLING);

        call.nameLead(of(call, WORKS), "牵头单位无回音", by(LEADER));
        call.notePassed(by(system(), call.getDueAt().plusSeconds(2)));

        assertThat(call.getState()).isEqualTo(WhistleState.AWAITING_EVALUATION);
    }

    @Test
    void whatCannotBeDoneNeedsItsBasis() {
        WhistleCall call = handling();
        refused(
                "whistle.basis-needed",
                () -> call.feedBack(of(call, POWER), FeedbackResult.CANNOT, "不能迁移", " ", by(OFFICER)));
        call.feedBack(of(call, POWER), FeedbackResult.CANNOT, "不能迁移", "电力设施保护条例", by(OFFICER));
        refused(
                "whistle.already-fed-back",
                () -> call.feedBack(of(call, POWER), FeedbackResult.DONE, "x", null, by(OFFICER)));
    }

    @Test
    void feedbackSentBackIsReworkAndReopensTheHandling() {
        WhistleCall call = answered();
        call.sendBack(of(call, POWER), "仍有裸露线头", by(CLERK));

        assertThat(call.getState()).isEqualTo(WhistleState.HANDLING);
        assertThat(call.getEvaluateDueAt()).isNull();
        assertThat(response(call, POWER).getReworkCount()).isEqualTo(1);
        refused("whistle.no-feedback", () -> call.acceptFeedback(of(call, POWER), null, by(CLERK)));
        call.feedBack(of(call, POWER), FeedbackResult.DONE, "已处理", null, by(OFFICER));
        call.acceptFeedback(of(call, POWER), "属实", by(CLERK));
        call.grade(of(call, POWER), new Marks(9, 9, 9), null, by(CLERK));
        refused("whistle.already-marked", () -> call.sendBack(of(call, POWER), "x", by(CLERK)));
    }

    // W11

    @Test
    void marksAreJointLowOnesHaveAReasonAndAreAppealedOnce() {
        refused("whistle.mark-range", () -> new Marks(11, 0, 0));
        refused("whistle.mark-range", () -> new Marks(0, -1, 0));
        WhistleCall call = answered();
        refused("whistle.low-mark-reason", () -> call.grade(of(call, POWER), new Marks(5, 9, 9), "", by(CLERK)));
        refused("whistle.marks-missing", () -> call.countersign(by(LEADER)));
        WhistleCall low = marked(3);
        assertThat(low.called()).allMatch(r -> r.getState() == ResponseState.EVALUATED);
        refused("whistle.already-countersigned", () -> low.countersign(by(LEADER)));
        refused("whistle.already-countersigned", () -> low.grade(of(low, POWER), new Marks(9, 9, 9), null, by(CLERK)));

        low.appeal(of(low, POWER), "当日正在停电抢修", by(OFFICER));

        refused("whistle.already-appealed", () -> low.appeal(of(low, POWER), "再次", by(OFFICER)));
        refused("whistle.appeal-late", () -> low.appeal(of(low, WORKS), "太晚", after(OFFICER, Duration.ofDays(30))));
        low.decideAppeal(of(low, POWER), true, "属实,不计入", by(SUPERVISOR));
        refused("whistle.no-open-appeal", () -> low.decideAppeal(of(low, POWER), false, "x", by(SUPERVISOR)));
        WhistleCall good = marked(9);
        refused("whistle.no-low-marks", () -> good.appeal(of(good, POWER), "x", by(OFFICER)));
    }

    @Test
    void whoEnteredTheMarksDoesNotCountersignThem() {
        WhistleCall call = answered();
        call.called().forEach(r -> call.grade(r.getId(), new Marks(9, 9, 9), null, by(LEADER)));
        refused("whistle.countersign-self", () -> call.countersign(by(LEADER)));
        call.countersign(by(new Doer(AccountId.next(), Role.STREET_LEADER, STREET)));
        assertThat(call.lead().orElseThrow().getState()).isEqualTo(ResponseState.EVALUATED);
    }

    @Test
    void marksThatTheLeaderSendsBackAreGivenAnewBeforeAnythingIsJoined() {
        WhistleCall call = answered();
        refused("whistle.no-marks", () -> call.returnMarks(of(call, POWER), "过低", by(LEADER)));
        call.called().forEach(r -> call.grade(r.getId(), new Marks(9, 9, 9), null, by(CLERK)));
        refused("whistle.return-self", () -> call.returnMarks(of(call, POWER), "过高", by(CLERK)));

        call.returnMarks(of(call, POWER), "到场晚了一天,响应不能给 9 分", by(LEADER));

        assertThat(response(call, POWER).getEvaluation().getMarksReturnReason()).contains("晚了一天");
        assertThat(call.getState()).isEqualTo(WhistleState.AWAITING_EVALUATION);
        refused("whistle.no-marks", () -> call.returnMarks(of(call, POWER), "再退", by(LEADER)));
        refused("whistle.marks-open", () -> call.countersign(by(LEADER)));
        refused("whistle.marks-missing", () -> call.close("完成", by(LEADER)));
        call.grade(of(call, POWER), new Marks(6, 9, 9), null, by(CLERK));
        assertThat(response(call, POWER).getEvaluation().isReturned()).isFalse();
        call.countersign(by(LEADER));
        refused("whistle.already-countersigned", () -> call.returnMarks(of(call, POWER), "过低", by(LEADER)));
    }

    @Test
    void aReleasedUnitIsNotGraded() {
        WhistleCall call = handling();
        call.release(of(call, POWER), "不涉及", by(LEADER));
        call.feedBack(of(call, HOUSING), FeedbackResult.DONE, "已拆", null, by(OFFICER));
        call.feedBack(of(call, WORKS), FeedbackResult.DONE, "已换", null, by(OFFICER));
        refused("whistle.already-released", () -> call.grade(of(call, POWER), new Marks(1, 1, 1), "未到", by(CLERK)));
    }

    // W12

    @Test
    void aCallIsClosedOnlyWithAllMarks() {
        WhistleCall call = answered();
        refused("whistle.marks-missing", () -> call.close("完成", by(LEADER)));
        WhistleCall ready = marked(8);
        ready.close("隐患消除", by(LEADER));
        assertThat(ready.getState()).isEqualTo(WhistleState.CLOSED);
        assertThat(ready.getSummary()).isEqualTo("隐患消除");
    }

    // W13

    @Test
    void upgradingRestartsOnlyOpenStagesByTheNewLevelAndKeepsFacts() {
        WhistleCall call = blown();
        call.reportIn(of(call, WORKS), MONDAY, "李某", ArrivalMode.ON_SITE, by(OFFICER));
        Instant came = response(call, WORKS).getReportInDueAt();
        Instant due = response(call, POWER).getReportInDueAt();
        call.notePassed(by(system(), due.plusSeconds(1)));
        Instant absent = response(call, POWER).getAbsentAt();

        call.upgrade(WhistleLevel.TACKLING, "日常哨逾期未解决", null, by(LEADER, due.plusSeconds(2)));

        assertThat(call.getLevel()).isEqualTo(WhistleLevel.TACKLING);
        assertThat(response(call, WORKS).getReportInDueAt()).isEqualTo(came);
        assertThat(response(call, POWER).getReportInDueAt()).isAfter(due);
        assertThat(response(call, POWER).getAbsentAt()).isEqualTo(absent);
        refused("whistle.not-above", () -> call.upgrade(WhistleLevel.ROUTINE, "x", null, by(LEADER)));
    }

    // W14

    @Test
    void aWhistleIsRecalledOnlyBeforeAnyoneHasCome() {
        WhistleCall call = handling();
        call.recall("已自行解决", by(LEADER));
        assertThat(call.getState()).isEqualTo(WhistleState.RECALLED);
        assertThat(call.getInvalidAt()).isNull();
        WhistleCall late = handling();
        late.reportIn(of(late, POWER), MONDAY, "赵某", ArrivalMode.ON_SITE, by(OFFICER));
        refused("whistle.recall-late", () -> late.recall("x", by(LEADER)));
    }

    // W15, W16

    @Test
    void aRepeatedWhistleNamesTheOneBefore() {
        WhistleCall first = WhistleFixtures.closed();
        WhistleCall again = WhistleCall.form(
                WhistleId.next(),
                "W2",
                content(WhistleKind.PUBLIC_CONCERN, WhistleLevel.TACKLING, lead(HOUSING)),
                STREET,
                first.getId(),
                false,
                by(CLERK));
        assertThat(again.getReblownFrom()).isEqualTo(first.getId());
    }

    @Test
    void anInvalidWhistleKeepsItsStateAndIsDeclaredOnce() {
        WhistleCall call = WhistleFixtures.closed();
        call.invalidate("街道可自行解决", by(SUPERVISOR));
        assertThat(call.getState()).isEqualTo(WhistleState.CLOSED);
        assertThat(call.getInvalidAt()).isEqualTo(MONDAY);
        refused("whistle.already-invalid", () -> call.invalidate("x", by(SUPERVISOR)));
    }

    private static Doer system() {
        return new Doer(AccountId.next(), Role.SYSTEM, null);
    }

    private static WhistleResponseId any(WhistleCall call, UnitId unit) {
        return call.responses().stream()
                .filter(response -> response.isOf(unit))
                .map(WhistleResponse::getId)
                .findFirst()
                .orElse(WhistleResponseId.next());
    }

    private static Instant closeOf(String day, int workingDays) {
        return WorkingCalendar.withoutData()
                .deadline(Instant.parse(day + "T01:00:00Z"), Limit.workingDays(workingDays))
                .dueAt();
    }

    private static void refused(String key, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOf(RuleViolation.class).hasMessage(key);
    }
}
