package org.shaodao.organisation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a post. */
@Embeddable
public record PostId(UUID value) implements Serializable {

    public static PostId next() {
        return new PostId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PostId of(String value) {
        return new PostId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
