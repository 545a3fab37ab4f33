package org.shaodao.whistle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Notice;

/** Who hears of a verb done on a whistle: the units called, the street that called, the leader who must decide. */
final class WhistleNotices {

    private static final String KEY = "whistle.notice.";

    private static final Set<String> LEADERS = Set.of(Role.STREET_LEADER.name());

    private static final Set<String> DESK = Set.of(Role.STREET_DESK.name());

    /** The notices of one verb; {@code before} is the state it found. */
    static List<Notice> of(
            WhistleCall call, WhistleAction action, @Nullable WhistleState before, @Nullable WhistleResponse response) {
        List<Notice> notices = new ArrayList<>();
        switch (action) {
            case PROPOSE -> notices.add(street(call, "proposed", DESK));
            case FORM, ADOPT -> notices.add(street(call, "to-approve", LEADERS));
            case DECLINE_PROPOSAL -> proposer(notices, call, "proposal-declined");
            case APPROVE -> applicant(notices, call, "approved");
            case REFUSE -> {
                applicant(notices, call, "refused");
                if (call.getBlownAt() != null) {
                    units(notices, call, all(call), "recalled");
                }
            }
            case BLOW -> {
                units(notices, call, all(call), "blown");
                units(notices, call, call.coStreets(), "co-street");
            }
            case ADD_RESPONDER -> unit(notices, call, response, "blown");
            case RELEASE -> unit(notices, call, response, "released");
            case NAME_LEAD -> unit(notices, call, response, "leads");
            case NAME_DEPUTY -> unit(notices, call, response, "deputy");
            case OBJECT -> notices.add(street(call, "objected", Set.of()));
            case DECIDE_OBJECTION -> unit(notices, call, response, "objection-decided");
            case REPORT_IN -> notices.add(street(call, "came", DESK));
            case DISPUTE_ARRIVAL -> unit(notices, call, response, "arrival-disputed");
            case PLAN -> unit(notices, call, response, "task");
            case ASK_RESPONDER -> notices.add(street(call, "asked-for-unit", DESK));
            case FEED_BACK -> notices.add(street(call, "fed-back", DESK));
            case SEND_BACK -> unit(notices, call, response, "sent-back");
            case RETURN_MARKS -> {
                applicant(notices, call, "marks-returned");
                notices.add(street(call, "marks-returned", DESK));
            }
            case COUNTERSIGN -> units(notices, call, all(call), "graded");
            case APPEAL -> notices.add(street(call, "appealed", Set.of()));
            case DECIDE_APPEAL -> unit(notices, call, response, "appeal-decided");
            case CLOSE -> {
                units(notices, call, all(call), "closed");
                proposer(notices, call, "closed");
            }
            case UPGRADE -> units(notices, call, all(call), "upgraded");
            case RECALL -> units(notices, call, all(call), "recalled");
            case INVALIDATE -> notices.add(street(call, "invalid", Set.of()));
            case NOTE_UNSIGNED -> {
                unit(notices, call, response, "unsigned");
                notices.add(street(call, "unsigned-street", DESK));
            }
            case NOTE_ABSENT -> {
                unit(notices, call, response, "absent");
                notices.add(street(call, "absent-street", Set.of()));
            }
            case NOTE_NO_ANSWER -> unit(notices, call, response, "no-answer");
            case SIGN,
                    CONTACT,
                    CONFIRM_ARRIVAL,
                    RECORD_HANDLING,
                    FINISH_TASK,
                    ACCEPT_FEEDBACK,
                    GRADE,
                    BLOW_AGAIN,
                    COORDINATE -> {
                // seen on the hub, which updates by itself
            }
        }
        if (call.getState() == WhistleState.AWAITING_EVALUATION && before != call.getState()) {
            notices.add(street(call, "to-grade", Set.of()));
        }
        return notices;
    }

    private static Notice street(WhistleCall call, String key, Set<String> roles) {
        return Notice.toUnits(KEY + key, Set.of(call.getOwnerUnitId().value()))
                .forRoles(roles)
                .urgently(isUrgent(call));
    }

    private static void unit(List<Notice> notices, WhistleCall call, @Nullable WhistleResponse response, String key) {
        if (response != null) {
            units(notices, call, of(response), key);
        }
    }

    private static void units(List<Notice> notices, WhistleCall call, Collection<UnitId> units, String key) {
        if (!units.isEmpty()) {
            Set<UUID> ids = units.stream().map(UnitId::value).collect(Collectors.toSet());
            notices.add(Notice.toUnits(KEY + key, ids).urgently(isUrgent(call)));
        }
    }

    private static void applicant(List<Notice> notices, WhistleCall call, String key) {
        if (call.getApplicantId() != null) {
            notices.add(
                    Notice.toAccounts(KEY + key, Set.of(call.getApplicantId().value())));
        }
    }

    private static void proposer(List<Notice> notices, WhistleCall call, String key) {
        if (call.getProposedByUnitId() != null) {
            units(notices, call, Set.of(call.getProposedByUnitId()), key);
        }
    }

    private static Set<UnitId> all(WhistleCall call) {
        Set<UnitId> units = new HashSet<>();
        call.called().forEach(response -> units.addAll(of(response)));
        return units;
    }

    private static Set<UnitId> of(WhistleResponse response) {
        UnitId deputy = response.getDeputyUnitId();
        return deputy == null ? Set.of(response.getUnitId()) : Set.of(response.getUnitId(), deputy);
    }

    private static boolean isUrgent(WhistleCall call) {
        return call.getKind() == WhistleKind.EMERGENCY;
    }

    private WhistleNotices() {}
}
