package org.shaodao.casework.service;

/**
 * A file as it arrived.
 *
 * @param name what the sender called it; only shown, never used as a path
 */
public record IncomingFile(String name, byte[] content) {}
