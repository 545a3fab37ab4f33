package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies a suspension. */
@Embeddable
public record SuspensionId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
