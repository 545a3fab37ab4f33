package org.shaodao.casework.service;

/** The traffic light of a case's present clock (lifecycle 6.4.4): grey while it stands still, none at the end. */
public enum Light {
    GREEN("coalesce(c.clock_yellow_at > :now, true)"),
    YELLOW("c.clock_yellow_at <= :now"),
    RED("c.clock_due_at < :now"),
    GREY("c.status in ('SUSPENDED', 'PENDING_INFO', 'DRAFT')"),
    NONE("c.closed_at is not null");

    /** The light as SQL over {@code c} and {@code :now}: of the tests that hold, the one furthest down this type. */
    static final String SQL = "case when " + NONE.test + " then 'NONE' when " + GREY.test + " then 'GREY' when "
            + RED.test + " then 'RED' when " + YELLOW.test + " then 'YELLOW' else 'GREEN' end";

    private static final String RUNNING = "c.closed_at is null and not " + GREY.test + " and ";

    private final String test;

    Light(String test) {
        this.test = test;
    }

    /**
     * The cases of this light as conditions over {@code c} and {@code :now} that an index can answer; a clock that warns
     * has a due time (constraint {@code governance_case_clock_whole}).
     */
    String condition() {
        return switch (this) {
            case NONE -> test;
            case GREY -> "c.closed_at is null and " + test;
            case RED -> RUNNING + test;
            case YELLOW -> RUNNING + "c.clock_due_at >= :now and " + test;
            case GREEN -> RUNNING + "coalesce(c.clock_due_at >= :now, true) and " + test;
        };
    }
}
