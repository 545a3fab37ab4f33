/** Use cases and read models of {@code organisation}. */
@NullMarked
@NamedInterface("service")
package org.shaodao.organisation.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
