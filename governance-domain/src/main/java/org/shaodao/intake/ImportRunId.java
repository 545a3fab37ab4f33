package org.shaodao.intake;

import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies one run of an import. */
public record ImportRunId(UUID value) implements Serializable {

    public static ImportRunId next() {
        return new ImportRunId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static ImportRunId of(String value) {
        return new ImportRunId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
