package org.shaodao.shared;

import org.jspecify.annotations.Nullable;

/** Seals personal values with keys kept outside the database, and indexes them blindly for look-up (rulings 24). */
public interface PersonalDataVault {

    /** The sealed form, with the id of the key in it; null stays null. */
    byte @Nullable [] seal(@Nullable String value);

    /** The value again; null stays null. Throws {@link IllegalStateException} when the key is not known. */
    @Nullable
    String open(byte @Nullable [] sealed);

    /** A keyed hash of the normalised value, equal for equal values; null for null. */
    byte @Nullable [] index(@Nullable String value);
}
