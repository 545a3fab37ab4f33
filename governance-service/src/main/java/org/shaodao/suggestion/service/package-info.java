/** Use cases and read models of {@code suggestion}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.suggestion.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
