package org.shaodao.identity.service;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys a vault works with: sealing keys by id, the first of them current, and the index key. */
record VaultKeys(String currentId, Map<String, SecretKey> sealing, SecretKey indexKey) {

    VaultKeys {
        sealing = Map.copyOf(sealing);
    }

    /** Reads the settings' text forms; throws {@link IllegalStateException} naming the setting that is wrong. */
    static VaultKeys parse(String keys, String indexKey) {
        Map<String, SecretKey> sealing = new LinkedHashMap<>();
        for (String entry : keys.split(",")) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            require(id.matches("[A-Za-z0-9_-]{1,32}"), "shaodao.vault.keys: each entry is id:base64");
            byte[] key = decode(entry.substring(colon + 1), "shaodao.vault.keys");
            require(key.length == 32, "shaodao.vault.keys: key " + id + " must have 32 bytes");
            require(sealing.put(id, new SecretKeySpec(key, "AES")) == null, "shaodao.vault.keys: id " + id + " twice");
        }
        byte[] index = decode(indexKey, "shaodao.vault.index-key");
        require(index.length >= 32, "shaodao.vault.index-key must have at least 32 bytes");
        return new VaultKeys(sealing.keySet().iterator().next(), sealing, new SecretKeySpec(index, "HmacSHA256"));
    }

    SecretKey key(String id) {
        SecretKey key = sealing.get(id);
        if (key == null) {
            throw new IllegalStateException("the vault has no key with the id of this value");
        }
        return key;
    }

    private static byte[] decode(String text, String setting) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException(setting + " is not base64");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
