package org.shaodao.routing;

import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a trial of a change over past cases. */
public record TrialId(UUID value) implements Serializable {

    public static TrialId next() {
        return new TrialId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static TrialId of(String value) {
        return new TrialId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
