package org.shaodao.catalogue.web;

import org.shaodao.deadline.Limit;

/** A limit as a sentence: message key and number, for example "5 working days" or "30 minutes". */
record LimitText(String key, int number) {

    static LimitText of(Limit limit) {
        return new LimitText(limit.sentenceKey(), limit.sentenceNumber());
    }
}
