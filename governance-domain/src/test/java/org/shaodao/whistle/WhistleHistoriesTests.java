package org.shaodao.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaodao.whistle.WhistleFixtures.CLERK;
import static org.shaodao.whistle.WhistleFixtures.LEADER;
import static org.shaodao.whistle.WhistleFixtures.MONDAY;
import static org.shaodao.whistle.WhistleFixtures.OFFICER;
import static org.shaodao.whistle.WhistleFixtures.SUPERVISOR;
import static org.shaodao.whistle.WhistleFixtures.by;
import static org.shaodao.whistle.WhistleFixtures.co;
import static org.shaodao.whistle.WhistleFixtures.content;
import static org.shaodao.whistle.WhistleFixtures.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.RuleViolation;

/** Seeded random histories: the stored state never contradicts the facts, whatever happens in whatever order. */
class WhistleHistoriesTests {

    private static final int HISTORIES = 400;
    private static final int STEPS = 100;

    @Test
    void theStoredStateIsAlwaysTheOneTheFactsGive() {
        Map<WhistleState, Integer> reached = new EnumMap<>(WhistleState.class);
        int done = 0;
        for (int seed = 1; seed <= HISTORIES; seed++) {
            done += history(new Random(seed), reached, "seed " + seed);
        }

        assertThat(reached.keySet()).containsExactlyInAnyOrder(WhistleState.values());
        assertThat(done).isGreaterThan(HISTORIES * 5);
    }

    private static int history(Random random, Map<WhistleState, Integer> reached, String name) {
        Instant at = MONDAY;
        WhistleCall call = start(random);
        reached.merge(call.getState(), 1, Integer::sum);
        Map<WhistleResponseId, Instant> absences = new HashMap<>();
        int done = 0;
        for (int step = 0; step < STEPS; step++) {
            at = at.plus(Duration.ofMinutes(random.nextInt(random.nextInt(8) == 0 ? 6000 : 40) + 1));
            int before = call.getEventCount();
            try {
                step(call, random, at);
                done += call.getEventCount() - before;
            } catch (RuleViolation refused) {
                assertThat(call.getEventCount()).as(name + ": " + refused.key()).isEqualTo(before);
            }
            check(call, absences, name + ", step " + step);
            reached.merge(call.getState(), 1, Integer::sum);
        }
        return done;
    }

    private static WhistleCall start(Random random) {
        if (random.nextInt(6) == 0) {
            return WhistleFixtures.proposed();
        }
        WhistleKind kind = WhistleKind.values()[random.nextInt(4)];
        WhistleLevel level = WhistleLevel.values()[random.nextInt(3)];
        return WhistleFixtures.form(content(kind, level, lead(UnitId.next()), co(UnitId.next()), co(UnitId.next())));
    }

    private static void step(WhistleCall call, Random random, Instant at) {
        List<WhistleResponse> all = call.responses();
        WhistleResponseId one = all.isEmpty()
                ? WhistleResponseId.next()
                : all.get(random.nextInt(all.size())).getId();
        Moment clerk = by(CLERK, at);
        Moment leader = by(LEADER, at);
        Moment unit = by(OFFICER, at);
        Moment district = by(SUPERVISOR, at);
        if (all.isEmpty() && random.nextBoolean()) {
            call.adopt(content(WhistleKind.KEY_WORK, WhistleLevel.ROUTINE, lead(UnitId.next())), false, clerk);
            return;
        }
        if (all.isEmpty()) {
            call.declineProposal("可自行解决", clerk);
            return;
        }
        switch (random.nextInt(31)) {
            case 0, 1, 2 -> call.approve(null, leader);
            case 3 -> {
                if (random.nextInt(6) == 0) {
                    call.refuse("不必", leader);
                }
            }
            case 4, 5 -> call.sign(one, "王某", "0000", unit);
            case 6 -> call.contact(one, null, unit);
            case 7 -> call.object(one, "无关", "他人", null, unit);
            case 8 ->
                call.decideObjection(
                        one, random.nextBoolean(), "已审", random.nextBoolean() ? co(UnitId.next()) : null, leader);
            case 9, 10 -> call.reportIn(one, at, "王某", ArrivalMode.ON_SITE, unit);
            case 11 -> call.confirmArrival(one, clerk);
            case 12 -> call.disputeArrival(one, random.nextBoolean() ? at : null, "未见", clerk);
            case 13 -> call.plan(call.response(one).getUnitId(), "任务", at.plus(Duration.ofDays(3)), unit);
            case 14, 15, 16 -> call.feedBack(one, FeedbackResult.DONE, "已办", null, unit);
            case 17 -> call.sendBack(one, "再查", clerk);
            case 18 -> call.release(one, "免", leader);
            case 19 -> call.nameLead(one, "换", leader);
            case 29 -> call.returnMarks(one, "重评", leader);
            case 28 -> call.grade(one, new Marks(random.nextInt(11), 8, 8), "理由", clerk);
            case 20, 21, 26, 27 -> {
                WhistleResponse unmarked = call.called().stream()
                        .filter(r ->
                                r.getEvaluation() == null || r.getEvaluation().isReturned())
                        .findFirst()
                        .orElse(null);
                if (unmarked == null) {
                    call.countersign(leader);
                } else {
                    call.grade(unmarked.getId(), new Marks(8, 8, 8), null, clerk);
                }
            }
            case 22 -> call.close("完成", leader);
            case 23 -> {
                if (random.nextInt(4) == 0) {
                    call.recall("撤", leader);
                } else {
                    call.upgrade(WhistleLevel.values()[random.nextInt(3)], "升级", "区领导", leader);
                }
            }
            case 24 -> call.addResponder(co(UnitId.next()), clerk);
            default -> {
                if (random.nextInt(9) == 0) {
                    call.invalidate("可自行解决", district);
                } else {
                    call.notePassed(district);
                }
            }
        }
    }

    private static void check(WhistleCall call, Map<WhistleResponseId, Instant> absences, String name) {
        assertThat(call.getState()).as(name).isEqualTo(call.derived()).isEqualTo(oracle(call));
        for (WhistleResponse response : call.responses()) {
            assertThat(response.getState()).as(name).isEqualTo(oracle(response));
            Instant absent = absences.get(response.getId());
            assertThat(absent == null || absent.equals(response.getAbsentAt()))
                    .as(name + ": absence stays")
                    .isTrue();
            if (response.getAbsentAt() != null) {
                absences.put(response.getId(), response.getAbsentAt());
            }
        }
        if (call.getState().isRunning()) {
            assertThat(call.called().stream().filter(response -> response.getRole() == ResponderRole.LEAD))
                    .as(name + ": one lead")
                    .hasSize(1);
            assertThat(call.getDueAt())
                    .as(name + ": due")
                    .isEqualTo(call.called().stream()
                            .map(WhistleResponse::getFeedbackDueAt)
                            .filter(Objects::nonNull)
                            .max(Instant::compareTo)
                            .orElseThrow());
        }
        assertThat(call.getState() == WhistleState.AWAITING_EVALUATION)
                .as(name + ": evaluation clock")
                .isEqualTo(call.getEvaluateDueAt() != null && !call.getState().isEnd());
    }

    /** The rules of whistle lifecycle 7.2 once more, from the facts alone. */
    private static WhistleState oracle(WhistleCall call) {
        if (call.getRecalledAt() != null) {
            return WhistleState.RECALLED;
        }
        if (call.getRefusedAt() != null) {
            return WhistleState.REFUSED;
        }
        if (call.getClosedAt() != null) {
            return WhistleState.CLOSED;
        }
        if (call.getBlownAt() == null) {
            return call.getSubmittedAt() == null ? WhistleState.DRAFT : WhistleState.PENDING_APPROVAL;
        }
        boolean anySigned = false;
        boolean allAnswered = true;
        for (WhistleResponse response : call.responses()) {
            if (response.getReleasedAt() == null) {
                anySigned |= response.getSignedAt() != null;
                boolean fed =
                        response.getFeedback() != null && response.getFeedback().getSentBackAt() == null;
                boolean none = response.getNoAnswerAt() != null && response.getRole() == ResponderRole.CO;
                allAnswered &= fed || none;
            }
        }
        return allAnswered ? WhistleState.AWAITING_EVALUATION : anySigned ? WhistleState.HANDLING : WhistleState.BLOWN;
    }

    private static ResponseState oracle(WhistleResponse r) {
        if (r.getReleasedAt() != null) {
            return ResponseState.RELEASED;
        }
        if (r.getEvaluation() != null && r.getEvaluation().getCountersignedAt() != null) {
            return ResponseState.EVALUATED;
        }
        if (r.getFeedback() != null && r.getFeedback().getSentBackAt() == null) {
            return ResponseState.FEEDBACK_GIVEN;
        }
        if (r.getReportIn() != null
                && (r.getReportIn().getDisputedAt() == null || r.getReportIn().getStreetArrivalAt() != null)) {
            return ResponseState.REPORTED_IN;
        }
        return r.getSignedAt() == null ? ResponseState.NOTIFIED : ResponseState.SIGNED;
    }
}
