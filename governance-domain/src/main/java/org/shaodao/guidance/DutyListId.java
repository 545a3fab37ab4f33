package org.shaodao.guidance;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies an edition of a duty list. */
@Embeddable
public record DutyListId(UUID value) implements Serializable {

    public static DutyListId next() {
        return new DutyListId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static DutyListId of(String value) {
        return new DutyListId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
