package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a whistle call. */
@Embeddable
public record WhistleId(UUID value) implements Serializable {

    public static WhistleId next() {
        return new WhistleId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static WhistleId of(String value) {
        return new WhistleId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
