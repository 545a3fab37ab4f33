package org.shaodao.catalogue.web;

import org.shaodao.deadline.Limit;

/** A limit as a sentence: message key and number, for example "5 working days" or "30 minutes". */
record LimitText(String key, int number) {

    private static final String KEY = "deadline.limit.";

    static LimitText of(Limit limit) {
        int amount = limit.amount();
        return switch (limit.mode()) {
            case NATURAL_HOURS ->
                amount % 60 == 0 && amount > 0
                        ? new LimitText(KEY + "natural-hours", amount / 60)
                        : new LimitText(KEY + "natural-minutes", amount);
            case NATURAL_DAYS -> new LimitText(KEY + "natural-days", amount);
            case WORKING_HOURS ->
                amount % 60 == 0 && amount > 0
                        ? new LimitText(KEY + "working-hours", amount / 60)
                        : new LimitText(KEY + "working-minutes", amount);
            case WORKING_DAYS_TO_CLOSE ->
                amount == 0 ? new LimitText(KEY + "same-day", 0) : new LimitText(KEY + "working-days", amount);
            case WORKING_DAYS_SAME_TIME -> new LimitText(KEY + "working-days-same-time", amount);
        };
    }
}
