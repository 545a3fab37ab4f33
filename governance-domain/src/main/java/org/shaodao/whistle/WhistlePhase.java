package org.shaodao.whistle;

/** The four phases of the workflow (whistle lifecycle 7.2, feature A3.6). */
public enum WhistlePhase {
    SOURCE,
    REPORTING_IN,
    HANDLING,
    EVALUATION
}
