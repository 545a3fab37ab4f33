package org.shaodao.whistle;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies the response of one unit to one whistle call. */
@Embeddable
public record WhistleResponseId(UUID value) implements Serializable {

    public static WhistleResponseId next() {
        return new WhistleResponseId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static WhistleResponseId of(String value) {
        return new WhistleResponseId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
