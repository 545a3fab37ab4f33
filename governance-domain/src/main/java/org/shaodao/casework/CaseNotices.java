package org.shaodao.casework;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Notice;

/**
 * Who hears of a verb done on a case: the unit that must act next, the unit whose request was decided, the reporter who
 * is asked or answered. Leaders hear of cases only where they must decide, so that their inbox stays short.
 */
final class CaseNotices {

    private static final String KEY = "casework.notice.";

    private static final Set<String> DOERS = java.util.Arrays.stream(Role.values())
            .filter(role -> role.actsForUnit() && role != Role.STREET_LEADER)
            .map(Role::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> LEADER = Set.of(Role.STREET_LEADER.name());

    /**
     * The notices of one verb.
     *
     * @param joined units that take part from now on
     * @param left the unit that held the case before, where the verb moved it
     */
    static List<Notice> of(GovernanceCase kase, CaseAction action, Set<UnitId> joined, @Nullable UnitId left) {
        List<Notice> notices = new ArrayList<>();
        switch (action) {
            case REPORT, SUPPLY_INFO -> {
                // an import brings thousands at once; its own page and the count at "cases" tell of them
                if (kase.getSource() != CaseSource.HOTLINE) {
                    toHolder(notices, kase, "reported");
                }
            }
            case REQUEST_INFO -> toReporter(notices, kase, "asked");
            case DECLINE -> toReporter(notices, kase, "declined");
            case DISPATCH, FORWARD -> dispatched(notices, kase, joined);
            case APPROVE_RETURN -> {
                dispatched(notices, kase, joined);
                toUnit(notices, kase, left, "return-approved");
            }
            case RECALL_DISPATCH -> toUnit(notices, kase, left, "recalled");
            case REQUEST_RETURN -> toDecider(notices, kase, action, "return-asked");
            case REQUEST_EXTENSION -> toDecider(notices, kase, action, "extension-asked");
            case PROPOSE_SUSPENSION -> toDecider(notices, kase, action, "suspension-asked");
            case REQUEST_EXCLUSION -> toDecider(notices, kase, action, "exclusion-asked");
            case REFUSE_EXTENSION -> toHandling(notices, kase, "extension-refused");
            case REFUSE_SUSPENSION -> toHandling(notices, kase, "suspension-refused");
            case EXCLUDE -> toHandling(notices, kase, "excluded");
            case REFUSE_EXCLUSION -> toHandling(notices, kase, "exclusion-refused");
            case ADD_CO_UNIT -> notices.add(told(kase, joined, "helping"));
            case REFUSE_HELP -> toHandling(notices, kase, "help-refused");
            case FEED_BACK -> toHandling(notices, kase, "fed-back");
            case REFUSE_RETURN -> toHolder(notices, kase, "return-refused");
            case ESCALATE -> toHolder(notices, kase, "escalated");
            case EXTEND -> toHandling(notices, kase, "extended");
            case SUSPEND -> toHandling(notices, kase, "suspended");
            case RESUME -> toHandling(notices, kase, "resumed");
            case RESOLVE -> toHolder(notices, kase, "to-verify");
            case FAIL_VERIFICATION, REDO -> toHandling(notices, kase, "rework");
            case PASS_VERIFICATION -> {
                if (kase.getStatus() == CaseStatus.FOLLOW_UP) {
                    toHolder(notices, kase, "to-follow-up");
                } else {
                    toReporter(notices, kase, "closed");
                }
            }
            case CLOSE -> toReporter(notices, kase, "closed");
            case MERGE -> toUnit(notices, kase, kase.getHolderUnitId(), "merged");
            case VOID -> {
                toReporter(notices, kase, "voided");
                toHandling(notices, kase, "voided");
            }
            case UNMERGE -> {
                // those that follow another case stay merged
                if (!kase.getStatus().isEnd()) {
                    toHolder(notices, kase, "unmerged");
                }
            }
            case SAVE_DRAFT,
                    SETTLE_ON_THE_SPOT,
                    ACCEPT,
                    WITHDRAW,
                    HANDLE_SELF,
                    SIGN,
                    RECUR,
                    RECORD_CONTACT,
                    ACCEPT_HELP -> {
                // the one who does it is the one concerned
            }
            case REMIND, PROPOSE_SUPERVISION, SUPERVISE, DISMISS_SUPERVISION, MOVE_DUE, FOLLOW_AREA -> {
                // notes bring their own, see ClockNotices
            }
        }
        return notices;
    }

    private static void dispatched(List<Notice> notices, GovernanceCase kase, Set<UnitId> joined) {
        toHolder(notices, kase, "dispatched");
        Set<UnitId> helping = new HashSet<>(joined);
        helping.remove(kase.getHolderUnitId());
        if (!helping.isEmpty()) {
            notices.add(told(kase, helping, "helping"));
        }
    }

    /** The desk where it is decided; its leader only where the decision is his. */
    private static void toDecider(List<Notice> notices, GovernanceCase kase, CaseAction action, String key) {
        UnitId desk = kase.getRequests().askedDesk();
        if (desk != null) {
            Notice notice = told(kase, Set.of(desk), key);
            notices.add(kase.getRequests().asksLeader(action) ? notice.forRoles(LEADER) : notice);
        }
    }

    private static void toHolder(List<Notice> notices, GovernanceCase kase, String key) {
        toUnit(notices, kase, kase.getHolderUnitId(), key);
    }

    private static void toHandling(List<Notice> notices, GovernanceCase kase, String key) {
        toUnit(notices, kase, kase.getHandlingUnitId(), key);
    }

    private static void toUnit(List<Notice> notices, GovernanceCase kase, @Nullable UnitId unit, String key) {
        if (unit != null) {
            notices.add(told(kase, Set.of(unit), key));
        }
    }

    private static void toReporter(List<Notice> notices, GovernanceCase kase, String key) {
        if (kase.getReporterId() != null) {
            notices.add(Notice.toAccounts(KEY + key, Set.of(kase.getReporterId().value())));
        }
    }

    private static Notice told(GovernanceCase kase, Set<UnitId> units, String key) {
        Set<UUID> ids = units.stream().map(UnitId::value).collect(Collectors.toSet());
        return Notice.toUnits(KEY + key, ids).forRoles(DOERS).urgently(kase.isUrgent());
    }

    private CaseNotices() {}
}
