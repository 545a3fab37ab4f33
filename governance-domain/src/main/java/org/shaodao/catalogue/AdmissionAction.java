package org.shaodao.catalogue;

/** What can be done with an admission request; who may do it in which state stands in docs/rights-admission.csv. */
public enum AdmissionAction {
    ASK,
    REVIEW,
    APPROVE,
    REFUSE,
    WITHDRAW
}
