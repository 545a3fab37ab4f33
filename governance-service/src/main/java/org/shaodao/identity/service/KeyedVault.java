package org.shaodao.identity.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.PersonalDataVault;

/**
 * AES-GCM with the id of the key in the value, HMAC-SHA256 for the blind index.
 * <p>Layout: format (1 byte), length of the key id, key id, 12 bytes nonce, cipher text with tag; everything before the
 * nonce is authenticated.
 */
final class KeyedVault implements PersonalDataVault {

    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final VaultKeys keys;
    private final SecureRandom random = new SecureRandom();

    KeyedVault(VaultKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte @Nullable [] seal(@Nullable String value) {
        if (value == null) {
            return null;
        }
        byte[] id = keys.currentId().getBytes(StandardCharsets.US_ASCII);
        byte[] head = ByteBuffer.allocate(2 + id.length)
                .put(FORMAT)
                .put((byte) id.length)
                .put(id)
                .array();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE, keys.key(keys.currentId()), nonce, head, value.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(head.length + NONCE + sealed.length)
                .put(head)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public @Nullable String open(byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        if (sealed.length < 2 || sealed[0] != FORMAT || sealed.length < 2 + sealed[1] + NONCE) {
            throw new IllegalStateException("not a sealed value");
        }
        int headLength = 2 + sealed[1];
        byte[] head = Arrays.copyOf(sealed, headLength);
        String id = new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
        byte[] nonce = Arrays.copyOfRange(sealed, headLength, headLength + NONCE);
        byte[] body = Arrays.copyOfRange(sealed, headLength + NONCE, sealed.length);
        return new String(run(Cipher.DECRYPT_MODE, keys.key(id), nonce, head, body), StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] index(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.indexKey());
            return mac.doFinal(value.strip().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] head, byte[] body) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(head);
            return cipher.doFinal(body);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a sealed value cannot be opened", broken);
        }
    }
}
