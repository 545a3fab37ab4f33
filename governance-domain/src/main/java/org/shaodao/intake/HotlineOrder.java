package org.shaodao.intake;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One order of a hotline as it was read from a row, cleaned and checked.
 *
 * @param number the hotline's own number, unique within its source
 * @param place what the place columns say, coarse to fine
 * @param due the hotline's own limit as it was written; our limits come from the catalogue
 */
public record HotlineOrder(
        String number,
        Instant received,
        String title,
        String description,
        @Nullable String contactName,
        @Nullable String contactPhone,
        @Nullable String address,
        @Nullable String place,
        boolean confidential,
        boolean urgent,
        @Nullable String nature,
        @Nullable String category,
        @Nullable String urgency,
        @Nullable String channel,
        @Nullable String opinion,
        @Nullable String due,
        @Nullable String takenBy) {

    /** All it says in one text, equal exactly when the orders are: what a later import compares, keyed and hashed. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (Object part : Arrays.asList(
                number,
                received,
                title,
                description,
                contactName,
                contactPhone,
                address,
                place,
                confidential,
                urgent,
                nature,
                category,
                urgency,
                channel,
                opinion,
                due,
                takenBy)) {
            text.append(Objects.toString(part, "")).append('\u001f');
        }
        return text.toString();
    }
}
