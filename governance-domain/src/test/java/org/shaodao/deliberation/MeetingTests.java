package org.shaodao.deliberation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PersonId;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.RuleViolation;

/** Every verb in every state: legal ones lead where they should, the others are refused and change nothing. */
class MeetingTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant AFTER = NOW.plus(Duration.ofHours(3));
    private static final UnitId WATER = UnitId.next();
    private static final PersonId MEMBER = PersonId.next();

    private static final Map<String, Consumer<Meeting>> VERBS = verbs();

    private static Map<String, Consumer<Meeting>> verbs() {
        Map<String, Consumer<Meeting>> verbs = new LinkedHashMap<>();
        verbs.put("change", m -> m.change(plan("改期"), by(NOW)));
        verbs.put("cancel", m -> m.cancel("主持人有事", by(NOW)));
        verbs.put("attend", m -> attend(m, Attendance.PRESENT));
        verbs.put("minutes", m -> m.keepMinutes("同意抢修。", null, by(AFTER)));
        verbs.put("resolve", m -> m.resolve("更换老旧水管", WATER, LocalDate.of(2026, 3, 20), by(AFTER)));
        verbs.put("close", m -> m.close(by(AFTER)));
        return verbs;
    }

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(MeetingState.PLANNED, Set.of("change", "cancel", "attend")),
                Arguments.of(MeetingState.HELD, Set.of("attend", "minutes", "resolve", "close")),
                Arguments.of(MeetingState.CLOSED, Set.of()),
                Arguments.of(MeetingState.CANCELLED, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void onlyTheLegalVerbsRun(MeetingState state, Set<String> legal) {
        VERBS.forEach((name, verb) -> {
            Meeting meeting = in(state);
            if (legal.contains(name)) {
                verb.accept(meeting);
            } else {
                assertThatThrownBy(() -> verb.accept(meeting)).as(name).isInstanceOf(RuleViolation.class);
                assertThat(meeting.getState()).as(name).isEqualTo(state);
            }
        });
    }

    @Test
    void nothingIsHeldBeforeItBeginsAndNothingIsClosedWithoutMinutes() {
        Meeting planned = in(MeetingState.PLANNED);
        assertThatThrownBy(() -> planned.recordAttendance(
                        Map.of(WATER, new Invitation(WATER, Attendance.PRESENT, null)),
                        Map.of(MEMBER, Attendance.PRESENT),
                        "李某",
                        by(NOW)))
                .hasMessage("deliberation.not-begun");
        Meeting held = planned;
        attend(held, Attendance.ABSENT);
        assertThatThrownBy(() -> held.close(by(AFTER))).hasMessage("deliberation.no-minutes");
        assertThat(held.members()).containsExactly(new MemberInvitation(MEMBER, Attendance.ABSENT));
    }

    @Test
    void attendanceMustBeKnownForEverybody() {
        Meeting meeting = in(MeetingState.PLANNED);

        assertThatThrownBy(() -> meeting.recordAttendance(Map.of(), Map.of(), "李某", by(AFTER)))
                .hasMessage("deliberation.attendance-open");
    }

    @Test
    void resolutionsAreNumberedAndCanBeDropped() {
        Meeting meeting = in(MeetingState.HELD);
        meeting.resolve("第一件事情", WATER, LocalDate.of(2026, 3, 20), by(AFTER));
        meeting.resolve("第二件事情", WATER, LocalDate.of(2026, 3, 21), by(AFTER));
        meeting.dropResolution(meeting.resolutions().get(0).id(), by(AFTER));

        assertThat(meeting.resolutions())
                .extracting(MeetingResolution::text)
                .doesNotContain("第一件事情")
                .last()
                .isEqualTo("第二件事情");
        assertThatThrownBy(() -> meeting.resolve("过期的事情", WATER, LocalDate.of(2026, 3, 1), by(AFTER)))
                .hasMessage("deliberation.due-in-the-past");
        assertThatThrownBy(() -> meeting.resolve("短", WATER, LocalDate.of(2026, 3, 30), by(AFTER)))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void aMeetingNeedsSomebodyToMeet() {
        assertThatThrownBy(() -> new MeetingPlan("会", "议题", "会议室", NOW, Set.of(), Set.of()))
                .hasMessage("deliberation.nobody-invited");
        assertThatThrownBy(() -> Meeting.call("M2026-00001", host(), plan("昨天的会"), null, by(AFTER)))
                .hasMessage("deliberation.in-the-past");
    }

    private static Meeting in(MeetingState state) {
        Meeting meeting = Meeting.call("M2026-00001", host(), plan("供水协调会"), null, by(NOW));
        if (state == MeetingState.CANCELLED) {
            meeting.cancel("不开了", by(NOW));
        }
        if (state == MeetingState.HELD || state == MeetingState.CLOSED) {
            attend(meeting, Attendance.PRESENT);
            meeting.keepMinutes("同意抢修。", "王某", by(AFTER));
        }
        if (state == MeetingState.CLOSED) {
            meeting.close(by(AFTER));
        }
        return meeting;
    }

    private static void attend(Meeting meeting, Attendance how) {
        meeting.recordAttendance(Map.of(WATER, new Invitation(WATER, how, "王某")), Map.of(MEMBER, how), "李某", by(AFTER));
    }

    private static MeetingPlan plan(String title) {
        return new MeetingPlan(title, "一、水管", "三楼会议室", NOW.plus(Duration.ofHours(1)), Set.of(WATER), Set.of(MEMBER));
    }

    private static Host host() {
        return new Host(UnitId.next(), AreaId.next(), AreaId.next());
    }

    private static Convener by(Instant at) {
        return new Convener(new AccountId(java.util.UUID.randomUUID()), Role.STREET_DESK, at);
    }
}
