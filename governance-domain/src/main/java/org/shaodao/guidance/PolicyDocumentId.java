package org.shaodao.guidance;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a policy document. */
@Embeddable
public record PolicyDocumentId(UUID value) implements Serializable {

    public static PolicyDocumentId next() {
        return new PolicyDocumentId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PolicyDocumentId of(String value) {
        return new PolicyDocumentId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
