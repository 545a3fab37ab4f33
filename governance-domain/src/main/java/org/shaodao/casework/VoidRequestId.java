package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a dispatch order. */
@Embeddable
public record VoidRequestId(UUID value) implements Serializable {

    public static VoidRequestId next() {
        return new VoidRequestId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static VoidRequestId of(String value) {
        return new VoidRequestId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
