/** Use cases and read models of {@code deliberation}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.deliberation.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
