package org.shaodao.casework.service;

/** The traffic light of a case's present clock (lifecycle 6.4.4): grey while it stands still, none at the end. */
public enum Light {
    GREEN(" and coalesce(c.clock_due_at >= :now, true) and coalesce(c.clock_yellow_at > :now, true)"),
    YELLOW(" and c.clock_due_at >= :now and c.clock_yellow_at <= :now"),
    RED(" and c.clock_due_at < :now"),
    GREY(""),
    NONE("");

    /** The light as SQL over {@code c} and {@code :now}; this type alone says what each colour means. */
    static final String SQL = """
            case when c.closed_at is not null then 'NONE'
                 when c.status in ('SUSPENDED', 'PENDING_INFO', 'DRAFT') then 'GREY'
                 when c.clock_due_at < :now then 'RED'
                 when c.clock_yellow_at <= :now then 'YELLOW'
                 else 'GREEN' end
            """;

    private static final String STANDING = "('SUSPENDED', 'PENDING_INFO', 'DRAFT')";

    private final String clock;

    Light(String clock) {
        this.clock = clock;
    }

    /** The cases of this light as conditions over {@code c} and {@code :now} that an index can answer. */
    String condition() {
        return switch (this) {
            case NONE -> "c.closed_at is not null";
            case GREY -> "c.closed_at is null and c.status in " + STANDING;
            default -> "c.closed_at is null and c.status not in " + STANDING + clock;
        };
    }
}
