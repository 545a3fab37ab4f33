/** Use cases and read models of {@code casework}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.casework.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
