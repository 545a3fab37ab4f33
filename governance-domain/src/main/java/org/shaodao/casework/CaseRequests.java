package org.shaodao.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.UnitId;

/**
 * What is asked for on a case at this moment and how often it was: returns, extensions, suspension, exclusion. The
 * requests themselves are entities of their own; this says who decides them, so that rights need no other row.
 */
@Embeddable
@Getter
public class CaseRequests {

    @Column(name = "return_count")
    private int returns;

    @Column(name = "extension_count")
    private int extensions;

    @Column(name = "extended_days")
    private int extendedDays;

    @Enumerated(EnumType.STRING)
    @Column(name = "return_decider")
    private @Nullable Decider returnDecider;

    @Enumerated(EnumType.STRING)
    @Column(name = "extension_decider")
    private @Nullable Decider extensionDecider;

    @Enumerated(EnumType.STRING)
    @Column(name = "suspension_decider")
    private @Nullable Decider suspensionDecider;

    @Enumerated(EnumType.STRING)
    @Column(name = "exclusion_decider")
    private @Nullable Decider exclusionDecider;

    @Column(name = "excluded")
    private boolean excluded;

    @Transient
    @Getter(AccessLevel.NONE)
    private transient @Nullable UnitId askedDesk;

    @Transient
    @Getter(AccessLevel.NONE)
    private transient boolean lapsed;

    /** Who decides with this action, or null while nothing waits for it. */
    public @Nullable Decider decider(CaseAction action) {
        return switch (action) {
            case APPROVE_RETURN, REFUSE_RETURN -> returnDecider;
            case EXTEND, REFUSE_EXTENSION -> extensionDecider;
            case SUSPEND, REFUSE_SUSPENSION -> suspensionDecider;
            case EXCLUDE, REFUSE_EXCLUSION -> exclusionDecider;
            default -> null;
        };
    }

    /** The desk that is asked by the verb being done, for its notice. */
    @Nullable
    UnitId askedDesk() {
        return askedDesk;
    }

    /** Whether what is asked for with this action waits for the leader of the street. */
    boolean asksLeader(CaseAction asking) {
        return switch (asking) {
            case REQUEST_RETURN -> returnDecider == Decider.STREET_LEADER;
            case REQUEST_EXTENSION -> extensionDecider == Decider.STREET_LEADER;
            case PROPOSE_SUSPENSION -> suspensionDecider == Decider.STREET_LEADER;
            default -> false;
        };
    }

    void askReturn(Decider decider, UnitId desk) {
        returns++;
        returnDecider = decider;
        askedDesk = desk;
    }

    void askExtension(Decider decider, UnitId desk) {
        extensionDecider = decider;
        askedDesk = desk;
    }

    void returnDecided() {
        returnDecider = null;
    }

    void extended(int days) {
        extensionDecider = null;
        extensions++;
        extendedDays += days;
    }

    void extensionRefused() {
        extensionDecider = null;
    }

    void askSuspension(Decider decider, UnitId desk) {
        suspensionDecider = decider;
        askedDesk = desk;
    }

    void suspensionDecided() {
        suspensionDecider = null;
    }

    void askExclusion(UnitId desk) {
        exclusionDecider = Decider.DISTRICT;
        askedDesk = desk;
    }

    void exclusionDecided(boolean approved) {
        exclusionDecider = null;
        excluded = approved;
    }

    /** Whether the verb just done left something undecided behind; tells it once. */
    public boolean takeLapsed() {
        boolean was = lapsed;
        lapsed = false;
        return was;
    }

    /** A state is left: what was asked for in it waits no longer. */
    void left(CaseStatus from) {
        switch (from) {
            case IN_PROGRESS -> {
                lapsed = extensionDecider != null || suspensionDecider != null;
                extensionDecider = null;
                suspensionDecider = null;
            }
            case RETURN_PENDING -> {
                lapsed = returnDecider != null;
                returnDecider = null;
            }
            default -> {
                // nothing can be asked for there
            }
        }
    }
}
