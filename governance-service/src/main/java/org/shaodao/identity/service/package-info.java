/** Use cases and read models of {@code identity}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.identity.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
