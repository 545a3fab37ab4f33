package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a request for assistance. */
@Embeddable
public record AssistanceId(UUID value) implements Serializable {

    public static AssistanceId next() {
        return new AssistanceId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static AssistanceId of(String value) {
        return new AssistanceId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
