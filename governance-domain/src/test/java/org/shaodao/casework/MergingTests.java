package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.Role;
import org.shaodao.shared.RuleViolation;

class MergingTests {

    private static final Instant LATER = CaseFixtures.MONDAY.plusSeconds(60);
    private static final Doer CLERK = CaseFixtures.CLERK;
    private static final Doer COLLEAGUE = new Doer(AccountId.next(), Role.STREET_DESK, CaseFixtures.STREET);

    @ParameterizedTest
    @EnumSource(names = {"REPORTED", "ACCEPTED", "DISPATCHED", "IN_PROGRESS"})
    void unmergingRestoresStateHolderAndEveryDueTime(CaseStatus status) {
        GovernanceCase child = CaseFixtures.inStatus(status);
        GovernanceCase kept = CaseFixtures.reported(false);
        DispatchOrder order = CaseFixtures.order(child);
        String before = state(child);
        boolean ordered = child.getLeadOrderId() != null;

        child.mergeInto(kept, List.of(), ordered ? List.of(order) : List.of(), "同一处井盖", CLERK, LATER);

        assertThat(child.getStatus()).isEqualTo(CaseStatus.VOIDED);
        assertThat(child.getClocks().getStageDueAt()).isNull();
        assertThat(child.getLinks().getVoidReason()).isEqualTo(VoidReason.MERGED);
        assertThat(kept.hasRequester()).isTrue();
        if (ordered) {
            assertThat(order.getEndKind()).isEqualTo("MERGED");
        }

        child.unmerge(kept, List.of(), List.of(order), null, CLERK, LATER);

        assertThat(state(child)).isEqualTo(before);
        assertThat(order.getEndedAt()).isNull();
        assertThat(kept.hasRequester()).isFalse();
        assertThat(kept.getLinks().getJoined()).isZero();
    }

    @Test
    void refusesItselfDraftsEndedAndMergedTargets() {
        GovernanceCase child = CaseFixtures.reported(true);
        refused(child, child, "casework.merge-itself");
        refused(child, CaseFixtures.inStatus(CaseStatus.DRAFT), "casework.merge-target-draft");
        refused(child, CaseFixtures.merged(), "casework.merge-target-merged");
        for (CaseStatus ended : List.of(CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN)) {
            refused(child, CaseFixtures.inStatus(ended), "casework.merge-target-ended");
        }
        GovernanceCase kept = CaseFixtures.reported(false);
        child.mergeInto(kept, List.of(), List.of(), null, CLERK, LATER);
        refused(kept, child, "casework.merge-target-merged");
    }

    @Test
    void aKeptCaseIsNeitherWithdrawnNorVoidedWhileOthersHangOnIt() {
        GovernanceCase kept = CaseFixtures.reported(false);
        CaseFixtures.reported(true).mergeInto(kept, List.of(), List.of(), null, CLERK, LATER);

        assertThatThrownBy(() -> kept.withdraw("报错了", CaseFixtures.WORKER, LATER))
                .hasMessage("casework.others-joined");
        assertThatThrownBy(() -> VoidRequest.ask(kept, VoidReason.OTHER, "重复", CLERK, LATER))
                .hasMessage("casework.others-joined");
    }

    @Test
    void whatWasMergedBeforeComesAlongAndIsCountedOnce() {
        GovernanceCase kept = CaseFixtures.reported(false);
        GovernanceCase child = CaseFixtures.reported(true);
        GovernanceCase grandchild = CaseFixtures.reported(true);
        grandchild.mergeInto(child, List.of(), List.of(), null, CLERK, LATER);

        child.mergeInto(kept, List.of(grandchild), List.of(), null, CLERK, LATER);

        assertThat(grandchild.getLinks().getDuplicateOf()).isEqualTo(kept.getId());
        assertThat(grandchild.getLinks().getMergedInto()).isEqualTo(child.getId());
        assertThat(kept.getLinks().getJoined()).isEqualTo(2);
        assertThat(kept.getLinks().getJoinedRequesters()).isEqualTo(2);
        assertThat(child.getLinks().getJoined()).isZero();
    }

    @Test
    void nothingIsUnmergedOnceTheKeptCaseHasEnded() {
        GovernanceCase child = CaseFixtures.reported(true);
        GovernanceCase kept = CaseFixtures.reported(false);
        child.mergeInto(kept, List.of(), List.of(), null, CLERK, LATER);
        kept.decline(DeclineReason.OUTSIDE_AREA, "请找供电公司", CLERK, LATER);

        assertThatThrownBy(() -> child.unmerge(kept, List.of(), List.of(), null, CLERK, LATER))
                .hasMessage("casework.unmerge-kept-ended");
    }

    @Test
    void aVoidCaseThatWasNotMergedCannotBeUnmerged() {
        GovernanceCase kase = CaseFixtures.reported(true);
        kase.annul(VoidReason.TRIAL_ENTRY, "演练", List.of(), CLERK, LATER);

        assertThatThrownBy(() -> kase.unmerge(CaseFixtures.reported(true), List.of(), List.of(), null, CLERK, LATER))
                .hasMessage("casework.not-merged");
    }

    @Test
    void aRecurrenceComesWithinThirtyDaysAndLeavesTheClosedCaseAlone() {
        GovernanceCase closed = CaseFixtures.inStatus(CaseStatus.CLOSED);
        int events = closed.getEventCount();
        GovernanceCase again = CaseFixtures.reported(true);

        again.recurrenceOf(closed, CaseFixtures.MONDAY.plus(Duration.ofDays(30)));

        assertThat(again.getLinks().getRecurrenceOf()).isEqualTo(closed.getId());
        assertThat(closed.getEventCount()).isEqualTo(events);
        assertThatThrownBy(() -> closed.requireRecurrable(
                        CaseFixtures.MONDAY.plus(Duration.ofDays(30)).plusSeconds(1)))
                .hasMessage("casework.recurrence-too-late");
    }

    @Test
    void voidingNeedsASecondPersonAndEndsOpenOrders() {
        GovernanceCase kase = CaseFixtures.inStatus(CaseStatus.IN_PROGRESS);
        DispatchOrder order = CaseFixtures.order(kase);
        VoidRequest request = VoidRequest.ask(kase, VoidReason.WRONG_ENTRY, "录错了地址", CLERK, LATER);

        assertThatThrownBy(() -> request.confirm(kase, List.of(order), null, CLERK, LATER))
                .hasMessage("casework.void-second-person");
        assertThatThrownBy(() -> request.refuse(kase, "不同意", CLERK, LATER)).hasMessage("casework.void-second-person");
        assertThatThrownBy(() -> request.takeBack(kase, COLLEAGUE, LATER)).hasMessage("casework.void-not-yours");

        request.confirm(kase, List.of(order), null, COLLEAGUE, LATER);

        assertThat(kase.getStatus()).isEqualTo(CaseStatus.VOIDED);
        assertThat(order.getEndKind()).isEqualTo("VOIDED");
        assertThatThrownBy(() -> request.refuse(kase, "不同意", COLLEAGUE, LATER)).hasMessage("casework.void-decided");
        assertThatThrownBy(() -> VoidRequest.ask(CaseFixtures.reported(false), VoidReason.MERGED, "并入", CLERK, LATER))
                .hasMessage("casework.void-reason-merged");
    }

    /** Random merges and unmerges of ten cases: counts, roots and restored states always agree. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomChainsKeepCountsAndRoots(long seed) {
        Random random = new Random(seed);
        List<GovernanceCase> all = new ArrayList<>();
        List<String> born = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            GovernanceCase kase = CaseFixtures.reported(random.nextBoolean());
            all.add(kase);
            born.add(state(kase));
        }
        for (int step = 0; step < 200; step++) {
            GovernanceCase one = all.get(random.nextInt(10));
            GovernanceCase other = all.get(random.nextInt(10));
            try {
                if (one.getLinks().isMerged()) {
                    GovernanceCase kept = find(all, one.getLinks().getDuplicateOf());
                    one.unmerge(kept, cameWith(all, one), List.of(), null, CLERK, LATER);
                } else {
                    one.mergeInto(other, of(all, one), List.of(), null, CLERK, LATER);
                }
            } catch (RuleViolation refused) {
                assertThat(refused.key()).isIn("casework.merge-itself", "casework.merge-target-merged");
            }
            for (GovernanceCase kase : all) {
                assertThat(kase.getLinks().getJoined()).isEqualTo(of(all, kase).size());
                if (kase.getLinks().isMerged()) {
                    assertThat(of(all, kase)).isEmpty();
                    assertThat(find(all, kase.getLinks().getDuplicateOf())
                                    .getLinks()
                                    .isMerged())
                            .isFalse();
                }
            }
        }
        for (GovernanceCase kase : all) {
            if (kase.getLinks().isMerged()) {
                kase.unmerge(
                        find(all, kase.getLinks().getDuplicateOf()),
                        cameWith(all, kase),
                        List.of(),
                        null,
                        CLERK,
                        LATER);
            }
        }
        assertThat(all.stream().map(MergingTests::state)).isEqualTo(born);
    }

    private static List<GovernanceCase> of(List<GovernanceCase> all, GovernanceCase kept) {
        return all.stream()
                .filter(kase -> kept.getId().equals(kase.getLinks().getDuplicateOf()))
                .toList();
    }

    private static List<GovernanceCase> cameWith(List<GovernanceCase> all, GovernanceCase child) {
        List<GovernanceCase> found = new ArrayList<>(List.of(child));
        for (int i = 0; i < found.size(); i++) {
            CaseId id = found.get(i).getId();
            all.stream()
                    .filter(kase -> id.equals(kase.getLinks().getMergedInto()))
                    .forEach(found::add);
        }
        return found.subList(1, found.size());
    }

    private static GovernanceCase find(List<GovernanceCase> all, CaseId id) {
        return all.stream().filter(kase -> kase.getId().equals(id)).findFirst().orElseThrow();
    }

    private static String state(GovernanceCase kase) {
        CaseClocks clocks = kase.getClocks();
        return String.join(
                "|",
                String.valueOf(kase.getStatus()),
                String.valueOf(kase.getHolderUnitId()),
                String.valueOf(kase.getAcceptingUnitId()),
                String.valueOf(kase.getHandlingUnitId()),
                String.valueOf(kase.getLeadOrderId()),
                String.valueOf(kase.getClosedAt()),
                String.valueOf(clocks.getStageDueAt()),
                String.valueOf(clocks.getStageYellowAt()),
                String.valueOf(clocks.getDueAt()),
                String.valueOf(clocks.getAcceptDueAt()),
                String.valueOf(clocks.getDispatchDueAt()),
                String.valueOf(kase.getLinks().getVoidReason()),
                String.valueOf(kase.hasRequester()));
    }

    private static void refused(GovernanceCase child, GovernanceCase target, String key) {
        assertThatThrownBy(() -> child.mergeInto(target, List.of(), List.of(), null, CLERK, LATER))
                .isInstanceOf(RuleViolation.class)
                .hasMessage(key);
    }
}
