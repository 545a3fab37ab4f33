package org.shaodao.identity.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** bcrypt over SHA-256 of the password, so that no password is too long for bcrypt's 72 bytes. */
final class PrehashedBcrypt implements PasswordEncoder {

    private final BCryptPasswordEncoder bcrypt;

    PrehashedBcrypt(int cost) {
        this.bcrypt = new BCryptPasswordEncoder(cost);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence raw) {
        return raw == null ? null : bcrypt.encode(digest(raw));
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
        return raw != null && bcrypt.matches(digest(raw), encoded);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return bcrypt.upgradeEncoding(encoded);
    }

    private static String digest(CharSequence raw) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(raw.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
