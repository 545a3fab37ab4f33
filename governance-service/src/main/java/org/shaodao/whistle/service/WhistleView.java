package org.shaodao.whistle.service;

/** The views of the hub; each is one condition on {@code c}, counted and listed alike. */
public enum WhistleView {
    RUNNING("c.state in ('BLOWN', 'HANDLING')"),
    PROPOSALS("c.state = 'DRAFT'"),
    APPROVAL("c.approved_at is null and (c.state = 'PENDING_APPROVAL'"
            + " or c.kind = 'EMERGENCY' and c.state in ('BLOWN', 'HANDLING', 'AWAITING_EVALUATION'))"),
    EVALUATION("c.state = 'AWAITING_EVALUATION'"),
    OBJECTIONS("c.state in ('BLOWN', 'HANDLING', 'AWAITING_EVALUATION') and exists (select 1 from whistle_response o"
            + " where o.call_id = c.id and o.objected_at is not null and o.objection_decided_at is null"
            + " and o.released_at is null)"),
    APPEALS("exists (select 1 from whistle_response o where o.call_id = c.id and o.appealed_at is not null"
            + " and o.appeal_decided_at is null)"),
    COORDINATION("c.level = 'STUBBORN' and c.coordinated_at is null"
            + " and c.state in ('PENDING_APPROVAL', 'BLOWN', 'HANDLING')"),
    ENDED("c.state in ('CLOSED', 'REFUSED', 'RECALLED')");

    private final String condition;

    WhistleView(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** Its name in the address. */
    public String parameter() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
