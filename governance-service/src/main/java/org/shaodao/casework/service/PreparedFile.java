package org.shaodao.casework.service;

import org.jspecify.annotations.Nullable;

/**
 * A file that was looked at and made safe, ready to be kept.
 *
 * @param thumbnail the small picture; null for what is no picture
 * @param width pixels; null for what is no picture
 * @param originalHash SHA-256 of what arrived, so that the same photo sent twice is kept once
 */
public record PreparedFile(
        String name,
        String mediaType,
        byte[] content,
        byte @Nullable [] thumbnail,
        @Nullable Integer width,
        @Nullable Integer height,
        byte[] originalHash) {}
