/** Use cases and read models of {@code routing}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.routing.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
