package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a supervision order. */
@Embeddable
public record SupervisionOrderId(UUID value) implements Serializable {

    public static SupervisionOrderId next() {
        return new SupervisionOrderId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static SupervisionOrderId of(String value) {
        return new SupervisionOrderId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
