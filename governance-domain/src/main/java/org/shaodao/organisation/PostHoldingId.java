package org.shaodao.organisation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies one person's time in a post. */
@Embeddable
public record PostHoldingId(UUID value) implements Serializable {

    public static PostHoldingId next() {
        return new PostHoldingId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PostHoldingId of(String value) {
        return new PostHoldingId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
