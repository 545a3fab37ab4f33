/** Use cases and read models of {@code guidance}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.guidance.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
