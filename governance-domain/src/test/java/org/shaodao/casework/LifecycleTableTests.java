package org.shaodao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaodao.organisation.Role;
import org.shaodao.shared.RuleViolation;

/** The whole state × action × role table against a second, hand-written statement of lifecycle 6.2. */
class LifecycleTableTests {

    /** action: from states > to state; written from the lifecycle page, not from the code. */
    private static final List<String> LIFECYCLE = List.of(
            "SAVE_DRAFT: DRAFT > DRAFT",
            "REPORT: DRAFT > REPORTED",
            "SETTLE_ON_THE_SPOT: REPORTED > CLOSED",
            "REQUEST_INFO: REPORTED > PENDING_INFO",
            "SUPPLY_INFO: PENDING_INFO > REPORTED",
            "ACCEPT: REPORTED > ACCEPTED",
            "DECLINE: REPORTED > DECLINED",
            "MERGE: REPORTED ACCEPTED DISPATCHED IN_PROGRESS > VOIDED",
            "WITHDRAW: REPORTED > WITHDRAWN",
            "HANDLE_SELF: ACCEPTED > IN_PROGRESS",
            "DISPATCH: ACCEPTED > DISPATCHED",
            "RECALL_DISPATCH: DISPATCHED > ACCEPTED",
            "SIGN: DISPATCHED > IN_PROGRESS",
            "REQUEST_RETURN: DISPATCHED IN_PROGRESS > RETURN_PENDING",
            "APPROVE_RETURN: RETURN_PENDING > DISPATCHED",
            "REFUSE_RETURN: RETURN_PENDING > IN_PROGRESS",
            "ESCALATE: REPORTED ACCEPTED IN_PROGRESS > ACCEPTED",
            "REQUEST_EXTENSION: IN_PROGRESS > IN_PROGRESS",
            "EXTEND: IN_PROGRESS > IN_PROGRESS",
            "REFUSE_EXTENSION: IN_PROGRESS > IN_PROGRESS",
            "PROPOSE_SUSPENSION: IN_PROGRESS > IN_PROGRESS",
            "REFUSE_SUSPENSION: IN_PROGRESS > IN_PROGRESS",
            "SUSPEND: IN_PROGRESS > SUSPENDED",
            "RESUME: SUSPENDED > IN_PROGRESS",
            "RESOLVE: IN_PROGRESS > RESOLVED",
            "FAIL_VERIFICATION: RESOLVED > IN_PROGRESS",
            "PASS_VERIFICATION: RESOLVED > FOLLOW_UP",
            "CLOSE: FOLLOW_UP > CLOSED",
            "REDO: FOLLOW_UP > IN_PROGRESS",
            "RECUR: CLOSED > CLOSED",
            "VOID: REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP > VOIDED",
            "FORWARD: IN_PROGRESS > DISPATCHED",
            "UNMERGE: VOIDED > REPORTED",
            "RECORD_CONTACT: ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP > *",
            "ADD_CO_UNIT: IN_PROGRESS > *",
            "ACCEPT_HELP: DISPATCHED IN_PROGRESS > *",
            "REFUSE_HELP: DISPATCHED IN_PROGRESS > *",
            "FEED_BACK: DISPATCHED IN_PROGRESS > *",
            "REQUEST_EXCLUSION: DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *",
            "EXCLUDE: ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *",
            "REFUSE_EXCLUSION: ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *",
            "REMIND: REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP > *",
            "PROPOSE_SUPERVISION: REPORTED ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING RESOLVED FOLLOW_UP > *",
            "SUPERVISE: REPORTED ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING RESOLVED FOLLOW_UP > *",
            "DISMISS_SUPERVISION: REPORTED ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING RESOLVED FOLLOW_UP > *",
            "MOVE_DUE: REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING RESOLVED FOLLOW_UP > *",
            "FOLLOW_AREA: DRAFT REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP VOIDED > *",
            "ADD_FILE: DRAFT REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *",
            "REMOVE_FILE: DRAFT REPORTED PENDING_INFO ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *",
            "MEDIATE: ACCEPTED DISPATCHED IN_PROGRESS RETURN_PENDING SUSPENDED RESOLVED FOLLOW_UP CLOSED > *");

    /** Who may never: lifecycle 6.5 "may not", as roles that have no row for the action at all. */
    private static final List<String> NEVER = List.of(
            "MOBILE_WORKER: ACCEPT DISPATCH SIGN RESOLVE PASS_VERIFICATION CLOSE SETTLE_ON_THE_SPOT ESCALATE",
            "BUILDING_HEAD: ACCEPT DISPATCH SIGN RESOLVE PASS_VERIFICATION CLOSE SETTLE_ON_THE_SPOT ESCALATE",
            "GRID_WORKER: ACCEPT DECLINE DISPATCH FORWARD CLOSE REDO SUSPEND VOID",
            "GRID_HEAD: ACCEPT DECLINE DISPATCH FORWARD CLOSE REDO SUSPEND VOID",
            "STREET_DESK: SUSPEND REFUSE_SUSPENSION EXCLUDE REFUSE_EXCLUSION",
            "STREET_LEADER: EXCLUDE REQUEST_RETURN REQUEST_EXTENSION PROPOSE_SUSPENSION RESOLVE ACCEPT DISPATCH PASS_VERIFICATION CLOSE",
            "RESPONDER: APPROVE_RETURN REFUSE_RETURN EXTEND REFUSE_EXTENSION EXCLUDE REPORT ACCEPT DECLINE DISPATCH FORWARD PASS_VERIFICATION FAIL_VERIFICATION CLOSE REDO SUSPEND ESCALATE VOID",
            "DISTRICT_SUPERVISOR: REPORT ACCEPT DISPATCH SIGN RESOLVE PASS_VERIFICATION CLOSE");

    private static final Set<Role> NO_CASE_VERBS = Set.of(
            Role.DISTRICT_REVIEWER,
            Role.CITY_VIEWER,
            Role.SYSTEM_ADMINISTRATOR,
            Role.SECURITY_ADMINISTRATOR,
            Role.AUDIT_ADMINISTRATOR);

    @Test
    void theActionsKnowExactlyTheTransitionsOfTheLifecyclePage() {
        List<String> ofCode = new ArrayList<>();
        List<String> ofPage = new ArrayList<>();
        for (CaseAction action : CaseAction.values()) {
            for (CaseStatus from : CaseStatus.values()) {
                if (action.isLegalIn(from)) {
                    ofCode.add(action + " " + from + " " + action.leadsTo(from));
                }
            }
        }
        for (String line : LIFECYCLE) {
            String action = line.substring(0, line.indexOf(':'));
            String to = line.substring(line.indexOf('>') + 1).strip();
            for (String from : line.substring(line.indexOf(':') + 1, line.indexOf('>'))
                    .strip()
                    .split(" ")) {
                ofPage.add(action + " " + from + " " + ("*".equals(to) ? from : to));
            }
        }

        assertThat(ofCode).containsExactlyInAnyOrderElementsOf(ofPage);
        assertThat(CaseStatus.values()).hasSize(14);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseAction.class)
    void rightsExistOnlyWhereTheActionIsLegalAndSomebodyHasThem(CaseAction action) {
        boolean anybody = false;
        for (CaseStatus status : CaseStatus.values()) {
            for (Role role : Role.values()) {
                for (Relation relation : Relation.values()) {
                    boolean allowed = Rights.table().allow(action, status, role, relation);
                    anybody |= allowed;
                    if (allowed) {
                        assertThat(action.isLegalIn(status))
                                .as("%s %s %s", action, status, role)
                                .isTrue();
                        assertThat(NO_CASE_VERBS).as("%s may %s", role, action).doesNotContain(role);
                    }
                }
            }
        }
        assertThat(anybody).as("somebody may %s", action).isTrue();
    }

    @Test
    void everyLegalStateOfAnActionHasSomebodyWhoMayDoIt() {
        for (CaseAction action : CaseAction.values()) {
            for (CaseStatus status : CaseStatus.values()) {
                if (action.isLegalIn(status)) {
                    boolean somebody = false;
                    for (Role role : Role.values()) {
                        for (Relation relation : Relation.values()) {
                            somebody |= Rights.table().allow(action, status, role, relation);
                        }
                    }
                    assertThat(somebody).as("%s in %s", action, status).isTrue();
                }
            }
        }
    }

    @Test
    void rolesNeverGetWhatTheLifecycleDeniesThem() {
        for (String line : NEVER) {
            Role role = Role.valueOf(line.substring(0, line.indexOf(':')));
            for (String name : line.substring(line.indexOf(':') + 1).strip().split(" ")) {
                CaseAction action = CaseAction.valueOf(name);
                for (Relation relation : Relation.values()) {
                    assertThat(Rights.table().allow(action, null, role, relation))
                            .isFalse();
                    for (CaseStatus status : CaseStatus.values()) {
                        assertThat(Rights.table().allow(action, status, role, relation))
                                .as("%s %s %s %s", role, action, status, relation)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void onlyTheUnitThatHoldsACaseSignsAndResolvesIt() {
        for (CaseAction action : List.of(CaseAction.SIGN, CaseAction.RESOLVE, CaseAction.FORWARD)) {
            for (Role role : Role.values()) {
                for (Relation relation : Relation.values()) {
                    for (CaseStatus status : CaseStatus.values()) {
                        if (Rights.table().allow(action, status, role, relation)) {
                            assertThat(relation).isEqualTo(Relation.HOLDER);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "every verb refuses {0} where the lifecycle does not know it")
    @EnumSource(CaseStatus.class)
    void everyVerbRefusesStatesItIsNotLegalIn(CaseStatus status) {
        for (CaseFixtures.Verb verb : CaseFixtures.verbs()) {
            GovernanceCase kase = CaseFixtures.inStatus(status);
            if (verb.action().isLegalIn(status)) {
                verb.run(kase);
                assertThat(kase.getStatus())
                        .as("%s from %s", verb.action(), status)
                        .isIn(verb.reaches(status));
            } else {
                assertThatThrownBy(() -> verb.run(kase))
                        .as("%s from %s", verb.action(), status)
                        .isInstanceOf(RuleViolation.class)
                        .hasMessage("casework.illegal-transition");
                assertThat(kase.getStatus()).isEqualTo(status);
            }
        }
    }
}
