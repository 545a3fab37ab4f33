package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.NotFound;

/**
 * The joint plan of a whistle: its tasks, and how their limits meet those by which the units feed back (W8, W9). Works on
 * the tasks that the call keeps.
 */
final class WhistlePlan {

    private final List<PlanTask> tasks;

    WhistlePlan(List<PlanTask> tasks) {
        this.tasks = tasks;
    }

    /** Takes the tasks set before the whistle; throws a rule for too many, or one of a unit that is not called. */
    void take(List<PlannedTask> planned, List<WhistleResponse> called) {
        require(planned.size() <= JointMatter.MOST, "whistle.matter.steps", JointMatter.MOST);
        require(planned.stream().allMatch(task -> of(task.unit(), called).isPresent()), "whistle.plan-unit");
        tasks.clear();
        planned.forEach(task -> tasks.add(new PlanTask(task)));
    }

    /** The whistle is blown: the limits of its tasks begin. */
    void start(Moment now) {
        tasks.forEach(task -> task.start(now));
    }

    /** A unit that has just been called with tasks feeds back by the latest of them, else by the limit of the level. */
    void limit(WhistleResponse called) {
        latest(called).ifPresent(called::planUntil);
    }

    /** One more task; a limit beyond the unit's own moves that. Throws a rule for a unit that is not called. */
    WhistleResponse add(UnitId unit, String task, Instant until, List<WhistleResponse> called) {
        WhistleResponse of = of(unit, called).orElse(null);
        require(of != null, "whistle.plan-unit");
        tasks.add(new PlanTask(unit, task, until));
        WhistleResponse found = Objects.requireNonNull(of);
        found.extendTo(until);
        return found;
    }

    /** A task is done; throws {@link NotFound} for one of another plan and a rule for one that was done before. */
    PlanTask finish(PlanTaskId id, @Nullable String note, Instant at) {
        PlanTask found = tasks.stream()
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("task"));
        require(found.getDoneAt() == null, "whistle.task-done");
        found.finish(note, at);
        return found;
    }

    /** Open tasks of one unit go over to another, which has the time each of them needs. */
    void handOver(WhistleResponse former, WhistleResponse next, UnitId unit, Moment now) {
        tasks.stream()
                .filter(task -> task.getDoneAt() == null && former.isOf(task.getUnitId()))
                .forEach(task -> task.handTo(unit, next.getFeedbackDueAt(), now));
        latest(next).ifPresent(next::extendTo);
    }

    private Optional<Instant> latest(WhistleResponse response) {
        return tasks.stream()
                .filter(task -> response.isOf(task.getUnitId()))
                .map(PlanTask::getDueAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private static Optional<WhistleResponse> of(UnitId unit, List<WhistleResponse> called) {
        return called.stream().filter(response -> response.isOf(unit)).findFirst();
    }
}
