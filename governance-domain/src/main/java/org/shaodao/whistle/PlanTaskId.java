package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies one task of a joint plan. */
@Embeddable
public record PlanTaskId(UUID value) implements Serializable {

    public static PlanTaskId next() {
        return new PlanTaskId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PlanTaskId of(String value) {
        return new PlanTaskId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
