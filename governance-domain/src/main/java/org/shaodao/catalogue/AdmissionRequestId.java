package org.shaodao.catalogue;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies an admission request. */
@Embeddable
public record AdmissionRequestId(UUID value) implements Serializable {

    public static AdmissionRequestId next() {
        return new AdmissionRequestId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static AdmissionRequestId of(String value) {
        return new AdmissionRequestId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
