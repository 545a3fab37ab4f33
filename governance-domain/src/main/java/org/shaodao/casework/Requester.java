package org.shaodao.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Who asked, sealed; the index finds the same number again without opening it (rulings 24). */
@Embeddable
public record Requester(
        @Column(name = "requester_name_sealed") byte @Nullable [] nameSealed,
        @Column(name = "requester_phone_sealed") byte @Nullable [] phoneSealed,
        @Column(name = "requester_phone_index") byte @Nullable [] phoneIndex) {

    public static Requester none() {
        return new Requester(null, null, null);
    }

    /** Whether anyone asked: decides about contact and follow-up. */
    public boolean exists() {
        return nameSealed != null || phoneSealed != null;
    }
}
