/** Use cases and read models of {@code whistle}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.whistle.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
