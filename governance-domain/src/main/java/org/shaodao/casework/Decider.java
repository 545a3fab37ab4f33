package org.shaodao.casework;

/** Who decides a request on a case. */
public enum Decider {
    /** The desk that dispatched the case. */
    DISPATCHER,
    /** The leader of the street the case lies in. */
    STREET_LEADER,
    /** The district: adjudicator of a third return (rulings 12), approver for hotline orders and for exclusions. */
    DISTRICT;

    /** The leader of the street, or the district where the street of the case is not known. */
    static Decider above(GovernanceCase kase) {
        return kase.getPlacement().streetId() == null ? DISTRICT : STREET_LEADER;
    }
}
