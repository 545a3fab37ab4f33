package org.shaodao.casework;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a reminder. */
@Embeddable
public record ReminderId(UUID value) implements Serializable {

    public static ReminderId next() {
        return new ReminderId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static ReminderId of(String value) {
        return new ReminderId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
