package org.shaodao.casework;

/** How people come together over a dispute. */
public enum MediationKind {
    /** The mediator and the parties. */
    MEDIATION,
    /** Led by the Party organisation, with invited units (features A3.27, A17 story 1). */
    JOINT_MEETING
}
