package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a template of a joint matter. */
@Embeddable
public record JointMatterId(UUID value) implements Serializable {

    public static JointMatterId next() {
        return new JointMatterId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static JointMatterId of(String value) {
        return new JointMatterId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
