/** Use cases and read models of {@code audit}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.audit.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
