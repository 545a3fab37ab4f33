package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies one unit's part in handling a case. */
@Embeddable
public record CoHandlingId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
