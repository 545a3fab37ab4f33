package org.shaodao.catalogue;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies one edition of a routing rule. */
@Embeddable
public record RoutingRuleId(UUID value) implements Serializable {

    public static RoutingRuleId next() {
        return new RoutingRuleId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static RoutingRuleId of(String value) {
        return new RoutingRuleId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
