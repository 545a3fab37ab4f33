package org.shaodao.insight.service;

import org.jspecify.annotations.Nullable;

/**
 * The whistle indicators W-1 to W-10 (indicators 8.3), each as one condition for what is looked at and one for what counts.
 * Figures and lists are made of the same conditions, so that they cannot disagree. {@code c} is the call, {@code r} the
 * response, {@code g} a case; the period is half-open.
 */
public enum WhistleIndicator {
    W1(Subject.CALL, in("c.blown_at"), null),
    W2(Subject.CASE, in("c.closed_at"), null),
    W3(Subject.CALL, in("c.blown_at"), null),
    W4(Subject.RESPONSE, in("r.sign_due_at") + " and r.released_at is null", "r.signed_at <= r.sign_due_at"),
    W5(Subject.RESPONSE, in("r.report_in_due_at") + " and r.released_at is null", arrival() + " <= r.report_in_due_at"),
    W6(
            Subject.RESPONSE,
            in("r.report_in_due_at") + " and r.released_at is null and (" + arrival() + " is null or " + arrival()
                    + " >= :to)",
            null),
    W7(
            Subject.RESPONSE,
            in("r.feedback_due_at") + " and r.released_at is null",
            "r.feedback_at <= r.feedback_due_at and (r.sent_back_at is null or r.feedback_at > r.sent_back_at)"),
    W8(Subject.CALL, in("c.due_at"), "c.closed_at < :to"),
    W9(
            Subject.CALL,
            in("c.closed_at"),
            "exists (select 1 from whistle_call again where again.reblown_from = c.id and again.blown_at is not null"
                    + " and again.blown_at <= c.closed_at + interval '180 days')"),
    W10(Subject.CALL, in("c.blown_at"), "c.invalid_at is not null");

    /** What an indicator counts. */
    enum Subject {
        CALL,
        RESPONSE,
        CASE
    }

    private final Subject subject;
    private final String looked;
    private final @Nullable String hit;

    WhistleIndicator(Subject subject, String looked, @Nullable String hit) {
        this.subject = subject;
        this.looked = looked;
        this.hit = hit;
    }

    Subject subject() {
        return subject;
    }

    /** Whether it is a share and not a count. */
    public boolean isShare() {
        return hit != null;
    }

    /** Whether it belongs to the units that answer, and not to the streets that blow. */
    public boolean isOfUnits() {
        return subject == Subject.RESPONSE;
    }

    String looked() {
        return looked;
    }

    /** The condition of what counts; of a count, everything looked at. */
    String hit() {
        return hit == null ? "true" : hit;
    }

    private static String in(String column) {
        return column + " >= :from and " + column + " < :to";
    }

    /** The unit's statement counts unless the street disputed it; silence confirms (rulings 21). */
    private static String arrival() {
        return "(case when r.disputed_at is null then r.arrived_at else r.street_arrival_at end)";
    }
}
