package org.shaodao.casework;

import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a photo or file of a case. */
public record CaseFileId(UUID value) implements Serializable {

    public static CaseFileId next() {
        return new CaseFileId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static CaseFileId of(String value) {
        return new CaseFileId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
