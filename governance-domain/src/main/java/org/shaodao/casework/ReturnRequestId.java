package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies a return request. */
@Embeddable
public record ReturnRequestId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
