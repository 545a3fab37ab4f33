package org.shaodao.casework.service;

/** The traffic light of a case's present clock (lifecycle 6.4.4): grey while it stands still, none at the end. */
public enum Light {
    GREEN,
    YELLOW,
    RED,
    GREY,
    NONE;

    /** The light as SQL over {@code c} and {@code :now}; the only place that says what each colour means. */
    static final String SQL = """
            case when c.closed_at is not null then 'NONE'
                 when c.status in ('SUSPENDED', 'PENDING_INFO', 'DRAFT') then 'GREY'
                 when c.clock_due_at < :now then 'RED'
                 when c.clock_yellow_at <= :now then 'YELLOW'
                 else 'GREEN' end
            """;
}
