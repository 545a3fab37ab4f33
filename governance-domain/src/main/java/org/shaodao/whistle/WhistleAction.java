package org.shaodao.whistle;

import static org.shaodao.whistle.WhistleState.AWAITING_EVALUATION;
import static org.shaodao.whistle.WhistleState.BLOWN;
import static org.shaodao.whistle.WhistleState.CLOSED;
import static org.shaodao.whistle.WhistleState.DRAFT;
import static org.shaodao.whistle.WhistleState.HANDLING;
import static org.shaodao.whistle.WhistleState.PENDING_APPROVAL;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The verbs of the whistle lifecycle by their numbers, with the states each is legal in. Who may do it stands in
 * docs/rights-whistle.csv ({@link WhistleRights}).
 */
public enum WhistleAction {
    /** A community asks the street to blow. */
    PROPOSE("W1"),
    /** The street applies. */
    FORM("W1"),
    ADOPT("W1", DRAFT),
    DECLINE_PROPOSAL("W1", DRAFT),
    APPROVE("W2", PENDING_APPROVAL, BLOWN, HANDLING, AWAITING_EVALUATION),
    REFUSE("W2", PENDING_APPROVAL, BLOWN, HANDLING, AWAITING_EVALUATION),
    /** Follows from approval; at once for emergencies. */
    BLOW("W3"),
    ADD_RESPONDER("W3", BLOWN, HANDLING),
    RELEASE("W3", BLOWN, HANDLING),
    NAME_LEAD("W3", BLOWN, HANDLING),
    NAME_DEPUTY("W3", BLOWN, HANDLING),
    SIGN("W4", BLOWN, HANDLING, AWAITING_EVALUATION),
    CONTACT("W5", BLOWN, HANDLING),
    OBJECT("W6", BLOWN, HANDLING),
    DECIDE_OBJECTION("W6", BLOWN, HANDLING, AWAITING_EVALUATION),
    REPORT_IN("W7", BLOWN, HANDLING, AWAITING_EVALUATION),
    CONFIRM_ARRIVAL("W7", BLOWN, HANDLING, AWAITING_EVALUATION),
    DISPUTE_ARRIVAL("W7", BLOWN, HANDLING, AWAITING_EVALUATION),
    RECORD_HANDLING("W8", BLOWN, HANDLING),
    PLAN("W8", BLOWN, HANDLING),
    FINISH_TASK("W8", BLOWN, HANDLING, AWAITING_EVALUATION),
    ASK_RESPONDER("W8", BLOWN, HANDLING),
    FEED_BACK("W9", BLOWN, HANDLING, AWAITING_EVALUATION),
    ACCEPT_FEEDBACK("W10", HANDLING, AWAITING_EVALUATION),
    SEND_BACK("W10", HANDLING, AWAITING_EVALUATION),
    GRADE("W11", AWAITING_EVALUATION),
    COUNTERSIGN("W11", AWAITING_EVALUATION),
    RETURN_MARKS("W11", AWAITING_EVALUATION),
    APPEAL("W11", AWAITING_EVALUATION, CLOSED),
    DECIDE_APPEAL("W11", AWAITING_EVALUATION, CLOSED),
    CLOSE("W12", AWAITING_EVALUATION),
    UPGRADE("W13", BLOWN, HANDLING),
    RECALL("W14", PENDING_APPROVAL, BLOWN, HANDLING),
    /** A new call that names a closed one. */
    BLOW_AGAIN("W15", CLOSED),
    INVALIDATE("W16", BLOWN, HANDLING, AWAITING_EVALUATION, CLOSED),
    COORDINATE("W2", PENDING_APPROVAL, BLOWN, HANDLING, AWAITING_EVALUATION),
    /** The platform notes that a unit did not sign in time. */
    NOTE_UNSIGNED("W4", BLOWN, HANDLING, AWAITING_EVALUATION),
    /** The platform notes that a unit did not come in time; the fact stays. */
    NOTE_ABSENT("W7", BLOWN, HANDLING, AWAITING_EVALUATION),
    /** The platform counts a silent co-responder as answered "none" (rulings 19). */
    NOTE_NO_ANSWER("W9", BLOWN, HANDLING, AWAITING_EVALUATION);

    private final String number;
    private final Set<WhistleState> from;

    WhistleAction(String number, WhistleState... from) {
        this.number = number;
        Set<WhistleState> states = EnumSet.noneOf(WhistleState.class);
        states.addAll(Set.of(from));
        this.from = states;
    }

    /** Number of the step in the whistle lifecycle. */
    public String number() {
        return number;
    }

    public boolean isLegalIn(WhistleState state) {
        return from.contains(state);
    }

    /** Path segment of its form, for example {@code report-in}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of the sentence the timeline tells. */
    public String eventKey() {
        return "whistle.event." + name();
    }
}
