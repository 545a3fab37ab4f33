package org.shaodao.organisation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a Party organisation. */
@Embeddable
public record PartyOrganisationId(UUID value) implements Serializable {

    public static PartyOrganisationId next() {
        return new PartyOrganisationId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PartyOrganisationId of(String value) {
        return new PartyOrganisationId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
