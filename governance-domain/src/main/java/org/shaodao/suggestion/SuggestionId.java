package org.shaodao.suggestion;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a suggestion. */
@Embeddable
public record SuggestionId(UUID value) implements Serializable {

    public static SuggestionId next() {
        return new SuggestionId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static SuggestionId of(String value) {
        return new SuggestionId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
