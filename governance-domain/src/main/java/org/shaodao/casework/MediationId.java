package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies the mediation of a dispute. */
@Embeddable
public record MediationId(UUID value) implements Serializable {

    public static MediationId next() {
        return new MediationId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static MediationId of(String value) {
        return new MediationId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
