/** Use cases and read models of {@code intake}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.intake.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
