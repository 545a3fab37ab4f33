package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shaodao.whistle.WhistleFixtures.CLERK;
import static org.shaodao.whistle.WhistleFixtures.HOUSING;
import static org.shaodao.whistle.WhistleFixtures.LEADER;
import static org.shaodao.whistle.WhistleFixtures.LIMITS;
import static org.shaodao.whistle.WhistleFixtures.MONDAY;
import static org.shaodao.whistle.WhistleFixtures.OFFICER;
import static org.shaodao.whistle.WhistleFixtures.POWER;
import static org.shaodao.whistle.WhistleFixtures.WORKS;
import static org.shaodao.whistle.WhistleFixtures.after;
import static org.shaodao.whistle.WhistleFixtures.by;
import static org.shaodao.whistle.WhistleFixtures.co;
import static org.shaodao.whistle.WhistleFixtures.lead;
import static org.shaodao.whistle.WhistleFixtures.of;
import static org.shaodao.whistle.WhistleFixtures.response;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shaodao.casework.CaseId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;

/** Templates of joint matters, and the plan that a whistle takes from one (feature A3.25). */
class JointMatterTests {

    private static final JointStep LEADS = new JointStep("牵头踏勘", HOUSING, null, null, 2, true);
    private static final JointStep CUTS = new JointStep("停电迁改", null, UnitKind.ENTERPRISE, Speciality.POWER, 5, false);

    @Test
    void aTemplateHasStepsOneOfWhichLeads() {
        refused("whistle.matter.no-step", () -> matter(List.of()));
        refused("whistle.matter.one-lead", () -> matter(List.of(CUTS)));
        refused("whistle.matter.one-lead", () -> matter(List.of(LEADS, LEADS)));
        refused("whistle.matter.steps", () -> matter(Collections.nCopies(21, LEADS)));
        JointMatter matter = matter(List.of(LEADS, CUTS));
        refused("whistle.matter.no-step", () -> matter.change("别名", null, List.of(), MONDAY));
        assertThat(matter.getName()).isEqualTo("线路迁改一件事");
        assertThat(matter.steps()).containsExactly(LEADS, CUTS);
    }

    @Test
    void aStepNamesOneUnitOrOneKindOfResponderAndALimit() {
        refused("whistle.matter.step-unit", () -> new JointStep("做", null, null, null, 2, false));
        refused("whistle.matter.step-unit", () -> new JointStep("做", null, UnitKind.ENTERPRISE, null, 2, false));
        refused(
                "whistle.matter.step-unit",
                () -> new JointStep("做", HOUSING, UnitKind.ENTERPRISE, Speciality.POWER, 2, false));
        refused("whistle.matter.step-unit", () -> new JointStep("做", HOUSING, UnitKind.ENTERPRISE, null, 2, false));
        refused("whistle.matter.step-unit", () -> new JointStep("做", HOUSING, null, Speciality.POWER, 2, false));
        refused(
                "whistle.matter.step-unit",
                () -> new JointStep("做", null, UnitKind.STREET_DESK, Speciality.OFFICE, 2, false));
        refused("whistle.matter.step-days", () -> new JointStep("做", HOUSING, null, null, 0, false));
        refused("whistle.matter.step-days", () -> new JointStep("做", HOUSING, null, null, 121, false));
        refused("whistle.matter.step-days", () -> new PlannedTask(HOUSING, "做", 0));
    }

    @Test
    void aRetiredTemplateComesBackAndIsRetiredOnce() {
        JointMatter matter = matter(List.of(LEADS));
        refused("whistle.matter.not-retired", () -> matter.restore(MONDAY));
        matter.retire(MONDAY);
        refused("whistle.matter.retired-already", () -> matter.retire(MONDAY));
        matter.restore(MONDAY);
        assertThat(matter.getRetiredAt()).isNull();
    }

    @Test
    void thePlanOfAWhistleBeginsWithTheWhistle() {
        WhistleCall call = WhistleFixtures.form(content(
                new PlannedTask(HOUSING, "踏勘", 2), new PlannedTask(POWER, "停电", 4), new PlannedTask(POWER, "迁改", 8)));
        assertThat(call.tasks()).hasSize(3).allMatch(task -> task.getDueAt() == null);

        Moment later = after(LEADER, Duration.ofDays(1));
        call.approve(null, later);

        assertThat(call.tasks())
                .allSatisfy(
                        task -> assertThat(task.getDueAt()).isEqualTo(LIMITS.workingDays(task.getDays(), later.at())));
        assertThat(response(call, HOUSING).getFeedbackDueAt()).isEqualTo(LIMITS.workingDays(2, later.at()));
        assertThat(response(call, POWER).getFeedbackDueAt()).isEqualTo(LIMITS.workingDays(8, later.at()));
        assertThat(response(call, WORKS).getFeedbackDueAt())
                .as("without a task, the limit of the level")
                .isEqualTo(LIMITS.due(call.getKind(), call.getLevel(), WhistleClock.FEEDBACK, later.at()));
        assertThat(call.getDueAt()).isEqualTo(LIMITS.workingDays(8, later.at()));
    }

    @Test
    void aWhistleIsBlownWithNoMoreTasksThanATemplateHasSteps() {
        PlannedTask task = new PlannedTask(POWER, "停电", 4);
        assertThat(WhistleFixtures.form(content(Collections.nCopies(20, task).toArray(PlannedTask[]::new)))
                        .tasks())
                .hasSize(20);
        refused(
                "whistle.matter.steps",
                () -> WhistleFixtures.form(content(Collections.nCopies(21, task).toArray(PlannedTask[]::new))));
    }

    @Test
    void thePlanNamesOnlyUnitsThatAreCalled() {
        refused("whistle.plan-unit", () -> WhistleFixtures.form(content(new PlannedTask(UnitId.next(), "做", 2))));
    }

    @Test
    void whoTakesAPartTakesItsOpenTasks() {
        WhistleCall call = objected(new PlannedTask(POWER, "停电", 8), new PlannedTask(POWER, "迁改", 4));
        call.finishTask(task(call, "停电").getId(), null, by(OFFICER));
        UnitId other = UnitId.next();

        call.decideObjection(of(call, POWER), true, "改由另一公司", co(other), by(LEADER));

        assertThat(task(call, "迁改").getUnitId()).isEqualTo(other);
        assertThat(task(call, "停电").getUnitId()).as("done").isEqualTo(POWER);
        assertThat(response(call, other).getFeedbackDueAt())
                .as("a short task does not shorten the limit of the level")
                .isEqualTo(LIMITS.workingDays(5, MONDAY));
    }

    @Test
    void aUnitThatIsCalledInLateHasTheWholeLimitOfEveryTask() {
        WhistleCall call = objected(new PlannedTask(POWER, "停电", 2), new PlannedTask(POWER, "迁改", 8));
        call.plan(POWER, "看护现场", MONDAY.plus(Duration.ofDays(1)), by(OFFICER));
        Moment late = after(LEADER, Duration.ofDays(40));
        UnitId other = UnitId.next();

        call.decideObjection(of(call, POWER), true, "改由另一公司", co(other), late);

        assertThat(task(call, "停电").getDueAt()).isEqualTo(LIMITS.workingDays(2, late.at()));
        assertThat(task(call, "迁改").getDueAt()).isEqualTo(LIMITS.workingDays(8, late.at()));
        assertThat(task(call, "看护现场").getDueAt())
                .as("its instant has passed")
                .isEqualTo(LIMITS.workingDays(5, late.at()));
        assertThat(response(call, other).getFeedbackDueAt()).isEqualTo(LIMITS.workingDays(8, late.at()));
        call.notePassed(late);
        assertThat(response(call, other).getNoAnswerAt()).isNull();
    }

    @Test
    void aUnitThatWasCalledAnywayKeepsItsLaterLimit() {
        WhistleCall call = objected(new PlannedTask(POWER, "停电", 2));
        Moment soon = after(LEADER, Duration.ofDays(1));

        call.decideObjection(of(call, POWER), true, "由市政一并办理", co(WORKS), soon);

        assertThat(task(call, "停电").getUnitId()).isEqualTo(WORKS);
        assertThat(response(call, WORKS).getFeedbackDueAt()).isEqualTo(LIMITS.workingDays(5, MONDAY));
    }

    @Test
    void aTaskOfTheDeputyGoesToTheNextUnitToo() {
        WhistleCall call = objected();
        UnitId deputy = UnitId.next();
        call.nameDeputy(of(call, POWER), deputy, by(OFFICER));
        call.plan(deputy, "停电", MONDAY.plus(Duration.ofDays(2)), by(OFFICER));
        UnitId other = UnitId.next();

        call.decideObjection(of(call, POWER), true, "改由另一公司", co(other), by(LEADER));

        assertThat(task(call, "停电").getUnitId()).isEqualTo(other);
    }

    @Test
    void aTaskThatIsPlannedLaterPullsNoLimitForward() {
        WhistleCall call = WhistleFixtures.blown();
        call.plan(POWER, "停电", MONDAY.plus(Duration.ofHours(1)), by(OFFICER));
        assertThat(response(call, POWER).getFeedbackDueAt()).isEqualTo(LIMITS.workingDays(5, MONDAY));
    }

    @Test
    void aProposalIsTakenUpWithAPlan() {
        WhistleCall call = WhistleFixtures.proposed();
        call.adopt(content(new PlannedTask(WORKS, "清理", 3)), false, by(CLERK));
        call.approve(null, by(LEADER));
        assertThat(call.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.getDueAt()).isNotNull());
    }

    /** Blown with this plan, and objected to by the power company at once. */
    private static WhistleCall objected(PlannedTask... plan) {
        WhistleCall call = WhistleFixtures.form(content(plan));
        call.approve(null, by(LEADER));
        call.object(of(call, POWER), "不属本公司", "另一公司", null, by(OFFICER));
        return call;
    }

    private static PlanTask task(WhistleCall call, String name) {
        return call.tasks().stream()
                .filter(task -> task.getTask().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JointMatter matter(List<JointStep> steps) {
        return new JointMatter(JointMatterId.next(), AreaId.next(), "线路迁改一件事", null, steps, MONDAY);
    }

    private static WhistleContent content(PlannedTask... plan) {
        WhistleContent c = WhistleFixtures.content(
                WhistleKind.PUBLIC_CONCERN,
                WhistleLevel.ROUTINE,
                SourceKind.CASE,
                null,
                Set.of(CaseId.next()),
                List.of(lead(HOUSING), co(WORKS), co(POWER)),
                null);
        return new WhistleContent(
                c.kind(),
                c.level(),
                c.source(),
                c.sourceNote(),
                c.cases(),
                c.category(),
                c.title(),
                c.problem(),
                c.tried(),
                c.placement(),
                c.address(),
                c.reportInAt(),
                c.reportInPlace(),
                c.reportInMode(),
                c.summons(),
                List.of(plan),
                c.coStreets(),
                c.coordinator());
    }

    private static void refused(String key, Runnable verb) {
        assertThatThrownBy(verb::run)
                .isInstanceOfSatisfying(
                        RuleViolation.class, rule -> assertThat(rule.key()).isEqualTo(key));
    }
}
