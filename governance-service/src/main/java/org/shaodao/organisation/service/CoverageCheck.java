package org.shaodao.organisation.service;

import java.util.Locale;
import java.util.Optional;

/** A question to the organisation whose answer is a list of gaps; each is a warning, never an error. */
public enum CoverageCheck {
    /** P-1. */
    GRID_WITHOUT_BRANCH(Subject.AREA),
    /** Grids served only by a joint branch: told apart, not counted as gaps. */
    GRID_WITH_JOINT_BRANCH(Subject.AREA),
    /** P-2. */
    BRANCH_GROUPS(Subject.PARTY),
    /** P-3. */
    MEMBER_HOUSEHOLD_SIZE(Subject.PARTY),
    /** P-4. */
    CHAIN_INCOMPLETE(Subject.AREA),
    /** G-3. */
    GRID_SIZE(Subject.AREA),
    GRID_WITHOUT_HEAD(Subject.AREA),
    /** G-1. */
    GRID_WITHOUT_WORKER(Subject.AREA),
    /** G-5: grids with more residents for each worker than the limit; without a worker they stand in the list above. */
    WORKER_LOAD(Subject.AREA),
    POST_VACANT(Subject.POST),
    UNIT_WITHOUT_PHONE(Subject.UNIT);

    /** What the list of a check names. */
    public enum Subject {
        AREA,
        PARTY,
        POST,
        UNIT
    }

    private final Subject subject;

    CoverageCheck(Subject subject) {
        this.subject = subject;
    }

    public Subject subject() {
        return subject;
    }

    /** Its word in the address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The check of an address. */
    public static Optional<CoverageCheck> of(String slug) {
        return java.util.Arrays.stream(values())
                .filter(check -> check.slug().equals(slug))
                .findFirst();
    }

    /** Whether a row is something to be put right. */
    public boolean isWarning() {
        return this != GRID_WITH_JOINT_BRANCH;
    }
}
