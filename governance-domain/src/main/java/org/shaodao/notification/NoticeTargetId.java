package org.shaodao.notification;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.shaodao.shared.Ids;

/** Identifies a target of copies. */
@Embeddable
public record NoticeTargetId(UUID value) implements Serializable {

    public static NoticeTargetId next() {
        return new NoticeTargetId(Ids.next());
    }

    /** Reads the text form; throws {@link IllegalArgumentException} when it is not a UUID. */
    public static NoticeTargetId of(String value) {
        return new NoticeTargetId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
