package org.shaodao.organisation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies an area. */
@Embeddable
public record AreaId(UUID value) implements Serializable {

    public static AreaId next() {
        return new AreaId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static AreaId of(String value) {
        return new AreaId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
