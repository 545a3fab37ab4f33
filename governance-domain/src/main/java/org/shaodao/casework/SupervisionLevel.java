package org.shaodao.casework;

import org.shaodao.organisation.Role;

/** Three levels of supervision, each issued higher up (practice B3, rulings 12). */
public enum SupervisionLevel {
    /** Overdue: by the system itself. */
    L1,
    /** By the street leader; where a case lies in no street yet, by the district supervisor. */
    L2,
    /** By the district supervisor. */
    L3;

    /** Whether somebody in this role decides on this level. */
    public boolean isDecidedBy(Role role, boolean knownStreet) {
        return switch (this) {
            case L1 -> role == Role.SYSTEM;
            case L2 -> role == (knownStreet ? Role.STREET_LEADER : Role.DISTRICT_SUPERVISOR);
            case L3 -> role == Role.DISTRICT_SUPERVISOR;
        };
    }
}
