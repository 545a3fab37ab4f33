package org.shaodao.shared;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes UUIDv7 ids: time-ordered, so that they stay kind to the index, and made where the thing is born. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static UUID next() {
        return at(Instant.now());
    }

    /** The id of a thing born at {@code at}; the first 48 bits are that instant in milliseconds. */
    public static UUID at(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0fffL);
        long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private Ids() {}
}
