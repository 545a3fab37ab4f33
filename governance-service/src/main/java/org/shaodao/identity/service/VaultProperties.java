package org.shaodao.identity.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Keys of the personal data vault; they live outside the database.
 *
 * @param keys {@code id:base64} of 32 bytes each, separated by commas; the first seals, all open
 * @param indexKey base64 of 32 bytes or more; changing it makes look-ups by phone miss what is stored
 * @param file a file with {@code keys=} and {@code index-key=} lines, used when the two settings are absent; beside
 *     the embedded database it is made at the first start
 */
@ConfigurationProperties("shaodao.vault")
public record VaultProperties(
        @Nullable String keys,
        @Nullable String indexKey,
        @Nullable Path file) {}
