package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies an extension request. */
@Embeddable
public record ExtensionRequestId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
