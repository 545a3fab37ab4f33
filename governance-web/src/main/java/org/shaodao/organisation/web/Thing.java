package org.shaodao.organisation.web;

import java.util.UUID;

/**
 * What is merged or split.
 *
 * @param path of its page
 * @param kind its level in words
 * @param area whether it is an area, with a code and figures
 */
record Thing(UUID id, String name, String kind, String path, boolean area, boolean grid) {}
