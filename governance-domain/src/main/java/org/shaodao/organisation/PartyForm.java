package org.shaodao.organisation;

/** The form a Party organisation has; what it is called stays free (feature A1.2). */
public enum PartyForm {
    WORKING_COMMITTEE,
    COMMITTEE,
    GENERAL_BRANCH,
    BRANCH,
    GROUP,
    HOUSEHOLD
}
