package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a dispatch order. */
@Embeddable
public record DispatchOrderId(UUID value) implements Serializable {

    public static DispatchOrderId next() {
        return new DispatchOrderId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static DispatchOrderId of(String value) {
        return new DispatchOrderId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
