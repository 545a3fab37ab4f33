package org.shaodao.catalogue;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies an entry of the dispatch catalogue. */
@Embeddable
public record CatalogueEntryId(UUID value) implements Serializable {

    public static CatalogueEntryId next() {
        return new CatalogueEntryId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static CatalogueEntryId of(String value) {
        return new CatalogueEntryId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
