package org.shaodao.casework;

import static org.shaodao.casework.CaseStatus.ACCEPTED;
import static org.shaodao.casework.CaseStatus.CLOSED;
import static org.shaodao.casework.CaseStatus.DECLINED;
import static org.shaodao.casework.CaseStatus.DISPATCHED;
import static org.shaodao.casework.CaseStatus.DRAFT;
import static org.shaodao.casework.CaseStatus.FOLLOW_UP;
import static org.shaodao.casework.CaseStatus.IN_PROGRESS;
import static org.shaodao.casework.CaseStatus.PENDING_INFO;
import static org.shaodao.casework.CaseStatus.REPORTED;
import static org.shaodao.casework.CaseStatus.RESOLVED;
import static org.shaodao.casework.CaseStatus.RETURN_PENDING;
import static org.shaodao.casework.CaseStatus.SUSPENDED;
import static org.shaodao.casework.CaseStatus.VOIDED;
import static org.shaodao.casework.CaseStatus.WITHDRAWN;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of lifecycle 6.2 by their numbers: the states each is legal in and the state it leads to. Who may do
 * it stands in docs/rights.csv ({@link Rights}).
 */
public enum CaseAction {
    SAVE_DRAFT("T1", DRAFT, DRAFT),
    REPORT("T2", REPORTED, DRAFT),
    SETTLE_ON_THE_SPOT("T3", CLOSED, REPORTED),
    REQUEST_INFO("T4", PENDING_INFO, REPORTED),
    SUPPLY_INFO("T5", REPORTED, PENDING_INFO),
    ACCEPT("T6", ACCEPTED, REPORTED),
    DECLINE("T7", DECLINED, REPORTED),
    MERGE("T8", VOIDED, REPORTED, ACCEPTED, DISPATCHED, IN_PROGRESS),
    WITHDRAW("T9", WITHDRAWN, REPORTED),
    HANDLE_SELF("T10", IN_PROGRESS, ACCEPTED),
    DISPATCH("T11", DISPATCHED, ACCEPTED),
    RECALL_DISPATCH("T12", ACCEPTED, DISPATCHED),
    SIGN("T13", IN_PROGRESS, DISPATCHED),
    REQUEST_RETURN("T14", RETURN_PENDING, DISPATCHED, IN_PROGRESS),
    APPROVE_RETURN("T15", DISPATCHED, RETURN_PENDING),
    REFUSE_RETURN("T16", IN_PROGRESS, RETURN_PENDING),
    ESCALATE("T17", ACCEPTED, REPORTED, ACCEPTED, IN_PROGRESS),
    REQUEST_EXTENSION("T18", IN_PROGRESS, IN_PROGRESS),
    EXTEND("T18", IN_PROGRESS, IN_PROGRESS),
    REFUSE_EXTENSION("T18", IN_PROGRESS, IN_PROGRESS),
    PROPOSE_SUSPENSION("T19", IN_PROGRESS, IN_PROGRESS),
    SUSPEND("T19", SUSPENDED, IN_PROGRESS),
    REFUSE_SUSPENSION("T19", IN_PROGRESS, IN_PROGRESS),
    RESUME("T20", IN_PROGRESS, SUSPENDED),
    RESOLVE("T21", RESOLVED, IN_PROGRESS),
    FAIL_VERIFICATION("T22", IN_PROGRESS, RESOLVED),
    PASS_VERIFICATION("T23", FOLLOW_UP, RESOLVED),
    CLOSE("T24", CLOSED, FOLLOW_UP),
    REDO("T25", IN_PROGRESS, FOLLOW_UP),
    RECUR("T26", CLOSED, CLOSED),
    VOID(
            "T27",
            VOIDED,
            REPORTED,
            PENDING_INFO,
            ACCEPTED,
            DISPATCHED,
            IN_PROGRESS,
            RETURN_PENDING,
            SUSPENDED,
            RESOLVED,
            FOLLOW_UP),
    FORWARD("T28", DISPATCHED, IN_PROGRESS),
    UNMERGE("T29", REPORTED, VOIDED),
    /** First or later contact with the requester; changes no state, the first stops the contact clock (rulings 11). */
    RECORD_CONTACT("–", null, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, SUSPENDED, RESOLVED, FOLLOW_UP),
    /** 催办, by a clock or a person. */
    REMIND(
            "–",
            null,
            REPORTED,
            PENDING_INFO,
            ACCEPTED,
            DISPATCHED,
            IN_PROGRESS,
            RETURN_PENDING,
            SUSPENDED,
            RESOLVED,
            FOLLOW_UP),
    /** A clock proposes supervision for a person to decide on (rulings 12). */
    PROPOSE_SUPERVISION("–", null, REPORTED, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, RESOLVED, FOLLOW_UP),
    /** 督办: level 1 by the system, the others by a person. */
    SUPERVISE("–", null, REPORTED, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, RESOLVED, FOLLOW_UP),
    DISMISS_SUPERVISION("–", null, REPORTED, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, RESOLVED, FOLLOW_UP),
    /** A calendar arrived and the running clocks were counted again (rulings 15). */
    MOVE_DUE("–", null, REPORTED, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, RESOLVED, FOLLOW_UP, PENDING_INFO),
    /** Another area took over from the one the case lay in, or that was undone (features A1.1, A2.5). */
    FOLLOW_AREA(
            "–",
            null,
            DRAFT,
            REPORTED,
            PENDING_INFO,
            ACCEPTED,
            DISPATCHED,
            IN_PROGRESS,
            RETURN_PENDING,
            SUSPENDED,
            RESOLVED,
            FOLLOW_UP,
            VOIDED),
    /** Photos and files, in every state but the ends that never became a matter (rulings 31). */
    ADD_FILE(
            "–",
            null,
            DRAFT,
            REPORTED,
            PENDING_INFO,
            ACCEPTED,
            DISPATCHED,
            IN_PROGRESS,
            RETURN_PENDING,
            SUSPENDED,
            RESOLVED,
            FOLLOW_UP,
            CLOSED),
    /** The content goes, the placeholder stays. */
    REMOVE_FILE(
            "–",
            null,
            DRAFT,
            REPORTED,
            PENDING_INFO,
            ACCEPTED,
            DISPATCHED,
            IN_PROGRESS,
            RETURN_PENDING,
            SUSPENDED,
            RESOLVED,
            FOLLOW_UP,
            CLOSED),
    /** Parties, meetings and agreements of a dispute, beside whatever the case goes through (features A3.19, A3.27). */
    MEDIATE("–", null, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, SUSPENDED, RESOLVED, FOLLOW_UP, CLOSED),
    /** The lead asks one more unit to take part (加派). */
    ADD_CO_UNIT("–", null, IN_PROGRESS),
    ACCEPT_HELP("–", null, DISPATCHED, IN_PROGRESS),
    REFUSE_HELP("–", null, DISPATCHED, IN_PROGRESS),
    /** A co-unit tells the lead what it did. */
    FEED_BACK("–", null, DISPATCHED, IN_PROGRESS),
    /** Asks the district to leave the case out of all figures. */
    REQUEST_EXCLUSION("–", null, DISPATCHED, IN_PROGRESS, RETURN_PENDING, SUSPENDED, RESOLVED, FOLLOW_UP, CLOSED),
    EXCLUDE("–", null, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, SUSPENDED, RESOLVED, FOLLOW_UP, CLOSED),
    REFUSE_EXCLUSION(
            "–", null, ACCEPTED, DISPATCHED, IN_PROGRESS, RETURN_PENDING, SUSPENDED, RESOLVED, FOLLOW_UP, CLOSED);

    private final String number;
    private final @Nullable CaseStatus to;
    private final Set<CaseStatus> from;

    CaseAction(String number, @Nullable CaseStatus to, CaseStatus... from) {
        this.number = number;
        this.to = to;
        Set<CaseStatus> states = EnumSet.noneOf(CaseStatus.class);
        states.addAll(Set.of(from));
        this.from = states;
    }

    /** Number of the transition in the lifecycle page. */
    public String number() {
        return number;
    }

    /** Whether the lifecycle knows this action in {@code status}. */
    public boolean isLegalIn(CaseStatus status) {
        return from.contains(status);
    }

    /** The state it leads to from {@code status}; passing verification closes at once when nobody asked (rulings 11). */
    public CaseStatus leadsTo(CaseStatus status) {
        return to == null ? status : to;
    }

    /** Whether it only adds a line to the timeline: state, clocks and version stay as they are (rulings 17). */
    public boolean isNote() {
        return this == REMIND
                || this == PROPOSE_SUPERVISION
                || this == SUPERVISE
                || this == DISMISS_SUPERVISION
                || this == MOVE_DUE
                || this == FOLLOW_AREA;
    }

    /** Path segment of the page and form of this action, for example {@code pass-verification}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Key of the sentence the timeline tells. */
    public String eventKey() {
        return "casework.event." + name();
    }
}
