package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies an exclusion from assessment. */
@Embeddable
public record AssessmentExclusionId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
