package org.shaodao.casework.service;

import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.CategoryRef;
import org.shaodao.catalogue.service.Categories;
import org.shaodao.deadline.Deadline;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.LimitMode;
import org.shaodao.deadline.service.Calendars;
import org.springframework.stereotype.Component;

/** Starts the clocks of the stages with the limits of lifecycle 6.2 and 6.3. */
@Component
@RequiredArgsConstructor
class CaseLimits {

    /** T10, T11: four working hours. */
    private static final Limit DISPATCHING = new Limit(LimitMode.WORKING_HOURS, 4 * 60);

    /** T22, T23: two working days. */
    private static final Limit VERIFYING = new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 2);

    /** T24: three working days. */
    private static final Limit FOLLOWING_UP = new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 3);

    /** T22: rework gets the rest of the limit, but no less than one working day. */
    private static final Limit REWORK = new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 1);

    /** T4, T5: three working days for the answer. */
    private static final Limit ANSWERING = new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 3);

    /** T14: one working day after the dispatch; later only with the street leader. */
    private static final Limit RETURNING = new Limit(LimitMode.WORKING_DAYS_TO_CLOSE, 1);

    private final Calendars calendars;
    private final Categories categories;

    Deadline accepting(@Nullable CategoryId category, boolean urgent, Instant at) {
        return start(limitClass(null, category, urgent).accept(), at);
    }

    Deadline dispatching(boolean urgent, Instant at) {
        return start(urgent ? calendars.limitClass(LimitClass.EMERGENCY).accept() : DISPATCHING, at);
    }

    Deadline verifying(Instant at) {
        return start(VERIFYING, at);
    }

    Deadline followingUp(Instant at) {
        return start(FOLLOWING_UP, at);
    }

    Deadline answering(Instant at) {
        return start(ANSWERING, at);
    }

    Deadline rework(Instant at) {
        return start(REWORK, at);
    }

    Deadline returning(Instant dispatchedAt) {
        return start(RETURNING, dispatchedAt);
    }

    /** The class that counts: the named one, else urgent, else the category's, else GENERAL. */
    LimitClass limitClass(@Nullable String code, @Nullable CategoryId category, boolean urgent) {
        if (code != null && !code.isBlank()) {
            return calendars.limitClass(code);
        }
        if (urgent) {
            return calendars.limitClass(LimitClass.EMERGENCY);
        }
        String own = category == null
                ? LimitClass.GENERAL
                : categories.find(category).map(CategoryRef::limitClass).orElse(LimitClass.GENERAL);
        return calendars.limitClass(own);
    }

    Deadline start(Limit limit, Instant at) {
        return calendars.current().deadline(at, limit);
    }
}
